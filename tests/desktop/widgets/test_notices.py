from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.notices import Notices
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase


def error(code):
    return UserFacingError(code, phrase("No table"), "a.csv", phrase("Choose another file"))


def test_there_is_one_card_at_a_time_and_it_can_be_closed(qtbot, appearance, words):
    host = QWidget()
    qtbot.addWidget(host)
    notices, taken = Notices(host), []
    notices.show_error(error("first"), words)
    first = notices.card
    notices.show_error(error("second"), words, [("Another file", lambda: taken.append(1))])
    assert notices.card is not first
    again, close = notices.card.findChildren(Button)
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert taken == [1]
    assert notices.card is None
    assert notices.isHidden()
