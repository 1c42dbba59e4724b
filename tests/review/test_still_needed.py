"""How many more customers and weeks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retention_desk.foundation.sample_size import proportions_sample_size
from retention_desk.review.still_needed import customers_per_week, still_needed


def test_what_is_missing_is_the_sample_size_less_what_is_decided():
    found = still_needed(0.6, 90, 10, 0, 0.05, per_week=50, days=28)
    wanted = math.ceil(proportions_sample_size(0.6, 0.65, 9) * 10)
    assert found is not None
    assert found.customers == wanted - 100
    assert found.weeks == math.ceil((wanted - 100) / 50 + 4)


def test_open_customers_shorten_the_lists_and_not_the_waiting():
    without = still_needed(0.6, 90, 10, 0, 0.2, per_week=50, days=28)
    with_open = still_needed(0.6, 90, 10, 10_000, 0.2, per_week=50, days=28)
    assert without is not None
    assert with_open is not None
    assert with_open.customers == without.customers
    assert (with_open.weeks, without.weeks > with_open.weeks) == (4, True)


def test_a_difference_beyond_everybody_is_looked_for_on_the_other_side():
    found = still_needed(0.98, 50, 50, 0, 0.05, per_week=10, days=7)
    assert found is not None
    assert found.customers > 0


@pytest.mark.parametrize(
    ("share", "n", "held", "effect"), [(math.nan, 9, 9, 0.1), (0.5, 9, 0, 0.1), (0.5, 9, 9, 0.0)]
)
def test_nothing_can_be_planned_on_nobody_or_no_effect(share, n, held, effect):
    assert still_needed(share, n, held, 0, effect, per_week=10, days=30) is None


def test_weekly_and_monthly_lists_hand_out_by_the_week():
    weekly = np.repeat([0, 7, 14, 21], 30)
    assert customers_per_week(weekly) == pytest.approx(30)
    monthly = np.repeat([0, 28, 56], 120)
    assert customers_per_week(monthly) == pytest.approx(30)
    assert customers_per_week(np.zeros(40, np.int64)) == pytest.approx(40)
    assert customers_per_week(np.zeros(0, np.int64)) == 0
