import numpy as np
import pytest
from scipy.optimize import approx_fprime

from retention_desk.forecast.bg_nbd import BGNBD, bg_nbd_log_likelihood, fit_bg_nbd
from retention_desk.forecast.purchase_counts import group_rows


def simulated(n, r, alpha, a, b, days, seed):
    rng = np.random.default_rng(seed)
    rate, chance = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    now, x, last = np.zeros(n), np.zeros(n), np.zeros(n)
    there = np.ones(n, dtype=bool)
    while there.any():
        now = np.where(there, now + rng.exponential(1 / np.maximum(rate, 1e-12)), now)
        there &= now < days
        x, last = np.where(there, x + 1, x), np.where(there, now, last)
        there &= rng.random(n) > chance
    return x, last, np.full(n, float(days))


def test_gradient_is_the_slope_of_the_likelihood():
    rows = group_rows(*simulated(300, 0.5, 6, 0.8, 2.4, 40, 1))
    point = np.log([0.4, 5, 1.2, 3.0])
    slope = approx_fprime(point, lambda at: bg_nbd_log_likelihood(at, rows)[0], 1e-6)
    assert bg_nbd_log_likelihood(point, rows)[1] == pytest.approx(slope, rel=1e-4, abs=1e-2)


def test_known_parameters_are_found_again():
    model = fit_bg_nbd(group_rows(*simulated(20_000, 0.6, 5, 0.8, 2.5, 60, 3)))
    assert model.converged
    assert [model.r, model.alpha] == pytest.approx([0.6, 5], rel=0.1)
    assert model.a / (model.a + model.b) == pytest.approx(0.8 / 3.3, rel=0.1)


def test_every_one_time_buyer_counts_as_alive():
    model = BGNBD(0.243, 4.414, 0.793, 2.426)
    assert model.p_alive(np.zeros(2), np.zeros(2), np.array([5.0, 500.0])).tolist() == [1.0, 1.0]


def test_published_example():
    """Fader, Hardie and Lee (2005), section 5: x = 2, t_x = 30.43, T = 38.86 expects 1.226 in 39 weeks."""
    model = BGNBD(0.243, 4.414, 0.793, 2.426)
    one = np.array([2.0]), np.array([30.43]), np.array([38.86])
    assert model.expected_purchases(*one, 39.0)[0] == pytest.approx(1.226, abs=2e-3)


def test_cdnow_reference_values(shared_data):
    table = np.genfromtxt(shared_data / "btyd" / "cdnow_customers_summary.csv", delimiter=",", skip_header=1)
    model = fit_bg_nbd(group_rows(table[:, 1], table[:, 2], table[:, 3]))
    assert [model.r, model.alpha, model.a, model.b] == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=2e-3)
    assert model.log_likelihood == pytest.approx(-9582.43, abs=0.01)
