"""What is written is what is read, whatever the layout, the dialect, the encoding and the format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fuzzing.invariants import complaints
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from retention_desk.importing.dialect import dialects
from retention_desk.pipeline import import_inspected, inspect_files

from .writers import write_ods, write_openpyxl, write_text, write_xlsxwriter
from .written_tables import Written, written_tables

SCALE = int(os.environ.get("RETENTION_DESK_FUZZ_SCALE", "1"))
"""Times as many examples: 1 in the suite, 100 before a release."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "big5", "cp1252", "latin-1")
TEXTS = written_tables(cells=False)
SHEETS = written_tables(cells=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


def bare(key: str) -> str:
    """Return an ID without what is written around it so that Excel keeps its digits."""
    return key.strip().removeprefix('="').removesuffix('"')


def assert_same(path: Path, table: Written) -> None:
    """The import of a file has the orders that were written, and accounts for every other row."""
    note(str(table.chosen))
    inspected = inspect_files([path])
    data = import_inspected(inspected)
    assert complaints(inspected.raws, data) == []
    (source,) = data.sources
    read = (
        f"{dict(source.mapping.columns)} {source.encoding} {source.delimiter!r}\n{data.set_aside.to_string()}"
    )
    note(read)
    assert source.header_row == table.header_row, f"header in row {source.header_row}"
    orders = data.events["orders"]
    found = {
        str(key): (str(data.customer_ids[customer]), day.date(), round(float(amount), 2))
        for key, customer, day, amount in zip(
            orders["order_id"], orders["customer"], orders["ordered_on"], orders["amount"], strict=True
        )
    }
    meant = {r.order: (bare(r.customer), r.day, float(r.amount)) for r in table.records}
    wrong = {
        key: (found.get(key), meant.get(key)) for key in found | meant if found.get(key) != meant.get(key)
    }
    assert not wrong, f"read, meant: {wrong}\n{read}"
    assert len(orders) == len(meant)
    assert source.rows_set_aside == table.others, f"{source.rows_set_aside} set aside\n{read}"


@settings(max_examples=40 * SCALE)
@given(
    TEXTS, st.sampled_from(ENCODINGS), st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(),
)  # fmt: skip
def test_text(
    folder: Path, table: Written, encoding: str, delimiter: str, line_end: str, quote_all: bool
) -> None:
    if not table.fits("gbk" if encoding == "gb18030" else encoding):
        encoding = (
            "utf-8"  # so would be one of four bytes a sign, in which no program writes a list of orders
        )
    path = folder / "export.csv"
    write_text(table.rows, path, encoding, delimiter, line_end, quote_all)
    assert_same(path, table)


@settings(max_examples=20 * SCALE)
@given(SHEETS, st.booleans())
def test_a_workbook_of_one_writer(folder: Path, table: Written, strings_in_cells: bool) -> None:
    path = folder / "export.xlsx"
    write_xlsxwriter(table.rows, path, strings_in_cells)
    assert_same(path, table)


@settings(max_examples=20 * SCALE)
@given(SHEETS, st.booleans())
def test_a_workbook_of_another_writer(folder: Path, table: Written, epoch_1904: bool) -> None:
    assume(not epoch_1904 or table.chosen["date"] != "serial")  # a serial as text counts as its workbook does
    path = folder / "other.xlsx"
    write_openpyxl(table.rows, path, epoch_1904)
    assert_same(path, table)


@pytest.mark.skipif("ods" not in dialects(), reason="no reader of OpenDocument")
@settings(max_examples=15 * SCALE)
@given(SHEETS)
def test_an_open_document(folder: Path, table: Written) -> None:
    path = folder / "export.ods"
    write_ods(table.rows, path)
    assert_same(path, table)
