import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing import text_fields
from retention_desk.importing.text_fields import IrregularTextError, field_columns

FIELD = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=10)


def rows_of(data: bytes, delimiter: str = ",", quote: str | None = '"') -> list[list[str]]:
    columns, counts = field_columns(data, delimiter, quote)
    said = [[values[code] if code >= 0 else "" for code in codes] for codes, values in columns]
    return [[column[i] for column in said[:n]] for i, n in enumerate(counts.tolist())]


@given(
    rows=st.lists(st.lists(FIELD, min_size=1, max_size=4), min_size=1, max_size=12), block=st.integers(1, 80)
)
def test_rows_are_those_that_were_written(rows: list[list[str]], block: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    whole = text_fields._BLOCK_BYTES
    text_fields._BLOCK_BYTES = block
    try:
        assert rows_of(text.getvalue().encode()) == rows
    finally:
        text_fields._BLOCK_BYTES = whole


def test_long_fields_that_differ_only_at_the_end_stay_apart() -> None:
    texts = ["x" * n + end for n in (7, 8, 130, 400) for end in "ab"]
    assert rows_of("".join(f"{text}\n" for text in texts).encode()) == [[text] for text in texts]


def test_uneven_rows_and_empty_fields() -> None:
    assert rows_of(b"a;b\n\n1;2;3\n;\n", ";") == [["a", "b"], [""], ["1", "2", "3"], ["", ""]]
    assert rows_of(b"it's,'x, y'\n", quote=None) == [["it's", "'x", " y'"]]


@pytest.mark.parametrize("text", ['a,5" b\n', '"a"b,c\n', 'a,"b\n', '"a" "b",c\n', 'x"y"z\n', '"a"b"",c\n'])
def test_quotes_that_stand_elsewhere_are_left_to_the_careful_reader(text: str) -> None:
    with pytest.raises(IrregularTextError):
        field_columns(text.encode(), ",", '"')


def test_the_caller_is_told_and_may_stop() -> None:
    seen: list[float] = []
    bounds: list[tuple[int, int, int]] = []
    field_columns(b"a,b\n1,2\n", ",", '"', seen.append, lambda *sizes: bounds.append(sizes))
    assert seen[-1] == 1.0
    assert bounds == [(2, 2, 4)]
