from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.widgets.why_panel import Explanation, MiniTable, WhyPanel
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
    qtbot.mouseClick(panel._copy, Qt.MouseButton.LeftButton)
    assert "Year 2009-2010\t2\t417,534" in qapp.clipboard().text()
    with qtbot.waitSignal(panel.rows_asked, timeout=1000):
        panel._show.click()
    panel.show()
    assert not panel.grab().isNull()


def test_it_is_said_again_in_another_language(panel):
    panel.explain(Explanation(figure=phrase("Settings"), definition="x"))
    panel.retranslate(Words("zh_CN"))
    assert Words("zh_CN")("Settings") in said(panel)
    assert panel._show.isHidden()


def test_a_small_table_reads_row_by_row(qtbot, appearance, words):
    table = MiniTable([("High", "2"), ("Low", "3")], words, head=("Tier", "n"), ruled=True)
    qtbot.addWidget(table)
    assert table.accessibleName() == "Tier, n; High, 2; Low, 3"
    table.resize(200, table.sizeHint().height())
    assert not table.grab().isNull()
