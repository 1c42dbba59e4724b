"""What is missing: hidden when nothing is, else named with the way to it."""

from __future__ import annotations

from retention_desk.desktop.feedback_page.missing_card import MissingCard
from retention_desk.foundation.wording import phrase
from tests.desktop.small_desk import said


def test_what_is_missing_is_named_and_files_can_be_added(qtbot, appearance, words):
    asked = []
    card = MissingCard(words, lambda: asked.append(True))
    qtbot.addWidget(card)
    card.show_missing([(phrase("Comments"), phrase("needs column {column}", column="Comment"))], words)
    assert not card.isHidden()
    assert {"Not known yet", "Comments", "needs column Comment"} <= set(said(card))
    card.button.click()
    assert asked == [True]
    card.show_missing([], words)
    assert card.isHidden()
