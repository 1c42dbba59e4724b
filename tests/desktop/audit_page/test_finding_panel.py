"""A finding in full: its rows to copy and to see in the file, its column, its switch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from retention_desk.desktop.audit_page.finding_panel import FindingPanel, rows_text
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said

ROWS = TouchedRows.of("book.xlsx", "Sales", range(7, 18))
SEEN = Finding("guess", "look", 11, phrase("yes"), phrase("no"), "book.xlsx", "Sales", "Day", touched=(ROWS,))


@pytest.fixture
def panel(qtbot, appearance, words):
    asked = []
    panel = FindingPanel(
        words,
        lambda *place: asked.append(("place", *place)),
        lambda: asked.append(("people",)),
        lambda *pair: asked.append(("setting", *pair)),
        lambda told: asked.append(("told", words(told))),
    )
    panel.asked = asked
    qtbot.addWidget(panel)
    return panel


def test_column_and_rows_lead_to_the_file(panel):
    panel.show_finding(SEEN, make_analysis(10))
    panel.links[0].click()
    rows = [button for button in panel.findChildren(type(panel.links[0])) if "row 7" in button.text()]
    rows[0].click()
    assert panel.asked == [
        ("place", "book.xlsx", "Sales", "Day", None),
        ("place", "book.xlsx", "Sales", "", 7),
    ]
    assert "and 3 more" in said(panel)


def test_row_numbers_are_copied_as_a_table(panel, words):
    panel._copy(SEEN)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == ["File\tSheet\tRow", *(f"book.xlsx\tSales\t{row}" for row in range(7, 18))]
    assert panel.asked == [("told", "11 row numbers copied")]
    assert rows_text((), words) == "File\tSheet\tRow"


def test_a_finding_with_a_choice_has_its_switch(panel):
    panel.show_finding(replace(SEEN, setting="orders.returns"), make_analysis(10))
    panel.switch.rows[1].click()
    assert panel.asked == [("setting", "orders.returns", "ignore")]
    panel.show_finding(replace(SEEN, column="", setting="general.aliases"), make_analysis(10))
    panel.links[0].click()
    assert panel.asked[-1] == ("people",)
    assert panel.switch is None
