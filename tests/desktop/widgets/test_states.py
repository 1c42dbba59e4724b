from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.states import EmptyState, ErrorCard, dim
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words, phrase


def error():
    return UserFacingError(
        "no_amounts", phrase("This sheet has no amounts"), "orders.xlsx, row 1", phrase("Choose the column")
    )


def test_an_error_says_what_where_effect_and_way_out(qtbot, appearance, words):
    card = ErrorCard(error(), words, effect="4,127 rows are waiting.")
    qtbot.addWidget(card)
    assert card._title.spoken() == "This sheet has no amounts"
    assert card._body.spoken() == "orders.xlsx, row 1. 4,127 rows are waiting. Choose the column."
    card.retranslate(Words("zh_CN"))
    assert card._body.spoken() == "orders.xlsx, row 1。4,127 rows are waiting.Choose the column。"


def test_the_ways_out_are_buttons(qtbot, appearance, words):
    taken = []
    card = ErrorCard(
        error(), words, actions=[("Choose", lambda: taken.append(1)), ("Leave", lambda: taken.append(2))]
    )
    qtbot.addWidget(card)
    for button in card.findChildren(Button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert taken == [1, 2]


@pytest.mark.parametrize("with_button", [True, False])
def test_an_empty_state_has_the_one_button_that_gets_there(qtbot, appearance, words, with_button):
    taken = []
    action = ("Import surveys", lambda: taken.append(1)) if with_button else None
    state = EmptyState("Surveys will appear here.", "Import a file.", words, action)
    qtbot.addWidget(state)
    assert (state.button is not None) == with_button
    if state.button is not None:
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
        assert taken == [1]


def test_an_old_result_is_dimmed_and_comes_back(qtbot, appearance):
    label = QLabel("60.7 %")
    qtbot.addWidget(label)
    dim(label, True)
    assert label.graphicsEffect().opacity() == pytest.approx(0.45)
    dim(label, False)
    assert label.graphicsEffect() is None
