"""The side sheet: shows a customer, follows the analysis, keeps notes, puts on the list."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retention_desk.desktop.notes import load_notes, notes_path
from retention_desk.desktop.widgets.caption_link import CaptionLink
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.order_book import order_book
from tests.desktop.factory import make_analysis
from tests.desktop.real_shop import shop_analysis


@pytest.fixture(scope="module")
def analysis():
    made = make_analysis(80)
    return replace(made, intermediate=MappingProxyType({"book": order_book(made.data)}))


@pytest.fixture
def sheet(opened, analysis):
    opened.session.show_analysis(analysis, "Book")
    opened.window.open_page("risk")
    return opened.workspace.customer_sheet


def content(opened):
    return opened.window.side_sheet.content()


def test_it_names_the_customer_and_closes_with_escape(sheet, opened, analysis):
    sheet.show_customer(5)
    said = [label.spoken() for label in content(opened).findChildren(Label)]
    assert str(analysis.data.names[5]) in said
    assert sheet.is_open
    QTest.keyClick(opened.window.side_sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_a_note_stays_with_its_customer_and_is_on_the_disk_once_the_sheet_is_closed(sheet, opened, analysis):
    sheet.show_customer(5)
    QTest.keyClicks(content(opened).notes, "Ask for Dan")
    sheet.show_customer(6)
    assert content(opened).notes.toPlainText() == ""
    sheet.show_customer(5)
    assert content(opened).notes.toPlainText() == "Ask for Dan"
    opened.window.side_sheet.close_sheet()
    kept = load_notes(notes_path(analysis.imported.fingerprint))
    assert kept == {analysis.data.customer_ids[5]: "Ask for Dan"}
    assert "Notes saved" in opened.window.status._state.spoken()


def test_who_is_writing_goes_on_writing_when_a_new_analysis_arrives(sheet, opened):
    sheet.show_customer(5)
    content(opened).notes.setFocus()
    QTest.keyClicks(content(opened).notes, "Ask for Dan")
    QTest.keyClick(content(opened).notes, Qt.Key.Key_Home)
    opened.session.analysed.emit()
    QTest.keyClicks(content(opened).notes, "Please: ")
    assert content(opened).notes.toPlainText() == "Please: Ask for Dan"


def test_the_button_follows_the_customer(sheet, opened, analysis):
    table = analysis.plan.table
    listed = int(table.loc[table["arm"] == "contact", "customer"].iloc[0])
    sheet.show_customer(listed)
    assert sheet.add.text() == "Choose another play"
    other = next(i for i in range(80) if i not in set(table["customer"]))
    sheet.show_customer(other)
    assert sheet.add.text() == "Add to actions"


def test_another_page_closes_it(sheet, opened):
    sheet.show_customer(5)
    opened.window.open_page("value")
    assert not sheet.is_open


def test_it_speaks_the_language_of_the_window(sheet, opened):
    sheet.show_customer(5)
    opened.window.set_language("zh_CN")
    said = [label.spoken() for label in content(opened).findChildren(Label)]
    assert "备注" in said
    assert sheet.add.text() in ("换一个动作方案", "加入行动清单")


def test_score_and_indicators_lead_to_the_rows_behind_them(opened):
    analysis = shop_analysis()
    opened.session.show_analysis(analysis, "Book")
    opened.window.open_page("risk")
    opened.run("answer")
    place = int(np.flatnonzero(np.isfinite(analysis.health.score))[0])
    opened.workspace.customer_sheet.show_customer(place)
    switch = content(opened).history.switch
    links = [link for link in content(opened).findChildren(CaptionLink) if link is not switch]
    assert len(links) > 1
    for link in links[:2]:
        link.click()
        opened.run("answer")
        panel = opened.workspace.trace_sheet.panel
        assert set(panel.rows.customers) == {str(analysis.data.customer_ids[place])}
        assert "the same" in panel.check.spoken()
    assert opened.workspace.customer_sheet.is_open
