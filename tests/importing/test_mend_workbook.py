"""Workbooks that broke off: their rows up to the cut, and no cell that says what it did not say."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.foundation.book_cells import UNREADABLE
from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.limits import LIMITS
from retention_desk.importing.mend_workbook import mended_workbook
from retention_desk.importing.read_book import read_book
from tests.importing.cut_books import packed, parts_of, texts_apart, texts_first

PATH = Path("list.xlsx")


def small_book():
    book = openpyxl.Workbook()
    for place, sheet in enumerate((book.active, book.create_sheet("Second"))):
        for row in range(1, 40):
            sheet.append([f"text {place} {row * 7919 % 101}", row * 1.5, dt.datetime(2025, 1, 1 + row % 28)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BOOK = small_book()
APART = texts_apart(BOOK)
ORDERS = (BOOK, APART, texts_first(BOOK), texts_first(APART))


def cells_of(book):
    return {
        (place, i + sheet.first_row, j + sheet.first_column): cell
        for place, sheet in enumerate(book.sheets)
        for j in range(sheet.cells.shape[1])
        for i, cell in enumerate(sheet.cells.iloc[:, j].astype(object))
        if cell is not None and cell == cell
    }


def read(folder, data):
    (folder / PATH).write_bytes(data)
    return read_book(folder / PATH, mend=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mended")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ORDERS), st.floats(0.05, 0.999))
def test_a_cut_book_never_says_what_it_did_not(folder, data, share):
    whole = cells_of(read(folder, data))
    try:
        book = read(folder, data[: int(len(data) * share)])
    except UserFacingError:
        return
    assert book.is_part
    left = cells_of(book)
    assert left.items() <= (whole | {key: cell for key, cell in left.items() if cell == UNREADABLE}).items()


@pytest.mark.parametrize("data", ORDERS[2:])
def test_the_longer_the_piece_the_more_rows(folder, data):
    n_cells = []
    for share in (0.5, 0.8, 0.9, 0.99):
        try:
            left = cells_of(read(folder, data[: int(len(data) * share)]))
        except UserFacingError:
            left = {}
        n_cells.append(sum(cell != UNREADABLE for cell in left.values()))
    assert n_cells == sorted(n_cells)
    assert n_cells[-1] > 0


def test_lost_texts_and_days_of_lost_formats_are_unreadable(folder):
    parts = parts_of(APART)
    texts = parts["xl/sharedStrings.xml"]
    parts["xl/sharedStrings.xml"] = texts[: texts.index(b"</si>") + 5] + b"</sst>"
    left = cells_of(read(folder, without_end(parts)))
    assert left[0, 1, 1] == "text 0 41"
    assert left[0, 2, 1] == UNREADABLE
    assert (left[0, 2, 2], left[0, 2, 3]) == (3.0, dt.date(2025, 1, 3))
    del parts["xl/styles.xml"]
    left = cells_of(read(folder, without_end(parts)))
    assert (left[0, 2, 2], left[0, 2, 3]) == (3.0, UNREADABLE)


def test_without_its_list_of_sheets_they_are_called_as_their_parts(folder):
    parts = parts_of(BOOK)
    del parts["xl/workbook.xml"]
    book = read(folder, without_end(parts))
    assert [sheet.name for sheet in book.sheets] == ["sheet1", "sheet2"]
    assert cells_of(book)[1, 1, 3] == UNREADABLE


def test_a_whole_book_and_an_ordinary_import_are_not_mended(folder):
    assert mended_workbook(PATH, BOOK, LIMITS) is None
    assert mended_workbook(PATH, b"customer,status\n", LIMITS) is None
    assert not read(folder, BOOK).is_part
    (folder / PATH).write_bytes(BOOK[:-30])
    with pytest.raises(UserFacingError) as caught:
        read_book(folder / PATH)
    assert caught.value.code == "damaged"


def test_what_is_held_in_memory_is_bounded():
    with pytest.raises(UserFacingError) as caught:
        mended_workbook(PATH, BOOK[:-30], replace(LIMITS, mended_bytes=1000))
    assert caught.value.code == "too_large"


def test_cells_that_never_end_take_no_longer_than_others():
    parts = parts_of(APART)
    sheet = b'<worksheet><sheetData><row r="1">' + b'<c r="A1" t="s">' * 300_000 + b"</row>"
    parts["xl/worksheets/sheet1.xml"] = sheet
    mended = mended_workbook(PATH, without_end(parts), LIMITS)
    assert parts_of(mended)["xl/worksheets/sheet1.xml"] == sheet


def without_end(parts):
    data = packed(parts)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data[: archive.start_dir]
