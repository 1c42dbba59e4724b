import datetime as dt

import pytest

from retention_desk.importing.date_writing import NO_DATE, date_writing, day_number, full_year, serial_day
from retention_desk.importing.iso_stamps import NOT_A_DAY


def day(year: int, month: int, day_: int) -> int:
    return (dt.date(year, month, day_) - dt.date(1970, 1, 1)).days


def test_short_dates_can_be_meant_in_each_order() -> None:
    writing = date_writing("05/06/2011")
    assert (writing.day_first, writing.month_first, writing.year_first) == (
        day(2011, 6, 5),
        day(2011, 5, 6),
        NOT_A_DAY,
    )
    assert date_writing("05/06/11").year_first == day(2005, 6, 11)
    assert writing.depends
    assert not date_writing("05/05/2011").depends


def test_a_weekday_leaves_only_what_falls_on_it() -> None:
    assert date_writing("Thu 05/01/2012").month_first == NOT_A_DAY
    assert date_writing("Mon 2011-01-05") is NO_DATE


@pytest.mark.parametrize("text", ["2011-02-30", "31/06/2011", "soon", "5 Foo 2011", "", "2011", "12"])
def test_no_day_of_the_calendar_is_no_date(text: str) -> None:
    writing = date_writing(text)
    assert {writing.day_first, writing.month_first, writing.year_first} == {NOT_A_DAY}


def test_years_of_the_republic_and_periods_are_marked() -> None:
    assert date_writing("民國112年5月1日").is_of_the_republic
    assert date_writing("99/05/01").republic == day(2010, 5, 1)
    assert date_writing("2023Q2").is_period
    assert date_writing("202301").is_bare_number


def test_numbers_of_days() -> None:
    assert day_number(1970, 1, 1) == 0
    assert serial_day(40544) == day(2011, 1, 1)
    assert serial_day(2023) == NOT_A_DAY
    assert [full_year("69"), full_year("'70"), full_year("2011")] == [2069, 1970, 2011]
