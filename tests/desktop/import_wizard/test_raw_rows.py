"""Rows of a sheet to show: the header marked, what is left out with its reason, gaps told by their rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retention_desk.desktop.import_wizard.raw_rows import AsideRows, raw_rows, source_place
from tests.desktop.import_wizard.samples_of_tables import mapping, raw

NONE = AsideRows(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=object))


def aside(**rows: str) -> AsideRows:
    numbers = np.array([int(name[1:]) for name in rows], dtype=np.int64)
    return AsideRows(numbers, np.array(list(rows.values()), dtype=object))


def shown(rows):
    return [(row.kind, row.number, row.last) for row in rows]


def test_title_header_first_rows_and_the_gap_to_the_end():
    rows = raw_rows(raw(rows=20), NONE)
    assert shown(rows)[:2] == [("above", 1, 0), ("header", 2, 0)]
    assert [row.number for row in rows if row.kind == "data"] == [3, 4, 5, 6, 7, 8]
    assert shown(rows)[-1] == ("gap", 9, 22)
    assert rows[0].note is not None
    assert rows[1].note is None


def test_rows_set_aside_are_shown_wherever_they_are_one_for_each_reason(words):
    rows = raw_rows(raw(rows=20), aside(r4="note_row", r15="note_row", r16="note_row", r22="total_row"))
    assert [(row.number, words(row.note)) for row in rows if row.kind == "aside"] == [
        (4, "a note, not data"), (15, "a note, not data"), (16, "a note, not data"), (22, "total row"),
    ]  # fmt: skip
    assert shown(rows)[-3:] == [("aside", 16, 0), ("gap", 17, 21), ("aside", 22, 0)]


def test_the_rows_of_a_gap_can_be_shown():
    rows = raw_rows(raw(rows=20), NONE, 12)
    assert [row.number for row in rows if row.kind == "data"] == list(range(12, 18))
    assert [row for row in shown(rows) if row[0] == "gap"] == [("gap", 3, 11), ("gap", 18, 22)]
    assert [row.number for row in raw_rows(raw(rows=20), NONE, 99) if row.kind == "data"][-1] == 22


def test_a_header_of_two_rows_is_marked_whole():
    rows = raw_rows(replace(raw(), header_row=2, header_depth=2), NONE)
    assert shown(rows)[:2] == [("header", 1, 0), ("header", 2, 0)]


def test_a_sheet_without_a_header_shows_its_first_rows_and_says_nothing_about_them():
    rows = raw_rows(replace(raw(rows=30), header_row=None), NONE)
    assert {row.kind for row in rows[:-1]} == {"above"}
    assert len(rows) == 13
    assert all(row.note is None for row in rows)


def test_a_sheet_that_is_left_out_has_no_place_among_the_sources():
    table = raw()
    assert source_place(mapping(table), None) is None
    assert AsideRows.of(mapping(table), None).code_of(3) is None
