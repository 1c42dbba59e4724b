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


def test_bytes_that_are_no_text_are_not_taken_for_it() -> None:
    assert looks_like_text("客户,金额".encode("gb18030"))
    assert looks_like_text(codecs.BOM_UTF16_LE + "a".encode("utf-16-le"))
    assert not looks_like_text(bytes(range(32)))
    assert looks_like_text(b"a,b\n\x00,1\n" * 9)


def test_characters_that_are_lost_are_found(text_file: Callable[..., Path]) -> None:
    rows = "id,name\n" + "1,Müller\n2,Größe\n" * 5
    path = text_file("")
    path.write_bytes(rows.encode() + b"3,M\xfcller\n4,a\x00b\n")
    sheet = read(path)
    assert (sheet.encoding, cells_of(sheet)[-2:]) == ("utf-8", [["3", "M\ufffdller"], ["4", "ab"]])
    lost, nul = sheet.findings
    assert (lost.code, lost.rows, lost.examples[0].row) == ("odd_characters", 1, 12)
    assert (nul.code, nul.rows) == ("nul_characters", 1)


def test_an_encoding_that_is_not_sure_is_said(text_file: Callable[..., Path]) -> None:
    sheet = read(text_file("id,name\n1,café\n", encoding="cp1252"))
    assert sheet.encoding_confidence < 0.7
    assert [finding.code for finding in sheet.findings] == ["encoding_guessed"]
    told = read(text_file("id,name\n1,café\n", encoding="cp1252"), encoding="cp1252")
    assert (told.encoding_confidence, told.findings) == (1.0, ())


@pytest.mark.parametrize(
    ("text", "cells"),
    [("sep=;\na;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]), ("a||b\n1||2\n3||4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
     ("a::b\n1::2\n", [["a", "b"], ["1", "2"]]), ("a, b\n1, \"x, y\"\n", [["a", "b"], ["1", "x, y"]]),
     ("a,b\n1,'x, y'\n2,'z, w'\n", [["a", "b"], ["1", "x, y"], ["2", "z, w"]]), ('a,b\n1,"x \\" y, z"\n', [["a", "b"], ["1", 'x " y, z']]),
     (" id   day      n\n  1 20240101   5\n 12 20240102  10\n", [["id", "day", "n"], ["1", "20240101", "5"], ["12", "20240102", "10"]]),
     ("a,b\r1,2\r\n3,4\n\x1a", [["a", "b"], ["1", "2"], ["3", "4"]])],
)  # fmt: skip
def test_ways_of_writing_a_table(text_file: Callable[..., Path], text: str, cells: list[list[str]]) -> None:
    assert cells_of(read(text_file(text))) == cells


def test_a_quote_left_open_that_swallows_rows_up_to_the_next(text_file: Callable[..., Path]) -> None:
    lines = ["id,name,size", '0,"open,1', *(f"{i},n{i},{i}" for i in range(1, 60)), '60,5",1', "61,x,1"]
    sheet = read(text_file("\n".join(lines) + "\n"))
    assert len(sheet.cells) == 63
    assert cells_of(sheet)[2] == ["1", "n1", "1"]


def test_a_cell_of_a_megabyte_is_kept(text_file: Callable[..., Path]) -> None:
    long = "x" * 1_000_000
    assert cells_of(read(text_file(f'a,b\n{long},2\n"{long}\n",3\n')))[1:] == [
        [long, "2"],
        [long + "\n", "3"],
    ]


def test_a_row_of_a_million_fields_is_refused(text_file: Callable[..., Path]) -> None:
    with pytest.raises(UserFacingError) as error:
        read(text_file("a" + "," * 1_000_000 + "\nb\n"))
    assert error.value.code == "too_large"
