"""Why a customer's score changed since the month before, in the side sheet."""

from __future__ import annotations

import pytest

from retention_desk.desktop.customers.customer_move_card import CustomerMoveCard, move_rows, signed
from retention_desk.desktop.widgets.mini_table import MiniTable
from retention_desk.foundation.move_results import CustomerMove, IndicatorMove
from retention_desk.foundation.wording import NOTHING_SAID, Words, phrase
from tests.desktop.review_parts import snapshot
from tests.desktop.small_desk import said
from tests.desktop.small_project import FIRST


def move(*changes, separates=True, note=NOTHING_SAID):
    parts = tuple(IndicatorMove(f"k{n}", phrase("Silence"), change) for n, change in enumerate(changes))
    return CustomerMove(3, 50.0, 50.0 + sum(changes) + 2.0 - 0.5, parts, 2.0, -0.5, separates, note)


@pytest.fixture
def card(qtbot, appearance, words):
    card = CustomerMoveCard(words)
    qtbot.addWidget(card)
    return card


def test_without_two_scores_nothing_is_shown(card):
    card.show_move(None, snapshot())
    assert card.isHidden()


def test_parts_stand_above_the_change_they_add_up_to(card):
    card.show_move(move(-9.0, 4.0), snapshot())
    assert not card.isHidden()
    assert any(text.startswith("50.0 → 46.5 since") for text in said(card))
    rows = card.findChild(MiniTable).accessibleName().split("; ")
    assert rows == [
        "Silence, −9.0", "Silence, +4.0", "Weights and thresholds, +2.0", "Corrections of the data, −0.5",
        "Change of the score, −3.5",
    ]  # fmt: skip


def test_small_indicators_are_one_row(words):
    rows = [[words(name), value] for name, value in move_rows(move(6, 5, 4, 3, 2, 1), words)]
    assert ["Other indicators, rounding", "+3.0"] in rows
    assert len(rows) == 8


def test_corrections_that_cannot_be_told_are_said_in_words(card):
    card.show_move(move(1.0, separates=False, note=phrase("The data have no dates.")), snapshot())
    assert "Corrections" not in card.findChild(MiniTable).accessibleName()
    assert "The data have no dates." in said(card)


def test_nothing_has_no_sign():
    words = Words("en")
    assert [signed(value, words) for value in (0.04, -0.04, 0.1)] == ["0.0", "0.0", "+0.1"]


def test_the_sheet_of_a_customer_shows_it_with_a_project_that_has_an_earlier_month(opened, client, months):
    opened.workspace.project.open(client)
    opened.settle()
    analysis = opened.session.analysis
    opened.workspace.customer_sheet.show_customer(5)
    opened.settle()
    shown = opened.window.side_sheet.content().score_move
    assert not shown.isHidden()
    assert any(f"since {FIRST}" in text for text in said(shown))
    now = Words("en").number(float(analysis.health.score[5]))
    assert any(f"→ {now} " in text for text in said(shown))


def test_without_a_project_the_sheet_has_none(opened, months):
    opened.session.show_analysis(months[1], "Book")
    opened.workspace.customer_sheet.show_customer(5)
    opened.settle()
    assert opened.window.side_sheet.content().score_move.isHidden()
