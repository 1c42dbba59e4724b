"""A view says what is lacking in place of its parts, and passes on the wish."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.review_page.state import NOTHING_OUT
from retention_desk.desktop.review_page.view import ReviewView
from tests.desktop.small_desk import small_desk


@pytest.fixture
def view(qtbot, appearance, manual_executors):
    view = ReviewView(small_desk(manual_executors))
    view.part = QWidget()
    view.column.addWidget(view.part)
    qtbot.addWidget(view)
    view.show()
    return view


def test_what_is_lacking_takes_the_place_of_the_parts(view, qtbot):
    with qtbot.waitSignal(view.told) as told:
        assert view.show_lack(NOTHING_OUT, view.part)
    assert told.args == [NOTHING_OUT.title]
    assert view.lack.isVisible()
    assert not view.part.isVisible()
    assert view.lack.note.spoken() == NOTHING_OUT.note.text
    with qtbot.waitSignal(view.wished) as wished:
        view.lack.button.click()
    assert wished.args == ["export"]


def test_nothing_lacking_shows_the_parts(view):
    assert not view.show_lack(None, view.part)
    assert view.part.isVisible()
    assert not view.lack.isVisible()
    assert view.head_buttons() == ()
