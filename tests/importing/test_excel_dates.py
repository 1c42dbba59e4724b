import datetime as dt

import pytest

from retention_desk.importing.excel_dates import from_serial, shows_date, shows_span


@pytest.mark.parametrize(
    ("serial", "shown"),
    [(40513.35138888889, dt.datetime(2010, 12, 1, 8, 26)), (40513.0, dt.date(2010, 12, 1)), (1.0, dt.date(1900, 1, 1)),
     (61.0, dt.date(1900, 3, 1)), (0.5, dt.time(12, 0)), (-1.0, -1.0), (3e6, 3e6)],
)  # fmt: skip
def test_serials_of_the_1900_system(serial: float, shown: object) -> None:
    assert from_serial(serial) == shown


def test_the_1904_system_begins_four_years_later() -> None:
    assert from_serial(0.0, from_1904=True) == dt.date(1904, 1, 1)
    assert from_serial(39051.0, from_1904=True) == dt.date(2010, 12, 1)


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", "d/m/yy h:mm", '[$-409]d"th" mmm', "yyyy年m月d日", "h:mm AM/PM"]
)
def test_formats_of_dates(code: str) -> None:
    assert shows_date(164, code)
    assert not shows_span(164, code)


@pytest.mark.parametrize(
    "code", ["0.00", '#,##0 "days"', "General", "[Red]0;[Blue]-0", "0.00E+00", '"yes";"no"']
)
def test_formats_of_numbers(code: str) -> None:
    assert not shows_date(164, code)


def test_spans_of_time() -> None:
    assert shows_span(164, "[h]:mm")
    assert shows_span(46, None)
    assert shows_date(14, None)
    assert not shows_date(164, "[h]:mm:ss")
