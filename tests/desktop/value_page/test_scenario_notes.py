"""Beside the scenario: assumptions, sources and the budget in money."""

from __future__ import annotations

import pytest

from retention_desk.desktop.value_page.scenario_notes import NotesCard, ScenarioNotes, budget_notes
from retention_desk.foundation.wording import phrase
from tests.desktop.small_desk import said
from tests.desktop.value_answers import scenario


def test_the_budget_is_said_in_money(words):
    texts = [words(text) for text, _source in budget_notes(scenario())]
    assert texts[0] == "**360** a year is 3\u202f% of revenue."
    assert texts[1].startswith("**960 to 1,440** a year is 8\u202f% to 12\u202f%")
    assert "12,000 a year" in texts[2]


@pytest.mark.parametrize(("extra", "verdict"), [(60.0, "at least"), (59.9, "less than")])
def test_the_extra_profit_is_laid_beside_the_budget_of_the_same_months(words, extra, verdict):
    # 3 % of the yearly revenue is 360; over the two months of the scenario, 60
    assert verdict in words(budget_notes(scenario(profit_extra=extra))[3][0])


def test_quotes_stand_with_their_sources(qtbot, appearance, words):
    notes = ScenarioNotes(words)
    qtbot.addWidget(notes)
    notes.show_scenario(scenario())
    assert "5 % more retention: 25 to 95 % more profit" in said(notes.quotes)
    assert "Source" in said(notes.quotes)
    assert any("points or per cent" in text for text in said(notes.quotes))
    assert "What raising retention costs is not taken off." in said(notes.basis)


def test_a_card_with_fewer_notes_shows_no_old_ones(qtbot, appearance, words):
    card = NotesCard(phrase("What this rests on"), "", words)
    qtbot.addWidget(card)
    card.show_notes([(phrase("Lifetime value"), None), (phrase("Margin"), phrase("Source"))])
    assert "Margin" in said(card)
    card.show_notes([(phrase("Lifetime value"), None)])
    assert "Margin" not in said(card)
    assert "Source" not in said(card)
