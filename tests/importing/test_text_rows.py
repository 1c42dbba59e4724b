import time

from retention_desk.importing.text_dialect import ALIGNED, TextDialect
from retention_desk.importing.text_rows import columns_of_rows, read_rows

COMMA = TextDialect(",")


def test_a_quote_left_open_costs_one_line() -> None:
    assert read_rows('a,b\n1,"2\n3,4\n', COMMA) == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert read_rows('"a', COMMA) == [["a"]]
    assert read_rows("", COMMA) == [[""]]


def test_a_quote_in_the_middle_of_a_field_is_a_character() -> None:
    assert read_rows('a,5" b\n\n', COMMA) == [["a", '5" b'], [""]]


def test_many_open_quotes_take_no_time() -> None:
    started = time.monotonic()
    rows = read_rows("a,b\n" + '1,"x\n' * 20_001, COMMA)
    assert rows[-1][0] == "1"
    assert time.monotonic() - started < 60


def test_delimiters_of_several_characters_and_columns_in_line() -> None:
    assert read_rows('a||"b c"\n1||2\n', TextDialect("||")) == [["a", "b c"], ["1", "2"]]
    assert read_rows("a   b\n\n1   2\n", TextDialect(ALIGNED, quote=None)) == [["a", "b"], [""], ["1", "2"]]


def test_columns_hold_each_distinct_field_once() -> None:
    (codes, values), (second, _) = columns_of_rows([["a", "x"], [""], ["a", "y"]], 2)
    assert (codes.tolist(), values, second.tolist()) == ([0, -1, 0], ["a"], [0, -1, 1])
