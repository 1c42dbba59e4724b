import math

import pytest

from retention_desk.importing.number_writing import half_width, number_writing


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [("1,234", 1234, 1.234), ("1.234", 1.234, 1234), ("12.50", 12.5, math.nan), ("0,234", math.nan, 0.234),
     ("1,234.5", 1234.5, math.nan), ("1'234", 1234, 1234), ("1,23,456", 123456, math.nan), ("7", 7, 7), ("x", math.nan, math.nan)],
)  # fmt: skip
def test_a_writing_has_a_value_under_each_decimal_sign(text: str, point: float, comma: float) -> None:
    writing = number_writing(text)
    assert [writing.point, writing.comma] == pytest.approx([point, comma], nan_ok=True)
    assert writing.depends == (text in {"1,234", "1.234"})
    assert writing.is_number == (text != "x")


def test_currency_per_cent_and_vague_units_are_told() -> None:
    assert number_writing("NT$ 5").currency == "TWD"
    assert number_writing("5 %").percent
    assert number_writing("5 ‰").point == 0.005
    assert number_writing("3M").vague_unit
    assert not number_writing("$3M").vague_unit


def test_full_width_signs_become_plain_and_superscripts_do_not() -> None:
    assert half_width("（１２．５）\u00a0") == "(12.5)"
    assert half_width("10²") == "10²"
