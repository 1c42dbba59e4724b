"""The panel of source rows: what it says at once, and what a row leads to."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from retention_desk.desktop.trace import panel as trace_panel
from retention_desk.desktop.trace.columns import trace_rows
from retention_desk.desktop.trace.panel import TracePanel
from retention_desk.foundation.trace_results import FigureOf
from retention_desk.questions import trace
from tests.desktop.real_shop import shop_analysis


@pytest.fixture
def panel(qtbot, appearance, words):
    found = trace(shop_analysis(), FigureOf("retention_rate"))
    panel = TracePanel(found, "GBP", words)
    qtbot.addWidget(panel)
    panel.resize(640, 800)
    return panel


def filled(panel, words):
    panel.show_rows(trace_rows(panel.trace, "GBP", words))
    return panel


def test_name_definition_formula_and_count_are_there_before_the_rows(panel):
    metric = panel.trace.metric
    assert panel.title.spoken() == "Retention rate"
    assert panel.formula.spoken().startswith(f"{metric.numerator:,} ÷ {metric.denominator:,} = ")
    assert f"{panel.trace.count:,} source rows" in panel.check.spoken()
    assert panel.card.table.model_.total == 0
    assert not panel.see.isEnabled()


def test_the_figure_computed_again_is_said_beside_the_count(panel):
    panel.show_check(panel.trace.metric.value)
    assert panel.check.spoken().endswith("the same.")
    panel.show_check(panel.trace.metric.value + 0.01)
    assert "not the same" in panel.check.spoken()
    before = panel.check.spoken()
    panel.show_check(None)
    assert panel.check.spoken() == before


def test_a_row_leads_to_its_place_and_its_customer(panel, words, qtbot):
    rows = filled(panel, words).rows
    panel.card.table.select_source(3)
    assert panel.see.isEnabled()
    with qtbot.waitSignal(panel.place_asked) as asked:
        panel.see.click()
    assert asked.args == ["orders.csv", "", int(rows.numbers[3])]
    with qtbot.waitSignal(panel.customer_asked) as asked:
        panel.card.table.row_activated.emit(3)
    assert asked.args == [rows.customers[3]]


def test_rows_are_copied_with_their_heads_unless_there_are_too_many(panel, words, qtbot, monkeypatch):
    filled(panel, words).copy_rows()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Row\tWhat it does\tCustomer\tDate\tAmount")
    assert len(lines) == panel.rows.count + 1
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()
    monkeypatch.setattr(trace_panel, "MOST_COPIED", 2)
    with qtbot.waitSignal(panel.copy_refused):
        panel.copy_rows()
    panel.card.table.select_source(1)
    panel.copy_rows()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2
