import numpy as np
import pytest
from scipy.optimize import approx_fprime

from retention_desk.forecast.gamma_gamma import (
    GammaGamma,
    fit_gamma_gamma,
    gamma_gamma_log_likelihood,
    pooled_spend,
)


def simulated(n, p, q, gamma, seed):
    rng = np.random.default_rng(seed)
    purchases = rng.integers(1, 9, n).astype(float)
    rate = rng.gamma(q, 1 / gamma, n)
    return purchases, rng.gamma(p * purchases, 1 / rate) / purchases


def test_gradient_is_the_slope_of_the_likelihood():
    purchases, mean = simulated(200, 6, 4, 15, 1)
    point = np.log([3.0, 5.0, 20.0])
    slope = approx_fprime(point, lambda at: gamma_gamma_log_likelihood(at, purchases, mean)[0], 1e-6)
    assert gamma_gamma_log_likelihood(point, purchases, mean)[1] == pytest.approx(slope, rel=1e-4)


def test_known_parameters_are_found_again():
    model = fit_gamma_gamma(*simulated(20_000, 6.0, 4.0, 15.0, 2))
    assert model.converged
    assert [model.p, model.q, model.gamma] == pytest.approx([6, 4, 15], rel=0.1)


def test_expected_spend_lies_between_own_mean_and_everyones():
    model = GammaGamma(6.25, 3.74, 15.44)
    everyone = 6.25 * 15.44 / (3.74 - 1)
    few, many = model.expected_spend(np.array([1.0, 50.0]), np.array([100.0, 100.0]))
    assert everyone < few < many < 100


def test_cdnow_reference_values(shared_data):
    file = shared_data / "btyd" / "cdnow_customers_summary_with_transactions.csv"
    table = np.genfromtxt(file, delimiter=",", skip_header=1)
    repeat = table[table[:, 1] > 0]
    assert len(repeat) == 946
    model = fit_gamma_gamma(repeat[:, 1], repeat[:, 4])
    assert [model.p, model.q, model.gamma] == pytest.approx([6.25, 3.74, 15.44], rel=2e-3)


def test_identical_amounts_are_not_fitted():
    model = fit_gamma_gamma(np.ones(100), np.full(100, 9.99))
    assert not model.converged
    assert pooled_spend(np.ones(100), np.full(100, 9.99)) == pytest.approx(np.full(100, 9.99))
