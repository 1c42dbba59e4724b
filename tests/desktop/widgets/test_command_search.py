from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.commands import Command, CommandTable
from retention_desk.desktop.widgets.command_search import CommandSearch
from retention_desk.foundation.wording import phrase


@pytest.fixture
def opened(qtbot, appearance, words):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    ran = []
    table = CommandTable(host)
    table.add(
        [Command(f"page.{n}", phrase("Page {n}", n=n), lambda n=n: ran.append(n), "Ctrl+1" if n == 1 else "")
         for n in range(1, 15)]
    )  # fmt: skip
    search = CommandSearch(table, words, host)
    host.show()
    search.open()
    search.host, search.ran = host, ran
    return search


def test_arrows_and_enter_choose(opened, qtbot):
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(opened.field, key)
    assert opened.ran == [2]
    assert not opened.isVisible()


def test_the_current_command_stays_in_sight(opened, qtbot):
    for _ in range(20):
        qtbot.keyClick(opened.field, Qt.Key.Key_Down)
    assert not opened.grab().isNull()
    qtbot.keyClick(opened.field, Qt.Key.Key_Return)
    assert opened.ran == [14]


def test_escape_closes_and_runs_nothing(opened, qtbot):
    qtbot.keyClick(opened.field, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    assert opened.ran == []


def test_nothing_found_is_said_and_enter_does_no_harm(opened, qtbot):
    qtbot.keyClicks(opened.field, "nothing")
    assert opened.found() == []
    assert not opened.grab().isNull()
    qtbot.keyClick(opened.field, Qt.Key.Key_Return)
    assert opened.ran == []


def test_the_mouse_chooses_too(opened, qtbot):
    row = opened._found
    qtbot.mouseMove(row, QPoint(50, 80))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(50, 80))
    assert opened.ran == [3]
