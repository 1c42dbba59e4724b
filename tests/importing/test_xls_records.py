import os
from pathlib import Path

import pytest
import xlrd
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.importing.reader_jobs import with_calamine, with_xlrd
from retention_desk.importing.xls_records import xls_errors

from .xls_files import CODES, FormulaError, compound_document, xls

ROWS = [["id", "b"], [1.5, "#N/A"], ["x", FormulaError("#DIV/0!")], [True, None]]


def test_errors_are_cells_of_their_own_or_results_of_formulas() -> None:
    errors, from_1904 = xls_errors(xls({"Orders": ROWS, "二": [["#REF!"]], "none": [[1]]}))
    assert errors == [{(1, 1): "#N/A", (2, 1): "#DIV/0!"}, {(0, 0): "#REF!"}, {}]
    assert not from_1904


@pytest.mark.parametrize("from_1904", [False, True])
def test_both_readers_give_the_same_cells_and_date_system(from_1904: bool) -> None:
    data = xls({"Orders": ROWS, "二": [["#REF!", 40_000]]}, from_1904=from_1904)
    quick, slow = with_calamine(data, 1000), with_xlrd(data, 1000)
    assert [(s.name, s.columns, s.from_1904) for s in quick] == [
        (s.name, s.columns, s.from_1904) for s in slow
    ]
    assert {sheet.from_1904 for sheet in quick} == {from_1904}


CELL = st.one_of(
    st.none(), st.sampled_from(sorted(CODES)), st.sampled_from(sorted(CODES)).map(FormulaError),
    st.integers(-9, 9).map(float), st.sampled_from(["a", "客户", "x y"]), st.booleans(),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.booleans())
def test_what_is_written_is_what_both_readers_read(rows: list[list[object]], from_1904: bool) -> None:
    data = xls({"S": rows}, from_1904=from_1904)
    errors, known = xls_errors(data)
    assert known == from_1904
    assert errors == [
        {
            (i, j): value.text if isinstance(value, FormulaError) else value
            for i, row in enumerate(rows)
            for j, value in enumerate(row)
            if isinstance(value, FormulaError) or (isinstance(value, str) and value in CODES)
        }
    ]
    assert [sheet.columns for sheet in with_calamine(data, 1000)] == [
        sheet.columns for sheet in with_xlrd(data, 1000)
    ]


@given(st.binary(max_size=200), st.integers(0, 4000))
def test_a_damaged_workbook_gives_what_can_be_read_and_ends(junk: bytes, at: int) -> None:
    data = xls({"Orders": ROWS})
    xls_errors(data[:at] + junk + data[at + len(junk) :])
    xls_errors(junk)
    xls_errors(compound_document("Workbook", junk + b"\x85\x00\x08\x00" + b"\xff" * 8))


def test_a_document_without_a_workbook_has_no_errors() -> None:
    assert xls_errors(compound_document("WordDocument", b"x")) == ([], False)
    assert xls_errors(b"customer id,amount") == ([], False)


def test_public_files_have_the_errors_that_another_reader_finds(shared_data: Path) -> None:
    for name in ("messy/sheetjs_1904.xls", "messy/readxl_deaths.xls", "orders/superstore_tableau.xls"):
        data = (shared_data / name).read_bytes()
        with Path(os.devnull).open("w") as silence:
            book = xlrd.open_workbook(file_contents=data, logfile=silence)
        errors, from_1904 = xls_errors(data)
        assert from_1904 is bool(book.datemode)
        assert [len(found) for found in errors] == [
            sum(row.count(xlrd.XL_CELL_ERROR) for row in map(sheet.row_types, range(sheet.nrows)))
            for sheet in book.sheets()
        ]
