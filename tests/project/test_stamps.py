from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.project.plain import NotPlainError
from retention_desk.project.stamps import day_text, read_day, read_time, time_text, utc_now


def test_times_are_kept_in_utc():
    there = dt.datetime(2024, 5, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert time_text(there) == "2024-05-01T01:30:00+00:00"
    assert read_time(time_text(there)) == there
    assert utc_now().tzinfo is dt.UTC


def test_days_and_no_day():
    assert read_day(day_text(dt.date(2024, 2, 29))) == dt.date(2024, 2, 29)
    assert read_day(day_text(None)) is None


@pytest.mark.parametrize("text", ["", "yesterday", "2024-05-01T01:30:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(NotPlainError):
        read_time(text)
    with pytest.raises(NotPlainError):
        read_day("2024-13-01")
