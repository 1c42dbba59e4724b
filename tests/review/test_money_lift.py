"""Spend per customer, contact beside holdout."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from retention_desk.review.money_lift import money_lift


def test_the_interval_is_that_of_welch():
    draw = np.random.default_rng(1)
    first, second = draw.gamma(2, 20, 80), draw.gamma(2, 15, 12)
    found = money_lift(np.r_[first, second, np.nan], np.r_[np.ones(80, bool), np.zeros(13, bool)])
    by_scipy = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((by_scipy.low, by_scipy.high))
    assert found.difference == pytest.approx(first.mean() - second.mean())
    assert (found.n_contact, found.n_holdout) == (80, 12)


def test_one_customer_of_a_side_tells_nothing():
    assert money_lift(np.array([1.0, 2.0, 3.0]), np.array([True, True, False])) is None


def test_nobody_who_differs_leaves_no_width():
    found = money_lift(np.zeros(6), np.array([True] * 3 + [False] * 3))
    assert found is not None
    assert (found.low, found.difference, found.high) == (0.0, 0.0, 0.0)
