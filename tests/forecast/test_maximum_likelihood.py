from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import digamma, gammaln

from retention_desk.forecast.maximum_likelihood import LOG_BOUNDS, has_settled, repeat_sums


def test_sums_over_distinct_counts():
    x, weight = np.array([0.0, 3.0, 3.0, 700.0]), np.array([5.0, 1.0, 2.0, 1.0])
    value, slope = repeat_sums(0.4, x, weight)
    assert value == pytest.approx(weight @ (gammaln(0.4 + x) - gammaln(0.4)))
    assert slope == pytest.approx(weight @ (digamma(0.4 + x) - digamma(0.4)))


def test_a_slope_out_of_the_bounds_does_not_count():
    low, high = LOG_BOUNDS
    at_bounds = SimpleNamespace(x=np.array([low, high, 0.0]), jac=np.array([0.5, -0.5, 0.0]), fun=1.0)
    assert has_settled(at_bounds)
    inside = SimpleNamespace(x=np.array([0.0, 0.0]), jac=np.array([0.5, 0.0]), fun=1.0)
    assert not has_settled(inside)
    assert not has_settled(SimpleNamespace(x=np.zeros(1), jac=np.zeros(1), fun=np.inf))
