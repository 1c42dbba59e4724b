"""Entries of menus: the one that holds is ticked, user data are no mnemonics, reasons stand below."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from retention_desk.desktop.import_wizard.menus import add_choice, add_reason
from retention_desk.foundation.wording import phrase


def test_a_choice_runs_what_it_stands_for(qtbot, appearance, words):
    menu, done = QMenu(), []
    qtbot.addWidget(menu)
    chosen = add_choice(menu, "R&D", True, lambda: done.append(1), "note")
    other = add_choice(menu, "Rest", False, lambda: done.append(2))
    add_reason(menu, phrase("You chose it."), words)
    assert chosen.text() == "R&&D\tnote"
    assert (chosen.icon().isNull(), other.icon().isNull()) == (False, True)
    other.trigger()
    assert done == [2]
    assert len(menu.actions()) == 4
