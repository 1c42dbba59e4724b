"""The bell: nothing before the first message, the newest first, actions still to be done."""

from __future__ import annotations

import pytest

from retention_desk.desktop.widgets.messages import KEPT, MessagesButton
from retention_desk.foundation.wording import Words, phrase


@pytest.fixture
def bell(qtbot, appearance, words):
    bell = MessagesButton(words)
    qtbot.addWidget(bell)
    return bell


def texts(bell) -> list[str]:
    return [action.text().split("  ", 1)[1] for action in bell.menu().actions()]


def test_it_is_hidden_until_something_was_said(bell):
    assert bell.isHidden()
    bell.note(phrase("Undo"))
    assert not bell.isHidden()


def test_the_newest_comes_first_and_the_oldest_go(bell):
    for number in range(KEPT + 3):
        bell.note(f"line {number}")
    assert texts(bell)[0] == f"line {KEPT + 2}"
    assert len(texts(bell)) == KEPT


def test_an_action_can_still_be_done(bell):
    done = []
    bell.note("30 rows exported", phrase("Show"), lambda: done.append("shown"))
    action = bell.menu().actions()[0]
    assert action.text().endswith("\tShow")
    action.trigger()
    assert done == ["shown"]


def test_it_is_said_in_the_language_of_the_window(bell):
    bell.note(phrase("Undo"))
    bell.retranslate(Words("zh_TW"))
    assert texts(bell) == ["復原"]


def test_a_toast_of_the_window_is_kept(opened):
    opened.window.toast("done")
    assert texts(opened.window.status.messages) == ["done"]
