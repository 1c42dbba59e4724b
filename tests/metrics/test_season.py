"""Year on year: the same period a year before, and the word about the season."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.foundation.metric_results import Series
from retention_desk.foundation.wording import NOTHING_SAID, Words
from retention_desk.metrics.season import comparisons


def compared(values, period="quarter"):
    n = len(values)
    starts = tuple(dt.date(2020 + k, 1, 1) for k in range(n))
    series = {"revenue_net": Series("revenue_net", "money", starts, np.array(values, dtype=float))}
    return comparisons(series, starts, period).get("revenue_net")


def test_the_same_quarter_a_year_before_is_four_back():
    found = compared([10, 20, 30, 40, 12])
    assert (found.value, found.before, found.year_before) == (12, 40, 10)
    assert found.change == -28
    assert found.change_on_year == 2
    assert "season" in Words("en")(found.note)


@pytest.mark.parametrize(
    ("values", "said"),
    [([10, 20, 30, 40, 9], False), ([10, 20, 30, 5, 8], True), ([10, 20, 30, 40, 50], False)],
)
def test_the_season_is_named_only_when_the_comparisons_disagree(values, said):
    assert (compared(values).note is not NOTHING_SAID) is said


def test_twelve_months_back_and_one_year_back():
    assert compared(list(range(13)), "month").year_before == 0
    yearly = compared([1, 2], "year")
    assert (yearly.before, yearly.year_before) == (1, 1)
    assert yearly.note is NOTHING_SAID


def test_a_short_history_says_nothing_about_a_year_before():
    found = compared([1, np.nan, 3])
    assert (found.before, found.year_before, found.change) == (None, None, None)
    assert compared([]) is None
