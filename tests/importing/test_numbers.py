import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.numbers import read_numbers

AMOUNTS = st.integers(-10_000_000, 10_000_000).map(lambda n: n / 100)


@given(values=st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=30))
def test_numbers_as_python_writes_them_are_read_exactly(values: list[float]) -> None:
    assert read_numbers([repr(value) for value in values]).values.tolist() == values


@pytest.mark.parametrize("form", ["{:,.2f}", "£{:,.2f}", "{:,.2f} EUR", "￥{:,.2f}", " {:,.2f} "])
@given(values=st.lists(AMOUNTS, min_size=1, max_size=20))
def test_amounts_with_thousands_and_currency(form: str, values: list[float]) -> None:
    np.testing.assert_allclose(read_numbers([form.format(value) for value in values]).values, values)


@given(values=st.lists(AMOUNTS, min_size=1, max_size=20))
def test_a_column_with_a_decimal_comma_has_it_everywhere(values: list[float]) -> None:
    def german(value: float) -> str:
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))

    reading = read_numbers([*map(german, values), "0,5"])
    assert reading.decimal == ","
    np.testing.assert_allclose(reading.values[:-1], values)


@pytest.mark.parametrize(
    ("text", "value"),
    [("(12.50)", -12.5), ("12.50-", -12.5), ("−5", -5), ("1.2万", 12_000), ("3亿", 3e8), ("12%", 0.12), ("１２３", 123),
     ("1'234.5", 1234.5), ("1 234", 1234), ("1e3", 1000), ("$1.5k", 1500), ("+7", 7), (".5", 0.5)],
)  # fmt: skip
def test_other_writings(text: str, value: float) -> None:
    assert read_numbers([text]).values[0] == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["", "abc", "12 apples", "1.2.3", "1,23,4", "inf", "nan", "2011-01-05", "0x10", "(5"]
)
def test_what_is_no_number_stays_unknown(text: str) -> None:
    assert math.isnan(read_numbers([text]).values[0])


def test_currencies_are_told_by_sign_and_code() -> None:
    reading = read_numbers(["£5", "5 EUR", "NT$5", "￥5", "5元", "5"])
    assert reading.currencies.tolist() == ["GBP", "EUR", "TWD", "CNY", "CNY", None]


def test_the_decimal_sign_that_is_given_is_used() -> None:
    assert read_numbers(["1.234"], ",").values[0] == 1234
    assert read_numbers(["1.234"], ".").values[0] == 1.234
