import numpy as np
import pytest

from retention_desk.forecast.stay_model import fit_stay_model

MONTH = 365.25 / 12


def followed(n=4_000, alpha=0.8, beta=6.0, seed=0, months=30):
    rng = np.random.default_rng(seed)
    ends = rng.geometric(rng.beta(alpha, beta, n))
    seen = rng.integers(0, months, n)
    return np.minimum(ends, seen) * MONTH, ends <= seen


def test_parameters_are_found_again_from_days():
    days, left = followed(40_000)
    model = fit_stay_model(days, left, np.ones(len(days), dtype=bool))
    assert [model.fitted.alpha, model.fitted.beta] == pytest.approx([0.8, 6.0], rel=0.1)


def test_who_has_stayed_long_is_likelier_to_stay_on():
    days, left = followed()
    model = fit_stay_model(days, left, np.ones(len(days), dtype=bool))
    stay = model.summed(np.array([1.0, 12.0]), np.array([1.0, 1.0]))
    new, old = np.argmin(days + 1e9 * left), np.argmax(days - 1e9 * left)
    assert stay[old] > stay[new]
    k = model.completed[old]
    there = model.fitted.survival(k + np.array([1.0, 12.0])) / model.fitted.survival(k)
    assert stay[old] == pytest.approx(there.sum())


@pytest.mark.parametrize("days", [28, 30, 31])
def test_a_month_of_any_length_is_one_period(days):
    n = 40
    left = np.arange(n) < 20
    spans = np.where(left, 2 * days, days).astype(float)
    model = fit_stay_model(spans, left, np.ones(n, dtype=bool))
    assert model.counts.gone.tolist() == [0, 0, 20]
    assert model.counts.staying.tolist() == [0, 20, 0]


def test_yearly_contracts_are_counted_in_years():
    left = np.arange(60) < 20
    model = fit_stay_model(np.where(left, 366.0, 800.0), left, np.ones(60, dtype=bool), 12)
    assert model.counts.gone.tolist() == [0, 20, 0]
    assert model.counts.staying.tolist() == [0, 0, 40]
    curve = model.curve(60)
    assert (curve.period, curve.known_periods, len(curve.periods)) == ("year", 2, 6)


def test_too_few_leavers_or_unknown_days_tell_nothing():
    days, left = np.full(30, 100.0), np.arange(30) < 9
    assert fit_stay_model(days, left, np.ones(30, dtype=bool)) is None
    assert fit_stay_model(days, np.arange(30) < 15, np.arange(30) > 20) is None
    assert fit_stay_model(np.zeros(0), np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)) is None
