"""Rows made anew keep the focus at their place."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop.import_wizard.keep_focus import give_focus, place_of_focus


def test_the_place_of_the_focus_is_found_and_taken_up_by_other_rows(qtbot, appearance):
    holder = QWidget()
    column = QVBoxLayout(holder)
    rows = [QLineEdit(), QLineEdit(), QLineEdit()]
    for row in rows:
        column.addWidget(row)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    rows[2].setFocus()
    qtbot.waitUntil(rows[2].hasFocus)
    assert place_of_focus(rows) == 2
    give_focus(rows[:2], 2)
    assert place_of_focus(rows) == 1
    give_focus(rows, None)
    give_focus([], 1)
    assert place_of_focus(rows) == 1
    assert place_of_focus(rows[:1]) is None
