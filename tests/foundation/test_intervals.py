"""The score intervals of a share and of a difference of two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.intervals import difference_interval, wilson_interval


def test_the_interval_is_that_of_newcombe():
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson_interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(pair):
    successes, n = pair
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1


def test_nothing_is_known_of_nobody():
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("first", "n_first", "second", "n_second", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_that_of_newcombe(first, n_first, second, n_second, low, high):
    # Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10
    found = difference_interval(first / n_first, n_first, second / n_second, n_second)
    assert found == pytest.approx((low, high), abs=5.1e-5)


def test_a_wider_interval_for_a_larger_quantile():
    narrow, wide = (difference_interval(0.7, 100, 0.6, 40, z) for z in (1.96, 2.8))
    assert wide[0] < narrow[0] < 0.1 < narrow[1] < wide[1]
