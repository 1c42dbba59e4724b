"""Rows of a sheet without the hidden sheet behind it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from retention_desk.foundation.book_cells import BookSheet
from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.importing.typed_days import typed_days
from retention_desk.reporting.find_columns import find_list
from retention_desk.reporting.reading_sheet import ReadingSheet
from retention_desk.reporting.returned_sheet import read_sheet
from retention_desk.reporting.typed_cells import choices_of
from retention_desk.reporting.typed_columns import HowToRead

HOW = HowToRead(choices_of(leaving_taxonomy(FigureSettings()), {}), typed_days, dt.date(2025, 1, 1))
HEADER = ["Customer", "Action status", "Note", "Row key"]


def read(*rows, sent=None):
    sheet = BookSheet("S", False, 1, 1, pd.DataFrame([HEADER, *rows], dtype=object))
    return read_sheet(sheet, find_list(sheet), ReadingSheet(sent=sent), HOW)


def test_rows_without_a_key_are_marked_and_those_of_nobody_are_added():
    found = read(
        ["7", "Done", None, 1.0], [None, None, None, None], ["8", None, "new", None], [None, None, "x", None]
    )
    rows = found.sheet.rows[["customer_id", "row", "is_keyed", "status"]]
    assert rows.to_numpy().tolist() == [["7", 2, True, "done"], ["8", 4, False, None]]
    assert [(row.customer_id, dict(row.values), row.row) for row in found.added] == [("", {"note": "x"}, 5)]


def test_a_key_may_have_become_text_and_a_customer_a_number():
    sent = pd.DataFrame({"customer_id": ["0012", "12x"], "status": [None, None]}, index=[5, 6], dtype=object)
    found = read([12.0, "Done", None, "5"], [None, None, "x", 6.0], sent=sent)
    assert found.sheet.rows["customer_id"].tolist() == ["0012", "12x"]
    assert found.mistaken == 0
    swapped = read(["12x", None, None, 5.0], sent=sent)
    assert (swapped.sheet.rows["customer_id"].tolist(), swapped.mistaken) == (["12x"], 1)
