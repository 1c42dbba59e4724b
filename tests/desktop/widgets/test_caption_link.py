"""Small texts that lead somewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retention_desk.desktop.widgets.caption_link import CaptionLink
from retention_desk.foundation.wording import Words, phrase


def test_it_says_where_it_leads_and_is_reached_by_mouse_and_keys(qtbot, appearance, words):
    link = CaptionLink("Tenure & more", words, tip=phrase("Show the rows"))
    qtbot.addWidget(link)
    link.resize(link.sizeHint())
    link.show()
    assert link.accessibleName() == "Tenure & more: Show the rows"
    with qtbot.waitSignal(link.clicked):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(link.clicked):
        QTest.keyClick(link, Qt.Key.Key_Space)
    assert not link.grab().isNull()
    link.retranslate(Words("zh_CN"))
    assert link.accessibleName().endswith(Words("zh_CN")("Show the rows"))
