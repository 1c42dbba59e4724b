"""Streaks by hand: days, weeks from Monday, gaps, repeats."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.streaks import streak_until, week_of, weekday_of


def number(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days


def test_a_streak_ends_at_the_first_gap():
    who = np.array([0, 0, 0, 0, 1, 1, 2])
    day = np.array([10, 9, 9, 7, 10, 8, 9])
    assert streak_until(who, day, 10, 4).tolist() == [2, 1, 0, 0]
    assert streak_until(who, day, 9, 4).tolist() == [1, 0, 1, 0]
    assert streak_until(np.zeros(0, int), np.zeros(0, int), 9, 2).tolist() == [0, 0]


def test_weeks_start_on_monday():
    sunday, monday = number(dt.date(2026, 5, 17)), number(dt.date(2026, 5, 18))
    assert int(week_of(monday)) == int(week_of(sunday)) + 1
    assert (weekday_of(sunday), weekday_of(monday)) == (6, 0)
    assert int(week_of(number(dt.date(1969, 12, 29)))) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12)), max_size=40), st.integers(0, 14))
def test_as_counted_one_by_one(rows, last):
    seen = set(rows)
    expected = []
    for customer in range(4):
        length = 0
        while (customer, last - length) in seen:
            length += 1
        expected.append(length)
    who, day = (np.array([row[k] for row in rows], dtype=np.int64) for k in (0, 1))
    assert streak_until(who, day, last, 4).tolist() == expected
