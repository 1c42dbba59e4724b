"""Who changes band when the weights do, against a plain count."""

from __future__ import annotations

import numpy as np

from retention_desk.desktop.health_page.band_changes import band_changes
from retention_desk.foundation.settings import AnalysisSettings
from tests.desktop.factory import make_analysis, make_health


def test_changes_are_counted_by_direction_and_the_largest_comes_first():
    analysis = make_analysis(500)
    tree = {"silence": 75.0, "frequency": 5.0, "amount": 5.0, "breadth": 5.0, "returns": 5.0, "tenure": 5.0}
    now = make_health(analysis.indicators, AnalysisSettings().with_value("health.weights", tree))
    changes = band_changes(analysis.health, now)
    step = now.band.astype(int) - analysis.health.band.astype(int)
    known = (now.band >= 0) & (analysis.health.band >= 0)
    assert changes.down == int(((step < 0) & known).sum())
    assert changes.up == int(((step > 0) & known).sum())
    size = np.abs(now.score - analysis.health.score)[changes.customers]
    assert (np.diff(size) <= 1e-9).all()


def test_nothing_changes_against_itself():
    health = make_analysis(50).health
    assert len(band_changes(health, health).customers) == 0
    assert len(band_changes(None, health).customers) == 0
