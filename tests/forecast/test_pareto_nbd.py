import numpy as np
import pytest
from scipy.integrate import dblquad
from scipy.optimize import approx_fprime

from retention_desk.forecast.pareto_nbd import ParetoNBD, fit_pareto_nbd, pareto_nbd_log_likelihood
from retention_desk.forecast.purchase_counts import group_rows


def simulated(n, r, alpha, s, beta, days, seed):
    rng = np.random.default_rng(seed)
    age = days - rng.uniform(0, days / 2, n)
    life = rng.exponential(1 / rng.gamma(s, 1 / beta, n))
    left = np.minimum(life, age)
    x = rng.poisson(rng.gamma(r, 1 / alpha, n) * left).astype(float)
    last = np.where(x > 0, left * rng.random(n) ** (1 / np.maximum(x, 1)), 0.0)
    return x, last, age


def cdnow(shared_data):
    table = np.genfromtxt(shared_data / "btyd" / "cdnow_customers_summary.csv", delimiter=",", skip_header=1)
    return table[:, 1], table[:, 2], table[:, 3]


def test_gradient_is_the_slope_of_the_likelihood():
    rows = group_rows(*simulated(300, 0.6, 10, 0.6, 12, 40, 1))
    for point in (np.log([0.5, 9, 0.6, 12]), np.log([2.0, 3, 0.2, 90])):
        slope = approx_fprime(point, lambda at: pareto_nbd_log_likelihood(at, rows)[0], 1e-6)
        assert pareto_nbd_log_likelihood(point, rows)[1] == pytest.approx(slope, rel=1e-4, abs=1e-2)


def test_known_parameters_are_found_again():
    rows = group_rows(*simulated(20_000, 0.9, 12, 0.7, 14, 80, 2))
    model = fit_pareto_nbd(rows)
    assert model.converged
    assert model.r == pytest.approx(0.9, rel=0.1)
    assert model.alpha == pytest.approx(12, rel=0.12)
    truth = pareto_nbd_log_likelihood(np.log([0.9, 12, 0.7, 14]), rows)[0]
    assert model.log_likelihood >= truth


def test_predictions_agree_with_the_definition_integrated():
    """P(alive) and expected purchases from the mixture over purchase and leaving rates itself."""
    r, alpha, s, beta = 0.8, 10.0, 1.4, 15.0
    x, last, age, ahead = 2.0, 12.0, 30.0, 20.0

    def prior(rate, leave):
        return rate ** (r - 1) * np.exp(-alpha * rate) * leave ** (s - 1) * np.exp(-beta * leave)

    def there(rate, leave):
        return rate**x * np.exp(-(rate + leave) * age)

    def gone(rate, leave):
        both = rate + leave
        return rate**x * leave / both * (np.exp(-both * last) - np.exp(-both * age))

    def mean(weight):
        return dblquad(lambda m, lam: weight(lam, m) * prior(lam, m), 0, 4, 0, 4, epsabs=1e-13)[0]

    stays = mean(there)
    total = stays + mean(gone)
    buys = mean(lambda lam, m: there(lam, m) * lam / m * (1 - np.exp(-m * ahead)))
    both = mean(lambda lam, m: there(lam, m) * lam / (lam + m) * (1 - np.exp(-(lam + m) * ahead)))
    model = ParetoNBD(r, alpha, s, beta)
    one = np.array([x]), np.array([last]), np.array([age])
    p_alive = model.p_alive(*one)
    assert p_alive[0] == pytest.approx(stays / total, rel=1e-4)
    assert model.expected_purchases(one[0], one[2], p_alive, ahead)[0] == pytest.approx(
        buys / total, rel=1e-4
    )
    assert model.p_buy(one[0], one[2], p_alive, ahead)[0] == pytest.approx(both / total, rel=1e-4)


def test_leaving_shape_of_one_is_no_special_case():
    near, exact = ParetoNBD(0.8, 10, 1 + 1e-7, 15), ParetoNBD(0.8, 10, 1.0, 15)
    args = np.array([3.0]), np.array([40.0]), np.array([0.7]), 26.0
    assert exact.expected_purchases(*args) == pytest.approx(near.expected_purchases(*args), rel=1e-6)


def test_cdnow_reference_values(shared_data):
    """Schmittlein et al. on the CDNOW sample: r .553 α 10.578 s .606 β 11.669, LL −9594.98 (weeks)."""
    x, last, age = cdnow(shared_data)
    model = fit_pareto_nbd(group_rows(x, last, age))
    assert [model.r, model.alpha, model.s, model.beta] == pytest.approx(
        [0.553, 10.578, 0.606, 11.669], rel=2e-3
    )
    assert model.log_likelihood == pytest.approx(-9594.98, abs=0.02)
    p_alive = model.p_alive(x, last, age)
    total = model.expected_purchases(x, age, p_alive, 39.0).sum()
    assert total == pytest.approx(1_665.6, abs=2)  # 1,788 were really bought: 7 % more
