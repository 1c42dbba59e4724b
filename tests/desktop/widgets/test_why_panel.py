from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.definition_list import Definition, DefinitionRow
from retention_desk.desktop.widgets.mini_table import MiniTable
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.widgets.why_panel import Explanation, WhyPanel
from retention_desk.foundation.wording import Words, phrase

TOLD = Explanation(
    figure="Value at risk",
    definition="What the next 12 months would lose.",
    formula="Σ churn probability × lifetime value",
    terms=[("High value", "1,176 customers", "£331,480"), ("Total", "5,878 customers", "£486,200")],
    has_total=True,
    notes=[("Left out", "64 customers with returns only.")],
    filters="None. As of 2011-12-09.",
    source_head=("Sheet", "First row", "Lines used"),
    source_rows=[("Year 2009-2010", "2", "417,534")],
    has_rows=True,
)


@pytest.fixture
def panel(qtbot, appearance, words):
    panel = WhyPanel(words)
    qtbot.addWidget(panel)
    panel.resize(320, 800)
    return panel


def said(panel):
    return [label.spoken() for label in panel._panel.findChildren(Label)]


def test_without_a_selection_it_says_what_to_do(panel):
    assert len(said(panel)) == 1
    assert panel.text() == ""


def test_an_explanation_has_all_its_parts(panel, qapp, qtbot):
    panel.explain(TOLD)
    texts = said(panel)
    for part in (
        "Value at risk",
        "Formula",
        "Left out",
        "64 customers with returns only.",
        "Filters",
        "Source rows",
    ):
        assert part in texts
    assert [len(table._rows) for table in panel._panel.findChildren(MiniTable)] == [2, 1]
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert "Year 2009-2010\t2\t417,534" in qapp.clipboard().text()
    with qtbot.waitSignal(panel.rows_asked, timeout=1000):
        panel.show_rows.click()
    panel.show()
    assert not panel.grab().isNull()


def test_it_is_said_again_in_another_language(panel):
    panel.explain(Explanation(figure=phrase("Settings"), definition="x"))
    panel.retranslate(Words("zh_CN"))
    assert Words("zh_CN")("Settings") in said(panel)
    assert panel.show_rows.isHidden()


def test_what_is_missing_has_ways_to_add_it(panel, qtbot):
    told = Explanation("NPS", "x", missing="needs column “Score”", ways=(("add", "Add a file"),))
    panel.explain(told)
    assert {"What is missing", "needs column “Score”"} <= set(said(panel))
    assert panel.show_rows.isHidden()
    (link,) = [button for button in panel._panel.findChildren(Button) if button.kind == "link"]
    with qtbot.waitSignal(panel.link_clicked) as clicked:
        link.click()
    assert clicked.args == ["add"]
    assert "needs column" in panel.text()


def test_other_definitions_are_chosen_and_copied(panel, qtbot):
    rows = (Definition("1", "net", "£40", "−£2", other=True), Definition("2", "gross", "£42", chosen=True))
    panel.explain(Explanation("Order", "x", definitions=rows, reconciled="apart by returns"))
    assert {"Other accepted definitions", "apart by returns"} <= set(said(panel))
    assert "net\t£40\t−£2" in panel.text()
    with qtbot.waitSignal(panel.definition_chosen) as chosen:
        panel._panel.findChildren(DefinitionRow)[0].click()
    assert chosen.args == ["1"]


def test_a_part_has_a_way_back(panel, qtbot):
    panel.explain(Explanation("North", "x", back="Retention rate"))
    (link,) = [button for button in panel._panel.findChildren(Button) if button.kind == "link"]
    with qtbot.waitSignal(panel.back_asked):
        link.click()


def test_the_same_figure_told_anew_stays_where_it_was_scrolled_to(panel, qtbot):
    panel.show()
    panel.resize(320, 240)
    panel.explain(TOLD)
    qtbot.wait(1)
    panel._panel.verticalScrollBar().setValue(60)
    panel.explain(replace(TOLD, filters="One."))
    qtbot.waitUntil(lambda: panel._panel.verticalScrollBar().value() == 60)
    panel.explain(replace(TOLD, figure="Another"))
    qtbot.wait(1)
    assert panel._panel.verticalScrollBar().value() == 0
