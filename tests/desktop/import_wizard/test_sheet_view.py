"""One sheet in the middle of the import: rows, gaps, drags and menus change its draft."""

from __future__ import annotations

from pathlib import Path

import pytest

ROWS = "".join(f"K{i % 4},2024-0{1 + i % 9}-11,{10 + i}.5,x{i}\n" for i in range(24))


@pytest.fixture
def page(opened, tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(f"customer id,order date,amount,extra\n{ROWS}Total,,999,\n", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    page = opened.window.page("data")
    page.run = lambda: opened.run("score")
    return page


def test_a_gap_shows_its_rows_until_another_sheet_is_shown(page):
    view = page.sheet
    gap = next(row for row in view.preview.raw_rows if row.kind == "gap")
    view.raw.gap_asked.emit(gap.number)
    assert gap.number in [row.number for row in view.preview.raw_rows if row.kind == "data"]


def test_the_total_row_is_greyed_with_its_reason(page, words):
    aside = [row for row in page.sheet.preview.raw_rows if row.kind == "aside"]
    assert [(row.number, words(row.note)) for row in aside] == [(26, "total row")]


def test_a_field_dropped_on_a_column_and_a_column_on_another_edit_the_mapping(page):
    view, flow = page.sheet, page.flow
    view.typed.meaning_dropped.emit(3, "product")
    page.run()
    assert flow.draft.mappings[0].columns["product"] == "extra"
    view.typed.column_moved.emit(3, 2)
    page.run()
    assert flow.draft.mappings[0].columns["product"] == "amount"
    view.fields.chosen.emit("amount", "cost")
    assert flow.draft.mappings[0].columns["cost"] == "amount"


def test_a_row_can_be_made_the_header_and_a_column_be_shown(page, opened):
    view = page.sheet
    view.show_column("amount")
    menu = view.row_menu(2)
    menu.actions()[0].trigger()
    opened.run("file")
    assert page.flow.draft.raws[0].header_row == 2
    assert view.column_menu(0).actions()
