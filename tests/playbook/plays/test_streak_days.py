"""Streaks about to break: there up to yesterday or last week, and not since."""

from __future__ import annotations

import datetime as dt

from retention_desk.playbook.plays_of import play_catalogue

PLAYS = play_catalogue()


def taken(key, made):
    found = made.fits(PLAYS[key])
    return None if found is None else found[0].tolist()


def test_streak_days_of_three_up_to_yesterday(world):
    made = world(4)
    assert taken("streak_days", made) is None
    rows = [(0, 1), (0, 2), (0, 3)]  # three days, not today
    rows += [(1, 0), (1, 1), (1, 2), (1, 3)]  # already there today
    rows += [(2, 1), (2, 2), (2, 4)]  # two days only
    rows += [(3, 2), (3, 3), (3, 4), (3, 5)]  # broken yesterday
    made.rows("activity", "happened_on", *rows)
    assert taken("streak_days", made) == [True, False, False, False]
    assert made.fits(PLAYS["streak_days"])[1][0] == 3


def test_streak_weeks_from_thursday_on(world):
    made = world(4)
    made.as_of = dt.date(2024, 10, 3)  # a Thursday; the week began on 30 September
    last_days = [dt.date(2024, 9, 29), dt.date(2024, 9, 18), dt.date(2024, 9, 9), dt.date(2024, 9, 8)]
    rows = [(0, day) for day in last_days]
    rows += [(1, day) for day in [*last_days, dt.date(2024, 9, 30)]]  # there this week
    rows += [(2, day) for day in last_days[:3]]  # three weeks only
    made.rows("activity", "happened_on", *rows)
    assert taken("streak_weeks", made) == [True, False, False, False]
    assert made.fits(PLAYS["streak_weeks"])[1][0] == 4
    made.as_of = dt.date(2024, 10, 2)  # Wednesday: time enough
    assert taken("streak_weeks", made) == [False] * 4
