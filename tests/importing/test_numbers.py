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


LOCALES = st.tuples(
    st.sampled_from(
        [
            (".", ","),
            (",", "."),
            (".", " "),
            (",", " "),
            (",", "\u00a0"),
            (",", "\u202f"),
            (".", "'"),
            (".", "’"),
            (".", ""),
            (",", ""),
        ]
    ),
    st.sampled_from(
        ["{}", "€ {}", "{} €", "￥{}", "USD {}", "{} zł", "NT${}", "R$ {}", "{}元", "{} kr", "{}%", "CHF {}"]
    ),
    st.sampled_from(["-{}", "−{}", "({})", "{}-"]),
    st.integers(0, 3),
)


def written(value: int, decimals: int, marks: tuple[str, str], form: str, minus: str) -> str:
    decimal, thousands = marks
    text = (
        f"{abs(value) / 10**decimals:,.{decimals}f}".replace(",", "T")
        .replace(".", decimal)
        .replace("T", thousands)
    )
    return form.format(minus.format(text) if value < 0 else text)


@given(
    locale=LOCALES,
    values=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12),
    full_width=st.booleans(),
)
def test_what_is_written_in_any_locale_is_read_or_the_column_says_it_guessed(
    locale: tuple[tuple[str, str], str, str, int], values: list[int], full_width: bool
) -> None:
    marks, form, minus, decimals = locale
    texts = [written(value, decimals, marks, form, minus) for value in values]
    if full_width:
        texts = [text.translate({0x30 + i: 0xFF10 + i for i in range(10)}) for text in texts]
    reading = read_numbers(texts)
    scale = 10**decimals * (100 if "%" in form else 1)
    meant = np.array(values) / scale
    if reading.evidence not in {"ambiguous", "mixed"}:
        np.testing.assert_allclose(reading.values, meant, rtol=1e-12)
    np.testing.assert_allclose(read_numbers(texts, marks[0]).values, meant, rtol=1e-12)


@given(texts=st.lists(st.text(alphabet="0123456789.,-()' %€万", max_size=8), max_size=6))
def test_no_text_is_read_otherwise_alone_than_with_its_decimal_sign_given(texts: list[str]) -> None:
    reading = read_numbers(texts)
    if reading.evidence != "mixed":
        np.testing.assert_array_equal(reading.values, read_numbers(texts, reading.decimal).values)


@pytest.mark.parametrize(
    ("texts", "values", "evidence"),
    [
        (["12.50"] * 3 + ["1,234.50"], [12.5, 12.5, 12.5, 1234.5], "clear"),
        (["1,234", "850"], [1234, 850], "ambiguous"),
        (["1.234", "850"], [1234, 850], "ambiguous"),
        (["1.234", "0.850"], [1.234, 0.85], "clear"),
        (["1.234.567", "1.234"], [1234567, 1234], "clear"),
        (["1,5", "2.5", "1,234"], [1.5, 2.5, math.nan], "mixed"),
        (["12,34,567.50", "1,00,000"], [1234567.5, 100000], "clear"),
        (["1 234", "12 50", "2011 12 09"], [1234, math.nan, math.nan], "none"),
        (["12,-", "1.234,–"], [12, 1234], "clear"),
        (["10²", "½", "(-5)", "5-5"], [math.nan] * 4, "none"),
        (["3 件", "5件", "2件"], [3, 5, 2], "none"),
        (["3 kg", "5 g", "2 g"], [math.nan] * 3, "none"),
        (["3M", "5M"], [math.nan] * 2, "none"),
        (["1.5M", "800k"], [1.5e6, 8e5], "clear"),
        (["$3M"], [3e6], "none"),
        (['="12.50"'], [12.5], "clear"),
    ],
)  # fmt: skip
def test_the_decimal_sign_is_decided_over_the_column(
    texts: list[str], values: list[float], evidence: str
) -> None:
    reading = read_numbers(texts)
    np.testing.assert_allclose(reading.values, values)
    assert reading.evidence == evidence


def test_a_stray_decimal_comma_against_a_clear_majority_is_no_number() -> None:
    reading = read_numbers(
        [*(f"1,0{i}0.25" for i in range(10)), *(f"2,0{i}0.75" for i in range(10)), *["3,100.50"] * 3, "3,5"]
    )
    assert (reading.decimal, reading.evidence) == (".", "clear")
    assert math.isnan(reading.values[-1])


def test_a_hint_decides_only_what_the_cells_leave_open() -> None:
    assert read_numbers(["1.234", "2.500"], hint=",").values.tolist() == [1234, 2500]
    assert read_numbers(["0.234", "2.500"], hint=",").values.tolist() == [0.234, 2.5]


def test_currencies_are_told_by_sign_and_code() -> None:
    reading = read_numbers(["£5", "5 EUR", "NT$5", "￥5", "5元", "5"])
    assert reading.currencies.tolist() == ["GBP", "EUR", "TWD", "CNY", "CNY", None]


def test_the_decimal_sign_that_is_given_is_used() -> None:
    assert read_numbers(["1.234"], ",").values[0] == 1234
    assert read_numbers(["1.234"], ".").values[0] == 1.234
