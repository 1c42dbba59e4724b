"""The password card: masked, handed on once, given up without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from retention_desk.desktop.import_wizard.read_draft import PasswordRequest
from retention_desk.desktop.password_card import PasswordCard


@pytest.fixture
def make(qtbot, appearance, words):
    def made(again: bool = False):
        said, closed = [], []
        request = PasswordRequest(Path("/books/orders.xlsx"), again, said.append)
        card = PasswordCard(request, words, lambda: closed.append(True))
        qtbot.addWidget(card)
        card.show()
        return card, said, closed

    return made


def test_the_password_is_masked_and_handed_on_once(make):
    card, said, closed = make()
    assert card.field.echoMode() is QLineEdit.EchoMode.Password
    assert not card.open.isEnabled()
    card.field.setText("kiwi")
    card.accept()
    assert (said, closed, card.field.text()) == (["kiwi"], [True], "")


def test_a_wrong_one_is_told_and_letters_can_be_shown(make):
    card, _said, _closed = make(again=True)
    assert "does not open" in card.note.spoken()
    card.shown.click()
    assert card.field.echoMode() is QLineEdit.EchoMode.Normal


def test_escape_gives_up(make):
    card, said, closed = make()
    card.field.setText("half")
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert (said, closed) == ([], [True])
