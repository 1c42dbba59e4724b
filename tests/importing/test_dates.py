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


def test_where_both_orders_occur_each_date_is_read_as_it_can_only_be_meant() -> None:
    values = ["13/05/2011", "14/05/2011", "05/15/2011", "03/04/2011"]
    assert read_dates(values).order == "mixed"
    assert days_of(values) == [dt.date(2011, 5, 13), dt.date(2011, 5, 14), dt.date(2011, 5, 15), None]


def test_a_stray_date_against_a_clear_majority_is_no_date() -> None:
    values = [
        *(f"{day}/0{month}/2011" for day in range(13, 28) for month in (5, 6)),
        "05/15/2011",
        "03/04/2011",
    ]
    reading = read_dates(values)
    assert (reading.order, reading.day_first) == ("mixed", True)
    assert days_of(values)[-2:] == [None, dt.date(2011, 4, 3)]


def test_what_the_user_says_is_overruled_only_when_every_date_tells_the_contrary() -> None:
    assert days_of(["05/13/2011", "05/06/2011"], day_first=True) == [
        dt.date(2011, 5, 13),
        dt.date(2011, 5, 6),
    ]
    assert days_of(["05/06/2011"], day_first=True) == [dt.date(2011, 6, 5)]
    assert days_of(["05/13/2011", "14/06/2011", "01/02/2011"], day_first=True)[2] == dt.date(2011, 2, 1)


def test_rows_that_run_through_time_under_one_order_alone_settle_it() -> None:
    days = [dt.date(2011, month, day) for month in range(1, 13) for day in (1, 5, 9, 12)]
    reading = read_dates([f"{day:%m/%d/%Y}" for day in days])
    assert (reading.order, reading.day_first) == ("month first", False)


def test_other_dates_of_the_file_settle_it_or_lean() -> None:
    values = ["05/01/2011", "06/01/2011"]
    assert read_dates(values, like=True).order == "day first"
    january = (
        (dt.date(2011, 1, 1) - dt.date(1970, 1, 1)).days,
        (dt.date(2011, 1, 31) - dt.date(1970, 1, 1)).days,
    )
    reading = read_dates(values, near=january)
    assert (reading.order, reading.day_first) == ("ambiguous", True)


def test_weekdays_settle_it() -> None:
    reading = read_dates(["Thu 05/01/2012", "Fri 06/01/2012"])
    assert (reading.order, days_of(["Thu 05/01/2012"])) == ("day first", [dt.date(2012, 1, 5)])


def test_dates_a_spreadsheet_swapped_are_put_right() -> None:
    days = [dt.date(2011, month, day) for month in (3, 4, 5, 6) for day in (2, 7, 11, 14, 20, 28)]
    cells = [
        f"{d:%d/%m/%Y}" if d.day > 12 else dt.datetime(d.year, d.day, d.month) for d in days
    ]  # fmt: skip
    assert read_dates(cells).order == "swapped by a spreadsheet"
    assert days_of(cells) == days


def test_true_dates_and_text_in_one_column() -> None:
    cells = [dt.datetime(2011, 1, 20), "2011-01-05", 40548.0, "6. Januar 2011"]
    assert days_of(cells) == [
        dt.date(2011, 1, 20),
        dt.date(2011, 1, 5),
        dt.date(2011, 1, 5),
        dt.date(2011, 1, 6),
    ]


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["112/05/01", "99/05/01"], dt.date(2023, 5, 1)), (["1120501", "1120601"], dt.date(2023, 5, 1)),
        (["民國112年5月1日"], dt.date(2023, 5, 1)), (["112年5月1日"], dt.date(2023, 5, 1)),
        (["令和5年5月1日"], dt.date(2023, 5, 1)), (["H30.1.1"], dt.date(2018, 1, 1)),
        (["Jan-23", "Feb-23"], dt.date(2023, 1, 1)), (["2023-01"], dt.date(2023, 1, 1)),
        (["2023Q2", "Q3 2023"], dt.date(2023, 4, 1)), (["2023年第3季度"], dt.date(2023, 7, 1)),
        (["202301", "202312"], dt.date(2023, 1, 1)), (["1300000000"], dt.date(2011, 3, 13)),
        (["1300000000000"], dt.date(2011, 3, 13)), (["40544"], dt.date(2011, 1, 1)), (["45292.75277778"], dt.date(2024, 1, 1)),
        (["20110105123000"], dt.date(2011, 1, 5)), (["Fri Dec 09 2011 12:50:00 GMT+0100 (CET)"], dt.date(2011, 12, 9)),
        (["2011年12月9日 星期五 下午3:05"], dt.date(2011, 12, 9)), (["vendredi 9 décembre 2011 à 15h05"], dt.date(2011, 12, 9)),
        (["9. Dez. 2011"], dt.date(2011, 12, 9)), (["9 de dic. de 2011"], dt.date(2011, 12, 9)), (["2011-DEC-09"], dt.date(2011, 12, 9)),
        (["23年5月1日"], dt.date(2023, 5, 1)), (["12:30 9 Dec 2011"], dt.date(2011, 12, 9)),
    ],
)  # fmt: skip
def test_other_writings(texts: list[str], first: dt.date) -> None:
    assert days_of([*texts])[0] == first
    assert None not in days_of([*texts])


def test_months_and_bare_digits_are_dates_only_in_a_column_of_them() -> None:
    assert days_of(["2023-01", "2023-01-05", "2023-02-06"])[0] is None
    assert days_of(["1120501", "ABC", "1000001"]) == [None, None, None]
    assert read_dates(["2023-01", "2023-02"]).are_periods


def test_a_year_or_a_small_number_is_no_serial() -> None:
    assert days_of([2023.0, 5.0, 150_000.0]) == [None, None, None]


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


def test_serials_of_a_workbook_that_counts_from_1904() -> None:
    assert days_of([39083.0, "39083"], from_1904=True) == [dt.date(2011, 1, 2)] * 2
    assert days_of([40545.0, "40545"]) == [dt.date(2011, 1, 2)] * 2
    assert days_of([dt.date(2011, 1, 2), 20110102.0], from_1904=True) == [dt.date(2011, 1, 2)] * 2
