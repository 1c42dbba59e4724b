"""Steps as rows: the first is the primary one, each opens its page or adds files."""

from __future__ import annotations

import pytest

from retention_desk.desktop.home_page.steps_card import IconMark, StepsCard
from retention_desk.desktop.home_page.words import ADD_FILES, Step
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.wording import phrase
from tests.desktop.small_desk import small_desk

STEPS = [
    Step("phone-call", phrase("Contact"), phrase("note"), phrase("Open the list"), "actions"),
    Step("file-plus", phrase("Add"), phrase("note"), phrase("Add files"), ADD_FILES),
]


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    return small_desk(manual_executors)


def test_each_button_leads_where_it_says(desk, qtbot, words):
    card = StepsCard(desk, words)
    qtbot.addWidget(card)
    card.show_steps(STEPS)
    first, second = card.findChildren(Button)
    assert (first.kind, second.kind) == ("primary", "normal")
    first.click()
    second.click()
    assert [call[0] for call in desk.session.asked] == ["open_page", "choose_files"]
    assert len(card.findChildren(IconMark)) == 2


def test_steps_on_show_are_not_made_again(desk, qtbot, words):
    card = StepsCard(desk, words)
    qtbot.addWidget(card)
    card.show_steps(STEPS)
    before = card.findChildren(Button)
    card.show_steps(list(STEPS))
    assert card.findChildren(Button) == before
