"""Days as people type them."""

import datetime as dt

import pytest

from retention_desk.importing.typed_days import typed_days

DAY = dt.date(2025, 1, 31)


@pytest.mark.parametrize(
    "cell",
    ["2025-01-31", "31.1.2025", "31/01/2025", "2025年1月31日", "31 Jan 2025", "20250131", 45_688.0,
     dt.datetime(2025, 1, 31, 9, 30), dt.date(2025, 1, 31)],
)  # fmt: skip
def test_days_in_the_usual_writings(cell):
    assert typed_days([cell]) == [DAY]


def test_what_is_no_day_is_none():
    assert typed_days(["soon", "", 3.5, "1850-01-01"]) == [None] * 4
    assert typed_days([]) == []


def test_a_day_that_can_be_read_two_ways_is_settled_by_the_others_or_left_open():
    assert typed_days(["03/04/2025", "25/04/2025"]) == [dt.date(2025, 4, 3), dt.date(2025, 4, 25)]
    near = (dt.date(2025, 9, 1), dt.date(2025, 12, 1))
    assert typed_days(["03/10/2025"], near) == [dt.date(2025, 10, 3)]
    assert typed_days(["03/04/2025"], day_first=False) == [dt.date(2025, 3, 4)]
    wide = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert typed_days(["03/04/2025", "2025-05-06"], wide) == [None, dt.date(2025, 5, 6)]


def test_numbers_of_a_workbook_from_1904():
    assert typed_days([45_688.0 - 1462], from_1904=True) == [DAY]
