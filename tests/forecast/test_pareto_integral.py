import itertools

import numpy as np
import pytest
from scipy.integrate import quad

from retention_desk.forecast.pareto_integral import pareto_integral


@pytest.mark.parametrize("x", [0, 1, 4, 60])
@pytest.mark.parametrize(
    ("r", "s", "alpha", "beta"), [(0.55, 0.61, 10.6, 11.7), (2.0, 0.2, 300.0, 4.0), (0.1, 3.0, 2.0, 900.0)]
)
def test_agrees_with_adaptive_quadrature(x, r, s, alpha, beta):
    start, end = (0.0 if x == 0 else 37.0), 400.0

    def integrand(t):
        return ((alpha + t) / (alpha + start)) ** -(r + x) * ((beta + t) / (beta + start)) ** -(s + 1)

    pieces = np.geomspace(1, 1 + end - start, 12) - 1 + start
    exact = sum(quad(integrand, a, b, epsrel=1e-12)[0] for a, b in itertools.pairwise(pieces))
    expected = np.log(exact) - (r + x) * np.log(alpha + start) - (s + 1) * np.log(beta + start)
    found = pareto_integral(np.array([r + x]), s + 1, alpha, beta, np.array([start]), np.array([end]))
    assert found.log[0] == pytest.approx(expected, abs=1e-6)


def test_closed_form_when_both_scales_are_one():
    """With α = β the integral is ((α + t₀)^−k − (α + t₁)^−k) ÷ k, k = a + b − 1."""
    power, b, alpha = np.array([1.4, 7.4]), 1.7, 20.0
    start, end = np.array([0.0, 50.0]), np.array([300.0, 300.0])
    k = power + b - 1
    exact = ((alpha + start) ** -k - (alpha + end) ** -k) / k
    assert pareto_integral(power, b, alpha, alpha, start, end).log == pytest.approx(np.log(exact), abs=1e-10)


def test_an_empty_interval_is_minus_infinity():
    found = pareto_integral(np.array([0.5]), 1.5, 3.0, 4.0, np.array([8.0]), np.array([8.0]))
    assert found.log[0] == -np.inf
    assert found.mean_over_alpha[0] == pytest.approx(1 / 11)
