import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retention_desk.forecast.bounded_link import BoundedLink, clear_gain, fit_bounded_link

LINK = BoundedLink(intercept=-0.3, slope=1.6, floor=0.02, gap=0.01)


def drawn(floor, n=20_000, seed=3):
    rng = np.random.default_rng(seed)
    logit = rng.normal(-2, 2.5, n)
    chance = floor + (1 - floor) / (1 + np.exp(-logit))
    return logit, (rng.random(n) < chance).astype(float)


def test_the_share_that_leaves_anyway_is_found():
    link = fit_bounded_link(*drawn(0.05))
    assert link.floor == pytest.approx(0.05, abs=0.006)
    assert link.gap < 0.01
    assert link.slope == pytest.approx(1, abs=0.1)


def test_ends_are_taken_where_they_show_and_nowhere_else():
    for floor, wanted in ((0.05, True), (0.0, False)):
        link = fit_bounded_link(*drawn(floor))
        logit, left = drawn(floor, seed=4)
        assert clear_gain(left, logit, link.logit(logit)) is wanted


def test_the_probability_by_hand():
    between = 1 / (1 + np.exp(-(-0.3 + 1.6 * 2.0)))
    expected = 0.02 + 0.97 * between
    assert LINK.probability(np.array([2.0])) == pytest.approx(expected)
    assert 1 / (1 + np.exp(-LINK.logit(np.array([2.0])))) == pytest.approx(expected)
    assert LINK.probability(np.array([-1e6, 1e6])) == pytest.approx([0.02, 0.99])


rows = arrays.arrays(np.float64, (5, 4), elements=st.floats(-6, 6))


@settings(max_examples=60)
@given(rows)
def test_contributions_add_up_to_the_bounded_log_odds(contributions):
    contributions[:, -1] = -1.5
    stretched = LINK.contributions(contributions)
    assert stretched.sum(axis=1) == pytest.approx(LINK.logit(contributions.sum(axis=1)), abs=1e-9)
    assert (np.sign(stretched[:, :-1]) * np.sign(contributions[:, :-1]) >= 0).all()


def test_one_row_or_one_class_gives_a_curve_without_nan():
    for logit, left in (([0.3], [1.0]), ([0.3, -2.0, 1.0], [0.0, 0.0, 0.0])):
        link = fit_bounded_link(np.array(logit), np.array(left))
        assert np.isfinite(link.logit(np.array(logit))).all()
