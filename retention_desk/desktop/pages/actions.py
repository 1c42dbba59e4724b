"""Actions: whom to call this week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import structs
from PySide6.QtWidgets import QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page.capacity import CapacityCard
from retention_desk.desktop.actions_page.detail import ActionDetail
from retention_desk.desktop.actions_page.play_views import PlayViews, view_commands
from retention_desk.desktop.actions_page.rows import action_headers, action_table, tier_places
from retention_desk.desktop.actions_page.settings import ActionsPanel
from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.commands import Command
from retention_desk.desktop.filters import customer_mask
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.results import ActionPlan, Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

_GROUP_LIMIT: Final = 12


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
        self.views.everybody.customer_opened.connect(
            lambda customer: self.workspace.customer_sheet.show_customer(customer, self)
        )
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
        each = -(-contacts // self.session.settings.capacity.people)
        self.session.set_value("capacity.contacts_per_week", each, phrase("Capacity"), gesture)

    def _set_budget(self, amount: float) -> None:
        settings = self.session.settings
        capacity = structs.replace(settings.capacity, budget_amount=amount or None, budget_share=None)
        self.session.edit(structs.replace(settings, capacity=capacity), phrase("Budget"))


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
    parts = [said, *told_besides(plan)]
    if plan.note.text:
        parts.append(plan.note)
    for part in parts[1:]:
        said = phrase("{said} {note}", said=said, note=part)
    return said


def told_besides(plan: ActionPlan) -> list[Phrase]:
    """Return what else has to be known: added by hand, open from earlier lists, messages, who waits."""
    parts = []
    by_hand = int((plan.table["arm"] == "added").sum())
    if by_hand:
        parts.append(phrase_n("{n:count} was added by hand.", "{n:count} were added by hand.", by_hand))
    carried = plan.open_actions.carried
    if carried:
        parts.append(
            phrase_n(
                "{n:count} is still open from earlier lists.",
                "{n:count} are still open from earlier lists.",
                carried,
            )
        )
    fates = plan.fates()
    waiting = fates["waiting_capacity"] + fates["waiting_budget"] + fates["waiting_wave"]
    if fates["automated"] or waiting:
        parts.append(
            phrase(
                "{automated:count} get a message by itself, {waiting:count} wait.",
                automated=fates["automated"],
                waiting=waiting,
            )
        )
    return parts


def _build(desk: Desk) -> Page:
    return ActionsPage(desk)


ENTRY = PageEntry("actions", phrase("Actions"), "phone-call", 3, 9, _build)
