from types import SimpleNamespace

import numpy as np
import pytest

from retention_desk.forecast.health_rule import against_health
from retention_desk.forecast.quality import assess, lift_table
from tests.forecast.test_conclude_churn import fitted


def test_figures_are_those_of_the_full_computation():
    model = fitted()
    left = model.evaluation.left
    score = np.round(np.clip(60 - 20 * left + np.random.default_rng(0).normal(0, 10, 600), 0, 100), 1)
    found = against_health(model, SimpleNamespace(score=score))
    assert found.rule == "health_score"
    full = assess(left, found.evaluation.rule_probability, "cross-validation", 1, -score, 0)
    for name in (
        "roc_auc",
        "pr_auc",
        "brier",
        "log_loss",
        "calibration_error",
        "lift_top_decile",
        "accuracy",
    ):
        assert getattr(found.baseline, name) == pytest.approx(getattr(full, name), abs=1e-9)
    assert np.array_equal(found.rule_probability, found.evaluation.rule_probability)
    model = fitted()
    from dataclasses import replace

    with_lift = replace(model, lift=lift_table(left, model.probability, model.evaluation.rule_score))
    lift = against_health(with_lift, SimpleNamespace(score=score)).lift
    expected = lift_table(left, model.probability, -score)
    assert lift["share_found_rule"].to_numpy() == pytest.approx(expected["share_found_rule"].to_numpy())


def test_a_worse_or_incomplete_score_changes_nothing():
    model = fitted()
    noise = np.random.default_rng(1).uniform(0, 100, 600)
    assert against_health(model, SimpleNamespace(score=noise)) is model
    perfect = np.where(model.evaluation.left, 0.0, 100.0)
    perfect[3] = np.nan
    assert against_health(model, SimpleNamespace(score=perfect)) is model
