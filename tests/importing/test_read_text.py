import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.read_text import (
    find_delimiter,
    find_encoding,
    looks_like_text,
    read_delimited_text,
)
from retention_desk.importing.sheet_cells import SheetCells

FIELD = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=("Cc", "Cs")), max_size=12
)


def read(path: Path, limits: ReadLimits = LIMITS, **options: str) -> SheetCells:
    return read_delimited_text(Source(path), ReadOptions(**options), limits, SILENT)[0]


def cells_of(sheet: SheetCells) -> list[list[object]]:
    table = sheet.cells.astype(object)
    return table.where(table.notna(), "").to_numpy().tolist()


@given(
    rows=st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=1, max_size=15),
    delimiter=st.sampled_from(",;\t|"),
)
def test_what_the_csv_module_writes_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    path = tmp_path_factory.mktemp("text") / "table.csv"
    path.write_bytes(text.getvalue().encode())
    assert cells_of(read(path, delimiter=delimiter, encoding="utf-8")) == [["a", "b", "c"], *rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings_are_found(text_file: Callable[..., Path], encoding: str) -> None:
    text = "customer,amount,city,note\n" + "王小明客户,12.50,北京市朝阳区,第一次购买我们的商品\n" * 20
    if encoding == "utf-16-le":
        text = "customer,amount\n" + "Li,5\n" * 20
    sheet = read(text_file(text, encoding=encoding))
    assert cells_of(sheet)[1][0] in {"王小明客户", "Li"}


def test_a_stray_quote_inside_a_field_is_just_a_character(text_file: Callable[..., Path]) -> None:
    sheet = read(text_file('item,size\npipe,5" wide\nbolt,"3, long"\n'))
    assert cells_of(sheet) == [["item", "size"], ["pipe", '5" wide'], ["bolt", "3, long"]]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest(text_file: Callable[..., Path]) -> None:
    sheet = read(text_file('a,b\n"5,6",7\n1,"2\n3,4\n'))
    assert cells_of(sheet) == [["a", "b"], ["5,6", "7"], ["1", "2"], ["3", "4"]]
    assert cells_of(read(text_file('a,b\n"' + "x" * 300_000 + '",5"\n')))[1][1] == '5"'


def test_one_wide_row_among_many_short_ones_is_refused(text_file: Callable[..., Path]) -> None:
    with pytest.raises(UserFacingError) as error:
        read(text_file("a" + "," * 9_999 + "\n" + "b\n" * 9_999))
    assert error.value.code == "too_large"


def test_no_field_of_an_uneven_row_is_lost(text_file: Callable[..., Path]) -> None:
    sheet = read(text_file("a,b\n1,2,3\n4\n\n5,6\n"))
    assert cells_of(sheet) == [["a", "b", ""], ["1", "2", "3"], ["4", "", ""], ["", "", ""], ["5", "6", ""]]
    assert sheet.field_counts is not None
    assert sheet.field_counts.tolist() == [2, 3, 1, 1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(text_file: Callable[..., Path], end: str) -> None:
    assert cells_of(read(text_file(f'a,b{end}1,"x{end}y"{end}'))) == [["a", "b"], ["1", "x\ny"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [("a;b;c\n1,5;2;3\n", ";"), ("a\tb\n1,2\t3\n", "\t"), ("a|b\n1|2\n", "|"), ("x\n", ",")],
)
def test_the_delimiter_that_makes_even_rows_is_found(text: str, found: str) -> None:
    assert find_delimiter(text.encode()) == found


def test_bytes_that_are_no_text_are_not_taken_for_it() -> None:
    assert looks_like_text("客户,金额".encode("gb18030"))
    assert looks_like_text(codecs.BOM_UTF16_LE + "a".encode("utf-16-le"))
    assert not looks_like_text(bytes(range(32)))
    assert find_encoding(b"a,b\n\xe9,1\n" * 30).startswith(("cp125", "latin", "iso"))


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html><html>",
        "<table><tr>",
        "version https://git-lfs.github.com/spec/v1\n",
        "<?xml version='1.0'?>",
    ],
)
def test_other_things_named_csv_are_refused_by_name(text_file: Callable[..., Path], start: str) -> None:
    with pytest.raises(UserFacingError) as error:
        read(text_file(start + "a,b\n1,2\n"))
    assert error.value.code == "unknown_format"


def test_a_row_of_a_million_fields_is_refused(text_file: Callable[..., Path]) -> None:
    with pytest.raises(UserFacingError) as error:
        read(text_file("a" + "," * 1_000_000 + "\nb\n"))
    assert error.value.code == "too_large"
