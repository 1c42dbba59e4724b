"""The planner: fields answer at once, what the data say is filled in where nobody typed."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.planner_card import PlannerCard


@pytest.fixture
def card(qtbot, appearance, words):
    card = PlannerCard(words)
    qtbot.addWidget(card)
    card.show()
    return card


def typed(card, key, text):
    card.fields[key].setText(text)
    card.fields[key].editingFinished.emit()


def test_every_number_typed_is_answered(card, qtbot):
    with qtbot.waitSignal(card.planned) as planned:
        typed(card, "difference", "10")
    question = planned.args[0].question
    assert question.difference == pytest.approx(0.1)
    for key, text in (("arms", "3"), ("control", "25"), ("week", "200"), ("power", "90"), ("base", "40")):
        typed(card, key, text)
    question = card.question
    assert (question.arms, question.control_share, question.customers_per_week) == (3, 0.25, 200)
    assert (question.power_share, question.base) == (0.9, 0.4)


def test_the_other_measure_asks_for_other_numbers(card):
    assert card.fields["base"].isVisible()
    assert not card.fields["spread"].isVisible()
    card.measure.chosen.emit("money")
    assert not card.fields["base"].isVisible()
    assert card.fields["spread"].isVisible()
    typed(card, "mean", "250")
    typed(card, "more", "20")
    typed(card, "spread", "80")
    assert (card.question.base, card.question.difference, card.question.spread) == (250, 20, 80)
    assert card.plan().total is not None
    card.measure.chosen.emit("share")
    assert 0 < card.question.base < 1


def test_what_the_data_say_gives_way_to_what_is_typed(card, words):
    card.suggest(0.72, 148, 0.2, words)
    assert (card.question.base, card.question.customers_per_week) == (0.72, 148)
    typed(card, "base", "50")
    card.suggest(0.72, 90, 0.1, words)
    assert card.question.base == 0.5
    assert card.question.customers_per_week == 90
    assert card.question.control_share == 0.1


def test_what_is_out_of_bounds_is_not_asked(card, qtbot):
    with qtbot.assertNotEmitted(card.planned):
        typed(card, "base", "140")
    assert card.fields["base"].property("wrong")
