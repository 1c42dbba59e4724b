"""Actions: whom to call this week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.action_detail import ActionDetail
from retention_desk.desktop.action_rows import action_headers, action_table, tier_places
from retention_desk.desktop.action_settings import ActionsPanel
from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.commands import Command
from retention_desk.desktop.filters import customer_mask
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.play_views import PlayViews, view_commands
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.reach_curve import ReachCurve
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import ActionPlan, Analysis
from retention_desk.foundation.wording import Money, Phrase, Words, phrase, phrase_n

_MOST_CONTACTS: Final = 1_000_000
_GROUP_LIMIT: Final = 12
_MORE_CONTACTS: Final = 10


class ActionsPage(AnalysisPage):
    """Capacity with its consequence on top; below, the list by tier, each row opening to its reasons."""

    def __init__(self, desk: Desk) -> None:
        self._panel = ActionsPanel(desk)
        self._why = WhyView(desk)
        self._customers = np.zeros(0, dtype=np.int64)
        super().__init__(
            ENTRY.title, desk, phrase("The list of whom to contact this week, and why, will be here.")
        )
        self.export = Button(phrase("Export the list"), self.words, kind="primary", icon="export")
        self.export.clicked.connect(lambda: self.workspace.ask_workbook())
        self.buttons.addWidget(self.export)
        self.export.hide()

    def settings_panel(self) -> QWidget | None:
        """Return owners, holdout, waves and plays."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return how the list is ranked."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make capacity and list."""
        words, look = self.words, theme.current()
        self.capacity = CapacityCard(words)
        self.capacity.contacts_set.connect(self._set_contacts)
        self.capacity.budget_set.connect(self._set_budget)
        self.capacity.released.connect(self.session.end_gesture)
        self.list = TableCard(None, words, name=phrase("Actions"))
        self.list.table.set_detail(self._detail)
        self.list.setMinimumHeight(look.size.indicator_row * 4)
        self.list.table.row_activated.connect(self._open_customer)
        self.list.table.current_row_changed.connect(self._follow)
        self.nobody = EmptyState(
            phrase("Nobody to contact this week."),
            phrase("No play fits any customer, or the capacity is 0."),
            words,
        )
        self.views = PlayViews(
            self.desk, self.content, [(self.capacity, 0), (self.list, 1), (self.nobody, 1)]
        )
        self.views.told.connect(self.say)
        self.export.show()

    def commands(self) -> Sequence[Command]:
        """Return a command for each view."""
        return view_commands(self.open_view, lambda: self.analysis is not None, ENTRY.icon)

    def open_view(self, key: str) -> None:
        """Bring the page and one of its views to the front."""
        self.desk.window.open_page(ENTRY.key)
        if self._built:
            self.views.open(key)

    def fill(self, analysis: Analysis) -> None:
        """Fill capacity and list."""
        plan = analysis.plan
        self.say(sentence(analysis, self.words))
        self.capacity.show_plan(plan, analysis, self.words)
        self.list.setVisible(bool(len(plan.table)))
        self.nobody.setVisible(not len(plan.table))
        self._panel.show_analysis(analysis)
        self._why.show_plan(analysis)
        self.views.show_analysis(analysis)
        if not len(plan.table):
            return
        model = self.list.table.model_
        model.words = self.words
        opened = {int(self._customers[row]) for row in model.expanded()}
        self._customers = plan.table["customer"].to_numpy()
        specs, columns = action_table(analysis, self.words)
        self.list.set_table(specs, columns)
        model.set_groups(tier_places(plan), action_headers(analysis, self.words), _GROUP_LIMIT)
        model.set_muted((plan.table["arm"] == "holdout").to_numpy())
        for row in np.flatnonzero(np.isin(self._customers, list(opened))).tolist():
            model.set_expanded(row, True)
        filters = self.session.state.filters
        model.set_filter("session", customer_mask(analysis, filters)[self._customers] if filters else None)

    def expand_first(self) -> None:
        """Open the first row's detail."""
        if len(self._customers):
            self.list.table.model_.set_expanded(0, True)

    def _detail(self, source: int) -> QWidget:
        analysis = self.analysis
        assert analysis is not None
        return ActionDetail(analysis, source, self.words)

    def _open_customer(self, source: int) -> None:
        self.workspace.customer_sheet.show_customer(int(self._customers[source]), self)

    def _follow(self, source: int) -> None:
        if self.workspace.customer_sheet.is_open:
            self._open_customer(source)

    def step(self, by: int) -> None:
        """Go to the row above or below, as the sheet asks."""
        self.list.table.step(by)

    def place_of(self, customer: int) -> Phrase:
        """Return where a customer stands on the list."""
        hits = np.flatnonzero(self._customers == customer)
        place = int(hits[0]) + 1 if len(hits) else 0
        return phrase("{place:count} of {n:count}", place=place, n=len(self._customers))

    def _set_contacts(self, contacts: int, gesture: str) -> None:
        self.session.set_value("capacity.contacts_per_week", contacts, phrase("Capacity"), gesture)

    def _set_budget(self, amount: float) -> None:
        self.session.set_value("capacity.budget_amount", amount or None, phrase("Budget"))


def sentence(analysis: Analysis, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    plan = analysis.plan
    contacted = plan.table[plan.table["arm"] != "holdout"]
    stake = float(np.nansum(contacted["value_at_stake"].to_numpy(dtype=float)))
    said = phrase(
        "**{n:count} customers** this week with **{amount}** at stake; another **{held:count}** are "
        "held out by chance and "
        "not contacted.",
        n=plan.listed,
        amount=words.short_money(stake, analysis.data.currency),
        held=plan.held_out,
    )
    by_hand = int((plan.table["arm"] == "added").sum())
    if by_hand:
        told = phrase_n("{n:count} was added by hand.", "{n:count} were added by hand.", by_hand)
        said = phrase("{said} {note}", said=said, note=told)
    return phrase("{said} {note}", said=said, note=plan.note) if plan.note.text else said


class CapacityCard(Card):
    """Contacts a week and budget as one line with the consequence, and the reach curve to drag."""

    contacts_set = Signal(int, str)
    """Contacts a week, and the gesture they belong to."""
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
        self._note = Label("", words, role="caption", tone="muted")
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

    def show_plan(self, plan: ActionPlan, analysis: Analysis, words: Words) -> None:
        """Show capacity, budget and what they reach."""
        currency = analysis.data.currency
        contacts = analysis.settings.capacity.contacts_per_week
        self._contacts.set_value(contacts)
        budget = analysis.settings.capacity.budget_amount
        self._budget.set_unit(words.money(0, currency).replace("0", "").strip())
        if not self._budget.hasFocus():
            self._budget.set_value(budget if budget is not None else float("nan"))
        self._answer.say(phrase("Reaches {share:share0} of the value at stake", share=plan.reach_share))
        reach = plan.reach
        shares = reach["share"].to_numpy(dtype=float)
        counts = reach["contacts"].to_numpy(dtype=float)
        more = (
            float(np.interp(contacts + _MORE_CONTACTS, counts, shares)) if len(counts) else plan.reach_share
        )
        self._note.say(
            phrase(
                "{n:count} more contacts reach {share:share0}; this week costs {cost}",
                n=_MORE_CONTACTS, share=more, cost=Money(plan.cost, currency),
            )
        )  # fmt: skip
        if len(counts):
            self.curve.show_reach(counts, shares, contacts)


def _build(desk: Desk) -> Page:
    return ActionsPage(desk)


ENTRY = PageEntry("actions", phrase("Actions"), "phone-call", 3, 9, _build)
