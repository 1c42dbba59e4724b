"""The sheet of source rows: opened from Why, filled off the window's thread, let go when it closes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from retention_desk.foundation.trace_results import FigureOf
from retention_desk.questions import trace
from tests.desktop.real_shop import shop_analysis


@pytest.fixture
def found():
    return trace(shop_analysis(), FigureOf("retention_rate"))


@pytest.fixture
def sheet(opened, found):
    opened.session.show_analysis(shop_analysis(), "Book")
    opened.window.open_page("risk")
    opened.run("answer")
    return opened.workspace.trace_sheet


def test_it_opens_at_once_and_its_rows_follow(sheet, opened, found):
    sheet.show_trace(found)
    assert sheet.sheet.isVisible()
    assert sheet.panel.rows is None
    opened.run("answer")
    assert sheet.panel.rows.count == len(found.table)
    assert sheet.panel.card.table.model_.total == len(found.table)
    assert "the same" in sheet.panel.check.spoken()


def test_rows_of_a_closed_sheet_are_let_go(sheet, opened, found):
    sheet.show_trace(found)
    sheet.sheet.close_sheet()
    assert sheet.panel is None
    opened.run("answer")
    assert sheet.panel is None
    assert not sheet.sheet.isVisible()


def test_the_newest_trace_alone_is_shown(sheet, opened, found):
    other = trace(shop_analysis(), FigureOf("revenue_gross"))
    sheet.show_trace(found)
    sheet.show_trace(other)
    opened.run("answer")
    assert sheet.panel.trace is other
    assert sheet.panel.rows.count == len(other.table)


def test_another_page_or_analysis_closes_it(sheet, opened, found):
    sheet.show_trace(found)
    opened.window.open_page("value")
    assert not sheet.sheet.isVisible()
    sheet.show_trace(found)
    opened.session.analysed.emit()
    assert not sheet.sheet.isVisible()


def test_a_customer_of_a_row_opens_over_it(sheet, opened, found):
    sheet.show_trace(found)
    opened.run("answer")
    key = sheet.panel.rows.customers[0]
    sheet.panel.customer_asked.emit(key)
    assert opened.workspace.customer_sheet.is_open
    opened.workspace.customer_sheet._window.side_sheet.close_sheet()
    assert sheet.sheet.isVisible()


def test_the_rows_are_exported_as_csv(sheet, opened, found, tmp_path, monkeypatch):
    path = tmp_path / "rows.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), "*.csv"))
    sheet.show_trace(found)
    opened.run("answer")
    sheet.export.click()
    opened.run("file")
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == len(found.table) + 1


def test_too_much_to_copy_is_offered_as_an_export(sheet, opened, found):
    sheet.show_trace(found)
    sheet.panel.copy_refused.emit()
    assert "too much to copy" in opened.window._toast.accessibleName()
