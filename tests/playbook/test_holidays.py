"""The next holiday by currency, across the turn of the year, and one's own."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.playbook.holidays import CALENDARS, next_holiday


@pytest.mark.parametrize(
    ("today", "currency", "name", "day"),
    [
        ("2026-02-10", "CNY", "Spring Festival", "2026-02-17"),
        ("2026-02-17", "CNY", "Spring Festival", "2026-02-17"),
        ("2026-02-18", "CNY", "Labour Day", "2026-05-01"),
        ("2025-10-02", "CNY", "Mid-Autumn Festival", "2025-10-06"),
        ("2026-06-10", "TWD", "Dragon Boat Festival", "2026-06-19"),
        ("2026-10-01", "TWD", "New Year", "2027-01-01"),
        ("2025-12-24", "GBP", "Christmas", "2025-12-25"),
        ("2025-12-26", None, "New Year", "2026-01-01"),
    ],
)
def test_next_holiday(today, currency, name, day):
    found = next_holiday(dt.date.fromisoformat(today), currency)
    assert found is not None
    assert (Words()(found[0]), found[1]) == (name, dt.date.fromisoformat(day))


def test_own_holidays_take_the_place_of_the_delivered_ones():
    own = {"Founding day": "03-09", "Fair": "2026-04-01"}
    today = dt.date(2026, 3, 10)
    found = next_holiday(today, "CNY", own)
    assert found is not None
    assert (Words()(found[0]), found[1]) == ("Fair", dt.date(2026, 4, 1))
    assert next_holiday(today, "CNY", {"Fair": "2026-01-01"}) is None


def test_lunar_days_stand_at_their_place_in_the_lunar_month():
    """Spring Festival is the first, dragon boats the fifth, mid-autumn the fifteenth day of a lunar month."""
    new_moon, month = dt.datetime(2000, 1, 6, 18, 14), 29.530588853
    place = {"Spring Festival": 0.0, "Dragon Boat Festival": 4.0, "Mid-Autumn Festival": 14.0}
    for name, days in CALENDARS["TWD"]:
        for day in days.split() if len(days) > 5 else ():
            noon = dt.datetime.fromisoformat(day) + dt.timedelta(hours=4)
            age = (noon - new_moon).total_seconds() / 86_400 % month
            off = (age - place[name.text] + month / 2) % month - month / 2
            assert abs(off) < 1.7, (name.text, day, off)
