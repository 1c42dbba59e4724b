"""The line of capacity and budget: what it shows, what it asks for, and its warnings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.capacity import CapacityCard, cost_note
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said

WORDS = Words("en")


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(60)


@pytest.fixture
def card(qtbot, appearance, analysis):
    card = CapacityCard(WORDS)
    qtbot.addWidget(card)
    card.show_plan(analysis.plan, analysis, WORDS)
    card.show()
    return card


def test_capacity_of_all_people_and_the_share_reached(card, analysis):
    assert "Reaches 62\u202f% of the value at stake" in said(card)
    contacts, budget = card.findChildren(NumberField)
    assert (contacts.text(), budget.text()) == ("30", "")
    more = AnalysisSettings().with_value("capacity.people", 3)
    card.show_plan(analysis.plan, replace(analysis, settings=more), WORDS)
    assert contacts.text() == "90"


def test_typing_asks_for_contacts_and_budget(card, qtbot):
    asked = []
    card.contacts_set.connect(lambda n, gesture: asked.append((n, gesture)))
    card.budget_set.connect(asked.append)
    for field, text in zip(card.findChildren(NumberField), ("45", "1200"), strict=True):
        field.setText(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    card.curve.dragged.emit(50)
    assert asked == [(45, ""), 1200.0, (50, "capacity")]


def test_warnings_are_shown_and_go(card, analysis):
    plan = replace(analysis.plan, warnings=(phrase("Nobody to contact this week."),))
    card.show_plan(plan, analysis, WORDS)
    assert [label.isHidden() for label in card.warnings] == [False, True, True]
    card.show_plan(analysis.plan, analysis, WORDS)
    assert all(label.isHidden() for label in card.warnings)


def test_the_cost_is_told_of_the_budget(analysis):
    told = WORDS(cost_note(analysis.plan, 0.7, None))
    assert told == "10 more contacts reach 70\u202f%; this week costs 240"
    plan = replace(analysis.plan, automated_cost=10.0, budget_amount=300.0)
    assert WORDS(cost_note(plan, 0.7, "GBP")).endswith("costs £250, £10 of it for messages; budget £300")
