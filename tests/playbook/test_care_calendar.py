"""Yearly dates by hand: 29 February, the turn of the year, the day itself."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.playbook.care_calendar import (
    days_to_cycle,
    days_to_yearly,
    names_follow_up,
    years_on_next,
)
from retention_desk.playbook.events import NEVER


def number(text: str) -> int:
    return (dt.date.fromisoformat(text) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("born", "today", "days", "years"),
    [
        ("1980-06-30", "2026-06-30", 0, 46),
        ("1980-07-01", "2026-06-30", 1, 46),
        ("1980-06-29", "2026-06-30", 364, 47),
        ("1980-01-02", "2025-12-30", 3, 46),
        ("1992-02-29", "2026-02-27", 1, 34),
        ("1992-02-29", "2026-02-28", 0, 34),
        ("1992-02-29", "2026-03-01", 364, 35),
        ("1992-02-29", "2028-02-28", 1, 36),
        ("1992-02-29", "2027-12-31", 60, 36),
        ("1955-12-31", "2026-01-01", 364, 71),
    ],
)
def test_days_until_a_date_comes_round(born, today, days, years):
    day = np.array([number(born), NEVER], dtype=np.int32)
    found = days_to_yearly(day, number(today))
    assert found[0] == days
    assert np.isnan(found[1])
    assert years_on_next(day, number(today))[0] == years


def test_a_cycle_is_full_every_ninety_days_and_not_on_the_first():
    today = 20_000
    day = np.array([today, today - 1, today - 84, today - 90, today - 180, today + 5, NEVER], dtype=np.int32)
    assert days_to_cycle(day, today).tolist()[1:5] == [89, 6, 0, 0]
    assert np.isnan(days_to_cycle(day, today)[[0, 5, 6]]).all()


@pytest.mark.parametrize(
    "header", ["Next_Visit", "Follow-up date", "下次回访日期", "下次聯絡", "next  contact"]
)
def test_headers_of_planned_contacts(header):
    assert names_follow_up(header)


@pytest.mark.parametrize("header", ["Last visit", "Renewal", "最近回访"])
def test_other_headers(header):
    assert not names_follow_up(header)
