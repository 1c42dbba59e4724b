from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from retention_desk.forecast.maximum_likelihood import LOG_BOUNDS, has_settled, polish, repeat_sums


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


def quadratic(bent, middle):
    bent, middle = np.asarray(bent), np.asarray(middle)
    return lambda at, shift: (
        float(bent @ (at - middle - shift) ** 2) / 2 + 0.01 * float(np.sum(np.cosh(at))),
        bent * (at - middle - shift) + 0.01 * np.sinh(at),
    )


def test_newton_steps_from_a_sample_reach_the_optimum_of_the_whole():
    loss = quadratic([2.0, 0.5, 1.0], [0.3, -0.2, 1.0])
    start = minimize(loss, np.zeros(3), args=(0.0,), jac=True, method="BFGS").x
    found = polish(loss, start, 0.0, 0.05)
    whole = minimize(loss, np.zeros(3), args=(0.05,), jac=True, method="BFGS", options={"gtol": 1e-8}).x
    assert found.x == pytest.approx(whole, abs=1e-4)
    assert np.abs(found.jac).max() < 1e-5


def test_a_search_is_asked_for_at_a_bound_and_without_curvature():
    flat = quadratic([0.0, 1.0], [0.0, 0.0])
    assert polish(flat, np.array([15.99, 0.0]), 0.0, 0.1) is None
    assert polish(lambda at, _: (float(at[0]), np.array([1.0])), np.zeros(1), 0.0, 0.0) is None
