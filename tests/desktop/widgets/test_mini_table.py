"""Small tables of panels."""

from __future__ import annotations

from retention_desk.desktop.widgets.mini_table import MiniTable


def test_a_small_table_reads_row_by_row(qtbot, appearance, words):
    table = MiniTable([("High", "2"), ("Low", "3")], words, head=("Tier", "n"), ruled=True)
    qtbot.addWidget(table)
    assert table.accessibleName() == "Tier, n; High, 2; Low, 3"
    table.resize(200, table.sizeHint().height())
    assert not table.grab().isNull()
