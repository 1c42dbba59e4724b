from __future__ import annotations

from matplotlib.figure import Figure

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.chart_card import ChartCard
from retention_desk.foundation.wording import Words, phrase


def draw(frame):
    return Figure(figsize=(frame.width / 72, frame.height / 72), dpi=72 * frame.scale)


def test_a_shown_table_follows_the_chart_and_the_language(qtbot, appearance, words):
    card = ChartCard(words)
    qtbot.addWidget(card)
    spec = ColumnSpec("share", phrase("Settings"), "share")
    card.show_chart("One", "n = 1", draw, lambda: ([spec], {"share": [0.5]}))
    card.as_table.setChecked(True)
    assert card.table.model_.text(0, 0) == "50.0\u202f%"
    card.show_chart("Two", "n = 2", draw, lambda: ([spec], {"share": [0.25]}))
    assert card.table.model_.text(0, 0) == "25.0\u202f%"
    chinese = Words("zh_CN")
    card.table.retranslate(chinese)
    card.retranslate(chinese)
    assert card.table.model_.text(0, 0) == "25.0%"
    card.show_chart("Three", "", draw)
    assert not card.as_table.isChecked()
