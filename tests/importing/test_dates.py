import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.dates import read_dates

DAYS = st.dates(min_value=dt.date(1971, 1, 1), max_value=dt.date(2069, 12, 31))
WRITINGS = [
    "{d.year}-{d.month:02}-{d.day:02}",
    "{d.year}/{d.month}/{d.day}",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}{d.month:02}{d.day:02}",
    "{d:%d %B %Y}",
    "{d:%b} {d.day}, {d.year}",
    "{d:%d-%b-%y}",
    "{d:%a}, {d:%d %b %Y}",
]


def days_of(values: list[object], **options: object) -> list[object]:
    return read_dates(values, **options).days.astype("datetime64[D]").astype(object).tolist()


@pytest.mark.parametrize("writing", WRITINGS)
@given(days=st.lists(DAYS, min_size=1, max_size=20))
def test_a_written_date_is_read_as_python_means_it(writing: str, days: list[dt.date]) -> None:
    assert days_of([writing.format(d=day) for day in days]) == days


@given(days=st.lists(DAYS, min_size=1, max_size=20), day_first=st.booleans())
def test_the_order_that_is_given_is_used(days: list[dt.date], day_first: bool) -> None:
    form = "{d.day}/{d.month}/{d.year}" if day_first else "{d.month}/{d.day}/{d.year}"
    assert days_of([form.format(d=day) for day in days], day_first=day_first) == days


@given(stamps=st.lists(st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2069, 12, 31)), max_size=20))
def test_python_stamps_keep_day_and_time(stamps: list[dt.datetime]) -> None:
    reading = read_dates([*stamps])
    assert reading.days.astype("datetime64[D]").astype(object).tolist() == [s.date() for s in stamps]
    assert reading.seconds.tolist() == [s.hour * 3600 + s.minute * 60 + s.second for s in stamps]


@given(day=DAYS)
def test_an_excel_serial_counts_from_the_end_of_1899(day: dt.date) -> None:
    assert days_of([float((day - dt.date(1899, 12, 30)).days)]) == [day]


def test_one_part_above_twelve_settles_the_order_for_the_whole_column() -> None:
    reading = read_dates(["13/05/2011", "01/06/2011"])
    assert (reading.order, reading.day_first) == ("day first", True)
    assert days_of(["9/15/2000", "9/1/2000"]) == [dt.date(2000, 9, 15), dt.date(2000, 9, 1)]


def test_an_undecided_column_says_so_and_runs_steadily_through_time() -> None:
    reading = read_dates(["01/05/2011", "01/06/2011", "02/01/2011", "02/03/2011"])
    assert (reading.order, reading.day_first) == ("ambiguous", False)
    reading = read_dates(["05/01/2011", "06/01/2011", "01/02/2011", "03/02/2011"])
    assert (reading.order, reading.day_first) == ("ambiguous", True)


def test_both_orders_in_one_column_are_called_mixed_and_the_minority_is_no_date() -> None:
    reading = read_dates(["13/05/2011", "14/05/2011", "05/15/2011"])
    assert reading.order == "mixed"
    assert np.isnat(reading.days).tolist() == [False, False, True]


def test_stamps_of_several_zones_are_turned_to_the_commonest() -> None:
    values = ["2019-03-01 23:30:00 -0500", "2019-03-02 01:00:00 -0500", "2019-03-02T05:00:00Z"]
    reading = read_dates(values)
    assert reading.zones == {-300, 0}
    assert days_of(values) == [dt.date(2019, 3, 1), dt.date(2019, 3, 2), dt.date(2019, 3, 2)]
    assert reading.seconds[2] == 0.0


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2011-13-01", "2011-02-30", "31/02/2011", "2011-01-05 and more", "Mayhem 5, 2011", "12"],
)
def test_what_is_no_date_stays_unknown(text: str) -> None:
    assert np.isnat(read_dates([text]).days).all()


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2011-01-05 3:04 PM", 15.0667), ("2011-01-05 12:00 AM", 0), ("2011年1月5日 下午3时30分", 15.5), ("2011-01-05T07:31:30.5", 7.525)],
)  # fmt: skip
def test_the_time_of_day_is_read(text: str, hours: float) -> None:
    assert read_dates([text]).seconds[0] / 3600 == pytest.approx(hours, abs=0.001)


def test_a_year_of_the_republic_and_month_names_of_four_languages() -> None:
    texts = ["民國100年1月5日", "5. Januar 2011", "5 janvier 2011", "5 de enero de 2011", "5 January 2011"]
    assert set(days_of([*texts])) == {dt.date(2011, 1, 5)}
