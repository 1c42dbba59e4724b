from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.focus_ring import FocusRing


def test_the_ring_follows_the_keyboard_and_what_it_goes_around(qtbot, appearance):
    window, first, second = QWidget(), QPushButton("a"), QPushButton("b")
    inner = QWidget()
    column = QVBoxLayout(inner)
    for button in (first, second):
        column.addWidget(button)
    area = QScrollArea()
    area.setWidget(inner)
    outer = QVBoxLayout(window)
    outer.addWidget(area)
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ring = FocusRing(window)
    ring.expect_keyboard()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.parentWidget() is area.viewport()
    line = theme.current().line
    reach = line.focus_offset + line.focus_ring
    assert ring.width() == first.width() + 2 * reach
    second.setFocus(Qt.FocusReason.TabFocusReason)
    before = ring.pos()
    second.move(second.x() + 10, second.y())
    assert ring.pos().x() == before.x() + 10
    assert not ring.grab().isNull()
    second.setProperty("ring", "none")
    first.setFocus()
    second.setFocus()
    assert not ring.isVisible()
