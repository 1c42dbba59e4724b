from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.foundation.wording import Words, phrase


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("kind", ["primary", "normal", "quiet", "link"])
def test_the_word_is_never_cut(qtbot, appearance, kind, language):
    appearance.choose(language=language)
    words = Words(language)
    button = Button(phrase("Copy the table"), words, kind=kind, icon="copy")
    qtbot.addWidget(button)
    text = QFontMetrics(theme.current().font("body_medium")).horizontalAdvance(words("Copy the table"))
    assert button.minimumSizeHint().width() >= text + theme.current().size.icon
    assert not button.grab().isNull()


def test_enter_presses_as_space_does(qtbot, appearance, words):
    button = Button("Continue", words)
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    button.setEnabled(False)
    button.click()
    assert pressed == [1, 1, 1]


def test_an_ampersand_of_the_users_data_is_shown(qtbot, appearance, words):
    button = Button("Oakley & Reid", words)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Oakley & Reid"
    assert button.shortcut().isEmpty()


def test_states_look_different(qtbot, appearance, words):
    button = Button("Continue", words, kind="primary")
    qtbot.addWidget(button)
    rest = button.grab().toImage()
    button.setDown(True)
    pressed = button.grab().toImage()
    button.setDown(False)
    button.setEnabled(False)
    disabled = button.grab().toImage()
    assert rest != pressed
    assert rest != disabled


def test_a_menu_button_opens_its_menu(qtbot, appearance, words):
    menu = QMenu()
    menu.addAction("2011-12-09")
    qtbot.addWidget(menu)
    button = MenuButton("2011-12-09", words, menu, prefix=phrase("As of"), boxed=True)
    qtbot.addWidget(button)
    button.resize(240, 32)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    assert menu.minimumWidth() == 240
    assert button.menu() is menu
    menu.close()
    assert not button.grab().isNull()


def test_icon_buttons_are_named_by_their_tip(qtbot, appearance, words):
    button = Button(None, words, icon="copy", tip=phrase("Copy"), dense=True)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Copy"
    button.say(None, phrase("Close"))
    button.set_icon("x")
    assert button.toolTip() == "Close"
    assert button.sizeHint().width() == button.sizeHint().height() == theme.current().size.control_small
