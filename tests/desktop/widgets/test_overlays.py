from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.overlays import SideSheet, Toast, motion_ms
from retention_desk.foundation.wording import phrase


@pytest.fixture
def host(qtbot, appearance):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1200, 700)
    host.show()
    return host


def test_a_sheet_lies_at_the_right_edge_and_stays_there(host, words):
    sheet = SideSheet(words, host, bottom=28)
    sheet.show_content(QLabel("Hartwell Joinery"), "1 of 214")
    width = theme.current().size.side_sheet
    sheet._slide.setCurrentTime(sheet._slide.duration())
    assert sheet.geometry().getRect() == (1200 - width, 0, width, 672)
    host.resize(1000, 600)
    assert sheet.geometry().getRect() == (1000 - width, 0, width, 572)


def test_keys_step_and_close(host, words, qtbot):
    sheet = SideSheet(words, host)
    steps, closed = [], []
    sheet.stepped.connect(steps.append)
    sheet.closed.connect(lambda: closed.append(1))
    first, second = QLabel("one"), QLabel("two")
    sheet.show_content(first)
    sheet.show_content(second)
    assert sheet.content() is second
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape):
        qtbot.keyClick(sheet, key)
    sheet.close_sheet()
    assert steps == [1, -1]
    assert closed == [1]
    assert not sheet.isVisible()


def test_a_toast_shows_its_line_and_runs_its_action(host, words, qtbot):
    toast = Toast(words, host, bottom=28)
    ran = []
    toast.show_text(phrase("Export"), phrase("Show all"), lambda: ran.append(1))
    assert toast.isVisible()
    assert host.rect().contains(toast.geometry())
    host.resize(800, 500)
    assert host.rect().contains(toast.geometry())
    assert not toast.grab().isNull()
    qtbot.mouseClick(toast._link, Qt.MouseButton.LeftButton)
    assert ran == [1]
    assert not toast.isVisible()
    toast.show_text("30 rows exported")
    assert toast._link is None
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_nothing_moves_where_the_system_asks_for_less(appearance):
    assert motion_ms(150) == theme.current().motion.reduced_ms
