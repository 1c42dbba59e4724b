"""Calendar periods by the calendar."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.metrics.periods import (
    complete_periods,
    date_of,
    day_of,
    last_complete_period,
    period_index,
)

days = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)).map(day_of)


@pytest.mark.parametrize(
    ("as_of", "period", "expected"),
    [
        ("2011-03-31", "quarter", ("2011-01-01", "2011-03-31")),
        ("2011-12-09", "quarter", ("2011-07-01", "2011-09-30")),
        ("2011-12-30", "year", ("2010-01-01", "2010-12-31")),
        ("2012-02-29", "month", ("2012-02-01", "2012-02-29")),
    ],
)
def test_the_last_complete_period_ends_on_or_before_the_day(as_of, period, expected):
    found = last_complete_period(0, day_of(dt.date.fromisoformat(as_of)), period)
    assert [f"{day}" for day in found.dates] == list(expected)


def test_a_period_before_the_first_event_is_none():
    assert last_complete_period(day_of(dt.date(2011, 1, 1)), day_of(dt.date(2011, 3, 30)), "quarter") is None


def test_the_history_begins_with_the_first_period_covered():
    end = day_of(dt.date(2011, 12, 9))
    first = [complete_periods(day_of(dt.date(2010, 12, day)), end, "month")[0] for day in (1, 7, 8)]
    assert [period.dates[0].month for period in first] == [12, 12, 1]


@given(days, st.sampled_from(["month", "quarter", "year"]))
def test_the_number_of_a_period_is_that_of_pandas(day, period):
    name = {"month": "M", "quarter": "Q", "year": "Y"}[period]
    expected = pd.Timestamp(date_of(day)).to_period(name).ordinal
    assert period_index(np.array([day]), period)[0] == expected


@given(days, days, st.sampled_from(["month", "quarter", "year"]))
def test_complete_periods_follow_each_other_and_are_over(one, other, period):
    first, last = sorted((one, other))
    found = complete_periods(first, last, period)
    assert all(a.end + 1 == b.start for a, b in itertools.pairwise(found))
    assert all(item.end <= last for item in found)


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_many_days_are_in_the_periods_that_each_alone_is_in(period):
    days = np.random.default_rng(0).integers(-3_000, 20_000, 30_000)
    alone = [int(period_index(days[k : k + 1], period)[0]) for k in range(0, 30_000, 997)]
    assert period_index(days, period)[::997].tolist() == alone
