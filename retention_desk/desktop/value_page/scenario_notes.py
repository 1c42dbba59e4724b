"""Beside a scenario: what it rests on, what articles publish, and what they advise to spend."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.value_results import ProfitScenario
from retention_desk.foundation.wording import Money, Phrase, Words, phrase


class NotesCard(Card):
    """A card of short paragraphs, each with a source under it where it has one."""

    def __init__(self, title: Text, subtitle: Text, words: Words) -> None:
        super().__init__(title, words, subtitle=subtitle)
        self._words = words
        self._lines: list[tuple[Label, Label]] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.current().space.s)
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for the paragraphs still to be made."""
        self._words = words

    def show_notes(self, notes: list[tuple[Phrase, Phrase | None]]) -> None:
        """Show paragraphs with their sources."""
        while len(self._lines) < len(notes):
            pair = (
                Label("", self._words, wrap=True),
                Label("", self._words, role="caption", tone="muted", wrap=True),
            )
            box = QVBoxLayout()
            box.setSpacing(0)
            for label in pair:
                box.addWidget(label)
            self._column.addLayout(box)
            self._lines.append(pair)
        for place, (text, source) in enumerate(self._lines):
            known = place < len(notes)
            text.setVisible(known)
            source.setVisible(known and notes[place][1] is not None)
            if known:
                text.say(notes[place][0])
                source.say(notes[place][1] or "")


class ScenarioNotes(QWidget):
    """Three cards side by side."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.basis = NotesCard(phrase("What this rests on"), phrase("All of it held fixed"), words)
        self.quotes = NotesCard(
            phrase("What articles publish"), phrase("References, never a forecast for this business"), words
        )
        self.budget = NotesCard(
            phrase("What to spend on it"), phrase("By the articles’ rule of thumb"), words
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.card_gap)
        for card in (self.basis, self.budget, self.quotes):
            row.addWidget(card, 1)

    def show_scenario(self, scenario: ProfitScenario) -> None:
        """Show the notes of a scenario."""
        self.basis.show_notes([(note, None) for note in scenario.notes])
        self.quotes.show_notes([(quote.text, quote.source) for quote in scenario.quotes] + [(UNSAID, None)])
        self.budget.show_notes(budget_notes(scenario))


UNSAID = phrase(
    "None of the articles says whether points or per cent of retention are meant, nor over what time. Lay "
    "them beside your own curve with care."
)


def budget_notes(scenario: ProfitScenario) -> list[tuple[Phrase, Phrase | None]]:
    """Return the budget line in money, and how the extra profit compares with it."""
    currency, months = scenario.currency, len(scenario.customers) - 1
    floor, low, high, yearly, extra = (
        Money(amount, currency)
        for amount in (
            scenario.budget_floor, scenario.budget_low, scenario.budget_high, scenario.yearly_revenue,
            scenario.profit_extra,
        )
    )  # fmt: skip
    shares = [
        amount / scenario.yearly_revenue if scenario.yearly_revenue else None
        for amount in (scenario.budget_floor, scenario.budget_low, scenario.budget_high)
    ]
    pays = scenario.profit_extra >= scenario.budget_floor * months / 12
    verdict = phrase("The extra profit of {extra} in {months:count} months is less than that 3 %.",
                     extra=extra, months=months)  # fmt: skip
    if pays:
        verdict = phrase("The extra profit of {extra} in {months:count} months is at least that 3 %.",
                         extra=extra, months=months)  # fmt: skip
    return [
        (
            phrase("**{floor}** a year is {share:share0} of revenue.", floor=floor, share=shares[0]),
            None,
        ),
        (
            phrase(
                "**{low} to {high}** a year is {least:share0} to {most:share0}, as in software services.",
                low=low,
                high=high,
                least=shares[1],
                most=shares[2],
            ),
            None,
        ),
        (
            phrase(
                "Revenue of {yearly} a year: the customers of today at what each brings now.", yearly=yearly
            ),
            None,
        ),
        (verdict, None),
        (scenario.budget_quote.text, scenario.budget_quote.source),
    ]
