"""Learned weights find what matters, and say how sure they are."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from retention_desk.health.learned_weights import learn_weights


def test_an_indicator_that_matters_takes_the_weight():
    rng = np.random.default_rng(1)
    levels = rng.integers(0, 3, (3000, 3)).astype(np.int8)
    left = rng.random(3000) < 1 / (1 + np.exp(levels[:, 0] * 1.5 - 1.5))
    found = learn_weights(["matters", "noise", "more"], levels, left, seed=1)
    assert found.weights["matters"] > 85
    assert round(sum(found.weights.values()), 6) == 100
    low, high = found.ranges["matters"]
    assert low <= found.weights["matters"] <= high
    assert found.ranges["noise"][0] < 5
    assert 0 <= found.optimism < 0.02


def test_the_coefficients_are_those_of_a_logistic_regression():
    rng = np.random.default_rng(2)
    levels = rng.integers(0, 3, (4000, 2)).astype(np.int8)
    left = rng.random(4000) < 1 / (1 + np.exp(levels @ np.array([1.0, 0.5]) - 1.0))
    reference = LogisticRegression(C=1.0).fit(levels / 2, ~left).coef_[0]
    found = learn_weights(["a", "b"], levels, left, seed=1)
    assert found.weights["a"] == pytest.approx(100 * reference[0] / reference.sum(), abs=0.1)


def test_a_wrong_way_round_indicator_gets_nothing_and_pure_noise_is_no_suggestion():
    rng = np.random.default_rng(3)
    levels = rng.integers(0, 3, (2000, 1)).astype(np.int8)
    left = rng.random(2000) < 0.2 + 0.3 * levels[:, 0]
    assert learn_weights(["worse"], levels, left, seed=1) is None


def test_unknown_levels_count_as_the_mean():
    levels = np.array([[2, -1], [0, -1], [2, 1], [0, 1]] * 50, dtype=np.int8)
    left = np.array([False, True, False, True] * 49 + [True, False, False, True])
    found = learn_weights(["a", "b"], levels, left, seed=1)
    assert found.weights["a"] > 90
