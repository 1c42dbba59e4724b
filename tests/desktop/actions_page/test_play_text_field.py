"""Text is told when the field is left or on Ctrl+Enter, once."""

from __future__ import annotations

from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.play_text_field import PlayTextField
from retention_desk.foundation.wording import Words, phrase


def test_text_is_told_once(qtbot, appearance, words):
    field = PlayTextField(words, name=phrase("Script"))
    qtbot.addWidget(field)
    field.show()
    told = []
    field.changed.connect(told.append)
    field.show_text("Hello")
    assert (field.toPlainText(), told) == ("Hello", [])
    field.setPlainText("Hello you")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field, Qt.Key.Key_Return, control)
    qtbot.keyClick(field, Qt.Key.Key_Return, control)
    assert told == ["Hello you"]
    field.retranslate(Words("zh_CN"))
    assert field.accessibleName() == Words("zh_CN")("Script")
