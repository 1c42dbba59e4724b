"""Capacity and budget of the list as one line with the consequence, and the reach curve to drag."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.reach_curve import ReachCurve
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import ActionPlan, Analysis
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_MOST_CONTACTS: Final = 1_000_000
_MORE_CONTACTS: Final = 10


class CapacityCard(Card):
    """Contacts a week and budget, what they reach, and what is wrong with them."""

    contacts_set = Signal(int, str)
    """Contacts a week of all people together, and the gesture they belong to."""
    budget_set = Signal(float)
    released = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(None, words)
        look = theme.current()
        self._contacts = NumberField(words, low=0, high=_MOST_CONTACTS, name=phrase("Contacts a week"))
        self._contacts.setFixedWidth(look.size.rail_folded)
        self._budget = NumberField(words, low=0, high=1e12, unit_first=True, name=phrase("Budget"))
        self._budget.setFixedWidth(look.size.indicator_row + look.space.l)
        self._contacts.changed.connect(lambda n: self.contacts_set.emit(int(n), ""))
        self._budget.changed.connect(self.budget_set)
        fields = QHBoxLayout()
        fields.setSpacing(look.space.s)
        fields.addWidget(Label(phrase("Each week"), words, tone="muted"))
        fields.addWidget(self._contacts)
        fields.addWidget(Label(phrase("contacts, budget"), words, tone="muted"))
        fields.addWidget(self._budget)
        fields.addStretch(1)
        self._answer = Label("", words, role="section")
        self._note = Label("", words, role="caption", tone="muted", wrap=True)
        left = QVBoxLayout()
        left.setSpacing(look.space.xs)
        left.addLayout(fields)
        left.addSpacing(look.space.xs)
        left.addWidget(self._answer)
        left.addWidget(self._note)
        left.addStretch(1)
        self.curve = ReachCurve(words)
        self.curve.dragged.connect(lambda n: self.contacts_set.emit(n, "capacity"))
        self.curve.released.connect(self.released)
        self.curve.setFixedHeight(look.size.indicator_row - look.space.s)
        row = QHBoxLayout()
        row.setSpacing(look.space.xl)
        row.addLayout(left, 1)
        row.addWidget(self.curve, 1)
        self.body.addLayout(row)
        self.warnings: Final = [Label("", words, tone="warning", wrap=True) for _ in range(3)]
        for label in self.warnings:
            self.body.addWidget(label)
            label.hide()

    def show_plan(self, plan: ActionPlan, analysis: Analysis, words: Words) -> None:
        """Show capacity, budget, what they reach, and the warnings."""
        currency = analysis.data.currency
        contacts = analysis.settings.capacity.total_per_week
        self._contacts.set_value(contacts)
        self._budget.set_unit(words.money(0, currency).replace("0", "").strip())
        if not self._budget.hasFocus():
            self._budget.set_value(np.nan if plan.budget_amount is None else round(plan.budget_amount))
        self._answer.say(phrase("Reaches {share:share0} of the value at stake", share=plan.reach_share))
        shares = plan.reach["share"].to_numpy(dtype=float)
        counts = plan.reach["contacts"].to_numpy(dtype=float)
        more = (
            float(np.interp(contacts + _MORE_CONTACTS, counts, shares)) if len(counts) else plan.reach_share
        )
        self._note.say(cost_note(plan, more, currency))
        if len(counts):
            self.curve.show_reach(counts, shares, contacts)
        for place, label in enumerate(self.warnings):
            label.setVisible(place < len(plan.warnings))
            if place < len(plan.warnings):
                label.say(plan.warnings[place])


def cost_note(plan: ActionPlan, more_share: float, currency: str | None) -> Phrase:
    """Return what ten more contacts would reach, and what this week costs of the budget."""
    total = Money(plan.cost + plan.automated_cost, currency)
    said = phrase(
        "{n:count} more contacts reach {share:share0}; this week costs {cost}",
        n=_MORE_CONTACTS, share=more_share, cost=total,
    )  # fmt: skip
    if plan.automated_cost:
        messages = Money(plan.automated_cost, currency)
        said = phrase("{said}, {messages} of it for messages", said=said, messages=messages)
    if plan.budget_amount is None:
        return said
    return phrase("{said}; budget {budget}", said=said, budget=Money(plan.budget_amount, currency))
