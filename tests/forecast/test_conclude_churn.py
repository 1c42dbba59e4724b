from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from retention_desk.forecast.conclude_churn import conclude_churn
from retention_desk.forecast.fitted_churn import Evaluation, FittedChurn
from retention_desk.forecast.quality import assess
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words, phrase

WORDS = Words("en")
NO_HEALTH = SimpleNamespace(score=np.full(600, np.nan))


def fitted(signal=2.0, rule_signal=1.0, validation="cross-validation", seed=0):
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=600)
    left = rng.random(600) < 1 / (1 + np.exp(-hidden * 2))
    probability = 1 / (1 + np.exp(-(signal * hidden + (0 if signal else 1) * rng.normal(size=600))))
    score = rule_signal * hidden + rng.normal(size=600)
    share = np.full(600, left.mean())
    customer = np.arange(600) if validation == "cross-validation" else None
    return FittedChurn(
        definition=phrase("Leaves"), horizon_days=None, method="stack", probability=probability,
        known=~left, rule="single_column", rule_label=phrase("best single column"), rule_probability=share,
        base_rate=float(left.mean()), evaluation=Evaluation(left, probability, score, share, customer),
        quality=assess(left, probability, validation, 1), baseline=assess(left, share, validation, 1, score),
        train_rows=600, events=int(left.sum()),
    )  # fmt: skip


def test_a_model_that_beats_the_rule_is_used():
    found = conclude_churn(fitted(), NO_HEALTH, DEFAULTS)
    assert found.status == "model"
    assert found.method == "stack"
    assert "called at random" in WORDS(found.reason)


def test_a_model_that_does_not_beat_the_rule_steps_back():
    found = conclude_churn(fitted(signal=0.8, rule_signal=9.0, seed=1), NO_HEALTH, DEFAULTS)
    model = fitted(signal=0.8, rule_signal=9.0, seed=1)
    worse = replace(model, quality=replace(model.quality, roc_auc=0.6))
    found = conclude_churn(worse, NO_HEALTH, DEFAULTS)
    assert found.status == "rules"
    assert found.method == "single_column"
    assert found.probability == pytest.approx(model.rule_probability)


def test_no_pattern_is_refused_with_the_reason():
    found = conclude_churn(fitted(signal=0.0, rule_signal=0.0), NO_HEALTH, DEFAULTS)
    assert found.status == "refused"
    assert np.isnan(found.probability).all()
    assert "No usable pattern" in WORDS(found.reason)


def test_a_health_score_that_is_better_than_the_model_wins():
    model = fitted(signal=1.0)
    truth = np.where(model.evaluation.left, 20.0, 80.0) + np.random.default_rng(0).normal(0, 5, 600)
    found = conclude_churn(model, SimpleNamespace(score=truth), DEFAULTS)
    assert found.status == "rules"
    assert found.method == "health_score"
    assert WORDS(found.baseline_label) == "health score"
    assert found.baseline.roc_auc > model.quality.roc_auc
    assert np.corrcoef(found.probability, truth)[0, 1] < -0.8


def test_what_the_user_chose_is_followed():
    chosen = DEFAULTS.with_value("churn.model", "rules")
    assert conclude_churn(fitted(), NO_HEALTH, chosen).status == "rules"
    off = replace(fitted(), off=True)
    found = conclude_churn(off, NO_HEALTH, DEFAULTS.with_value("churn.model", "off"))
    assert found.status == "off"
    assert np.isnan(found.probability).all()


def test_a_drifting_level_is_said():
    model = fitted(validation="time split")
    shifted = replace(model, evaluation=replace(model.evaluation, probability=model.probability * 0.5))
    assert "drifts" in WORDS(conclude_churn(shifted, NO_HEALTH, DEFAULTS).reason)
