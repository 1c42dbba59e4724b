import pytest

from retention_desk.importing.text_dialect import (
    ALIGNED,
    TextDialect,
    column_starts,
    find_dialect,
    rows_of,
    separator_line,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [("a;b;c\n1,5;2;3\n", ";"), ("a\tb\n1,2\t3\n", "\t"), ("a|b\n1|2\n", "|"), ("x\n", ","), ("a||b\n1||2\n", "||"),
     ("a::b\n1::2\n", "::"), ("a~|~b\n1~|~2\n", "~|~"), ("a^b\n1^2\n", "^"), ("a\x01b\n1\x012\n", "\x01"),
     ("time,n\n10:20:30,5\n11:20:30,6\n", ","), (" 1 20240101  5.00\n 2 20240102 15.00\n", ALIGNED), ("one two three\nfour five\n", ",")],
)  # fmt: skip
def test_the_delimiter_that_makes_even_rows_is_found(text: str, found: str) -> None:
    assert find_dialect(text).delimiter == found


def test_quotes_and_escapes_are_found_by_their_signs() -> None:
    assert find_dialect('a,b\n1, "x, y"\n') == TextDialect(",", skips_spaces=True)
    assert find_dialect("a,b\n1,'x, y'\n") == TextDialect(",", quote="'")
    assert find_dialect('a,b\n1,"x \\" , y"\n') == TextDialect(",", escape="\\")
    assert find_dialect("a;b,c\n1;2,3\n", ";") == TextDialect(";")
    assert not TextDialect("||").is_plain


def test_a_line_for_excel_names_the_delimiter() -> None:
    assert separator_line("sep=;\na;b\n") == ";"
    assert separator_line('"sep=\t"\na\tb\n') == "\t"
    assert separator_line("a;b\n") is None


def test_columns_in_line_begin_behind_what_is_blank_in_all() -> None:
    assert column_starts(["ab  c", "a   dd", ""]) == [0, 4]
    assert rows_of('a,b\n"1\n2",3\n', TextDialect(","), 5) == [["a", "b"], ["1\n2", "3"]]
