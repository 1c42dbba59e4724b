"""Shifted-beta-geometric against its published table, its own simulation, and odd counts."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from retention_desk.forecast.shifted_beta_geometric import (
    ShiftedBetaGeometric,
    count_stays,
    fit_shifted_beta_geometric,
    sbg_log_likelihood,
    stay_curve,
)

PUBLISHED = {
    "regular": ([1000, 631, 468, 382, 326, 289, 262, 241], 0.704, 1.182),
    "high-end": ([1000, 869, 743, 653, 593, 551, 517, 491], 0.668, 3.806),
}
"""Fader and Hardie (2007), table 1: customers of 1,000 still there after 0 … 7 years, and their parameters."""


def counts_of(there):
    there = np.asarray(there)
    gone = -np.diff(there)
    periods = np.r_[np.repeat(np.arange(1, len(there)), gone), np.full(there[-1], len(there) - 1)]
    left = np.arange(len(periods)) < gone.sum()
    return count_stays(periods, left)


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_parameters(name):
    there, alpha, beta = PUBLISHED[name]
    model = fit_shifted_beta_geometric(counts_of(there))
    assert model.converged
    assert [model.alpha, model.beta] == pytest.approx([alpha, beta], abs=1.5e-3)


def test_the_years_after_are_projected_as_published():
    """The same table has years 8 … 12 of the regular customers: 22.3, 20.7, 19.4, 18.3, 17.3 %."""
    model = fit_shifted_beta_geometric(counts_of(PUBLISHED["regular"][0]))
    there = model.survival(np.arange(8.0, 13.0))
    assert there == pytest.approx([0.223, 0.207, 0.194, 0.183, 0.173], abs=0.01)


def test_survival_is_the_product_of_the_retentions():
    model = ShiftedBetaGeometric(0.7, 1.2)
    assert model.survival(np.array([5.0])) == pytest.approx(np.prod(model.retention(np.arange(1.0, 6.0))))
    assert model.survival(np.zeros(1)) == pytest.approx(1.0)
    assert np.all(np.diff(model.retention(np.arange(1.0, 20.0))) > 0)


def test_gradient_is_the_slope_of_the_likelihood():
    counts = counts_of(PUBLISHED["regular"][0])
    for point in (np.log([0.5, 2.0]), np.log([3.0, 0.4])):
        slope = approx_fprime(point, lambda at: sbg_log_likelihood(at, counts)[0], 1e-7)
        assert sbg_log_likelihood(point, counts)[1] == pytest.approx(slope, rel=1e-4, abs=1e-2)


def test_who_is_still_there_counts_only_as_far_as_followed():
    """Known parameters are found again from customers who came at different times."""
    rng = np.random.default_rng(3)
    ends = rng.geometric(rng.beta(0.8, 4.0, 40_000))
    seen = rng.integers(0, 30, 40_000)
    model = fit_shifted_beta_geometric(count_stays(np.where(ends <= seen, ends, seen), ends <= seen))
    assert [model.alpha, model.beta] == pytest.approx([0.8, 4.0], rel=0.07)


def test_the_counted_curve_is_kaplan_meier():
    curve = stay_curve(
        count_stays(np.array([1, 1, 2, 3, 2, 3]), np.array([True, False, True, True, False, False])),
        ShiftedBetaGeometric(1.0, 3.0), "month", 6,
    )  # fmt: skip
    assert curve.periods.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert curve.at_risk.tolist() == [6, 6, 4, 2, 0, 0, 0]
    assert curve.counted[:4] == pytest.approx([1, 5 / 6, 5 / 6 * 3 / 4, 5 / 6 * 3 / 4 / 2])
    assert np.isnan(curve.counted[4:]).all()
    assert (curve.n, curve.left, curve.known_periods) == (6, 3, 3)
    assert np.all(curve.low[1:4] < curve.counted[1:4])
    assert np.all(curve.counted[1:4] < curve.high[1:4])


@pytest.mark.parametrize(
    ("periods", "left"),
    [([], []), ([0, 4], [False, False]), ([1, 1, 1], [True] * 3), ([0], [False])],
)
def test_nothing_to_learn_from_is_said(periods, left):
    counts = count_stays(np.array(periods, dtype=int), np.array(left, dtype=bool))
    assert not fit_shifted_beta_geometric(counts).converged


def test_any_counts_give_a_model_or_say_no():
    rng = np.random.default_rng(1)
    for _ in range(200):
        n = rng.integers(1, 60)
        counts = count_stays(rng.integers(1, rng.integers(2, 130), n), rng.random(n) < rng.random())
        model = fit_shifted_beta_geometric(counts)
        if model.converged:
            there = model.survival(np.linspace(0, 120, 50))
            assert np.isfinite(there).all()
            assert np.all(np.diff(there) <= 1e-12)
