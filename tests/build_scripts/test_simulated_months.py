"""Simulated months: month ends, and copies that colleagues filled in, each its part and some rows twice."""

from __future__ import annotations

import datetime as dt

import numpy as np
import openpyxl
from simulated_months import COLLEAGUES, HEADER_ROW, SHARED_EVERY, filled_copies, month_ends

COLUMNS = ("Customer", "Action status", "Outcome", "Contacted on", "Note", "Arm")
ROWS = 40


def test_the_last_day_and_the_month_ends_before_it():
    assert month_ends(dt.date(2024, 3, 15), 3) == [
        dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 3, 15),
    ]  # fmt: skip


def answered(path):
    sheet = openpyxl.load_workbook(path)["Actions"]
    column = COLUMNS.index("Action status") + 1
    rows = range(HEADER_ROW + 1, HEADER_ROW + 1 + ROWS)
    return {row for row in rows if sheet.cell(row, column).value}


def test_each_fills_in_a_part_and_some_rows_everybody(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for place, name in enumerate(COLUMNS, start=1):
        sheet.cell(HEADER_ROW, place).value = name
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + ROWS):
        sheet.cell(row, 1).value = f"C-{row}"
        sheet.cell(row, len(COLUMNS)).value = "Holdout (not contacted)" if row == 12 else "Contact"
    workbook = tmp_path / "actions.xlsx"
    book.save(workbook)
    copies = filled_copies(workbook, dt.date(2024, 3, 31), np.random.default_rng(1))
    parts = [answered(path) for path in copies]
    shared = set.intersection(*parts)
    assert shared == {row for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + ROWS) if row % SHARED_EVERY == 0}
    assert set.union(*parts) == set(range(HEADER_ROW + 1, HEADER_ROW + 1 + ROWS)) - {12}
    said = [openpyxl.load_workbook(path).properties for path in copies]
    assert [properties.lastModifiedBy for properties in said] == list(COLLEAGUES)
    assert [properties.modified for properties in said] == [
        dt.datetime(2024, 4, 6 + place, 9 + place, 30) for place in range(len(COLLEAGUES))
    ]
