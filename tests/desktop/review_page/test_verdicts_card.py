"""Keep, fix or stop: the decision is put down with its reason, a staged play can be given to all."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.verdicts_card import VerdictsCard, decision_line
from retention_desk.foundation.project_results import Decision
from retention_desk.foundation.wording import phrase
from tests.charts.review_answers import play_returns
from tests.desktop.review_parts import NINE, TEN
from tests.desktop.small_desk import said

DECISIONS = (
    Decision(2, TEN, "Ben", "win_back", "keep", ""),
    Decision(1, NINE, "Anna", "win_back", "fix", "cheaper channel"),
)


@pytest.fixture
def card(qtbot, appearance, words):
    card = VerdictsCard(words)
    qtbot.addWidget(card)
    staged = {"referral": phrase("Out to: pilot")}
    card.show_returns(play_returns(), DECISIONS, staged, words, can_write=True)
    card.show()
    return card


def test_a_decision_asks_for_its_reason_first(card, qtbot):
    row = card.rows["nearly_there"]
    row.buttons["stop"].click()
    assert row.asking.isVisible()
    row.why.setText("too dear")
    with qtbot.waitSignal(card.decided) as decided:
        row.down.click()
    assert decided.args == ["nearly_there", "stop", "too dear"]
    assert not row.asking.isVisible()


def test_only_a_staged_play_can_be_given_to_all(card):
    assert "promote" in card.rows["referral"].buttons
    assert "promote" not in card.rows["win_back"].buttons


def test_the_latest_decision_is_told(card, words):
    texts = " ".join(said(card.rows["win_back"]))
    assert "Keep, decided by Ben on 2024-05-02" in texts
    assert "Anna" not in texts
    assert words(decision_line(DECISIONS[1])).endswith(": cheaper channel")


def test_the_threshold_is_shown_and_told(card, qtbot):
    assert card.threshold.value() == 1.0
    card.threshold.setText("2.5")
    with qtbot.waitSignal(card.threshold_set) as told:
        card.threshold.editingFinished.emit()
    assert told.args == [2.5]


def test_where_nothing_can_be_written_nothing_is_decided(card, words):
    card.show_returns(play_returns(), (), {}, words, can_write=False)
    assert not card.rows["win_back"].buttons["keep"].isEnabled()
