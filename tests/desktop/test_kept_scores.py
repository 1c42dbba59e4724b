"""Scores with the weights kept last are made once, and only where the weights differ."""

from __future__ import annotations

import numpy as np

from retention_desk.desktop.kept_scores import scores_as_kept
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.health.score_health import score_health
from tests.desktop.factory import make_analysis


def test_scores_are_those_of_the_settings_kept():
    analysis = make_analysis(60)
    assert scores_as_kept(analysis, analysis.settings, None) is analysis.health
    other = DEFAULTS.with_value("health.weights.silence", 70)
    made = scores_as_kept(analysis, other, None)
    np.testing.assert_array_equal(made.score, score_health(analysis.indicators, other).score)
    assert scores_as_kept(analysis, other, made) is made
