"""What changed since last time: who came and went, who changed band, each a row that filters."""

from __future__ import annotations

from functools import partial
from typing import Final

from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.change_row import ChangeLine, ChangeRow
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.change_results import ChangeGroup, Changes
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import MINUS, Money, Phrase, Words, phrase

MOVES_SHOWN: Final = 2
UNCHANGED: Final = 0.0005
_ICONS: Final = {"new": "plus", "came_back": "arrow-counter-clockwise", "lapsed": "minus"}
_NAMES: Final = {
    "new": phrase("New customers"),
    "came_back": phrase("Came back"),
    "lapsed": phrase("Lapsed"),
}
_MOVES: Final = {
    ("healthy", "watch"): phrase("Healthy to watch"),
    ("healthy", "risk"): phrase("Healthy to at risk"),
    ("watch", "risk"): phrase("Watch to at risk"),
    ("watch", "healthy"): phrase("Watch to healthy"),
    ("risk", "watch"): phrase("At risk to watch"),
    ("risk", "healthy"): phrase("At risk to healthy"),
}


class SinceCard(Card):
    """Up to five groups of customers to whom something happened; a click shows them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(phrase("Since last time"), desk.words, subtitle="")
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._changes: Changes | None = None
        self.all = Button(phrase("See all"), desk.words, kind="link")
        self.all.clicked.connect(self._show_all)
        self.add_tool(self.all)
        self.body.setSpacing(0)
        self.rows: list[ChangeRow] = []

    def show_changes(self, analysis: Analysis, changes: Changes | None, words: Words) -> None:
        """Show what changed, or why that is not known."""
        self._changes = changes
        clear(self.body)
        self.rows = []
        self.all.setVisible(changes is not None and bool(changes.groups))
        if changes is None:
            self.set_title(phrase("Since last time"), None)
            self._say(phrase("Needs dated rows from before the last period ended."), words)
            return
        self.set_title(
            phrase("Since {day:longdate}", day=changes.since),
            revenue_sentence(changes, analysis.data.currency),
        )
        meaning = meaning_of(changes)
        self.setToolTip("" if meaning is None else words(meaning))
        self.all.say(phrase("See all {n:count}", n=len(changes.customers)))
        shown = groups_shown(changes)
        if not shown:
            self._say(phrase("Nobody came, went or changed band."), words)
            return
        for place, group in enumerate(shown):
            if place:
                self.body.addWidget(Rule())
            row = ChangeRow(line_of(group, words, analysis.data.currency), words)
            row.clicked.connect(partial(self._show_group, group))
            self.rows.append(row)
            self.body.addWidget(row)
        self.body.addStretch(1)

    def _say(self, text: Phrase, words: Words) -> None:
        self.body.addWidget(Label(text, words, tone="muted", wrap=True))
        self.body.addStretch(1)

    def _show_group(self, group: ChangeGroup, _on: bool = False) -> None:
        self._filter(group.customers.tolist(), name_of(group))

    def _show_all(self) -> None:
        if self._changes is not None:
            self._filter(self._changes.customers.tolist(), phrase("changed"))

    def _filter(self, customers: list[int], what: Phrase) -> None:
        """Show these customers: a filter, and the page with the table of all."""
        assert self._changes is not None
        text = phrase("{what} since {day:date}", what=what, day=self._changes.since)
        session = self._workspace.session
        wanted = chosen_filter("changed", customers, text)
        if wanted not in session.state.filters:
            session.filter_by(wanted)
        self._desk.window.open_page("segments")


def groups_shown(changes: Changes) -> list[ChangeGroup]:
    """Return the groups that have a row: the largest moves of bands, then who lapsed, came back, came."""
    moves = [group for group in changes.groups if group.kind == "band"][:MOVES_SHOWN]
    others = {group.kind: group for group in changes.groups if group.kind != "band"}
    order = ("lapsed", "came_back", "new")
    return [*moves, *(others[kind] for kind in order if kind in others)]


def name_of(group: ChangeGroup) -> Phrase:
    """Return what happened to a group."""
    if group.kind != "band":
        return _NAMES[group.kind]
    return _MOVES[group.before, group.now]


def line_of(group: ChangeGroup, words: Words, currency: str | None) -> ChangeLine:
    """Return a group as a row: marks or icon, name, how many, what they are worth."""
    amount = ""
    if group.amount is not None and round(group.amount):
        amount = ("+" if group.is_better else MINUS) + words.money(abs(group.amount), currency)
    return ChangeLine(
        name=name_of(group),
        count=words.count(group.n),
        amount=amount,
        is_better=group.is_better,
        icon=_ICONS.get(group.kind, ""),
        before=group.before,
        now=group.now,
    )


def revenue_sentence(changes: Changes, currency: str | None) -> Phrase | None:
    """Return how revenue moved, and over what the amounts of the rows are; None where nothing tells."""
    if changes.measure is None or changes.revenue is None:
        return None
    by_order = changes.measure == "net_revenue"
    said = {
        "what": phrase("Net revenue") if by_order else phrase("MRR"),
        "now": Money(changes.revenue, currency),
        "amounts": phrase("amounts: 12 months") if by_order else phrase("amounts: MRR"),
    }
    before = changes.revenue_before
    if before is None or before <= 0:
        return phrase("{what} {now} · {amounts}", **said)
    change = changes.revenue / before - 1.0
    if abs(change) < UNCHANGED:
        return phrase("{what} {now}, unchanged · {amounts}", **said)
    return phrase("{what} {now}, {change:change} · {amounts}", change=change, **said)


def meaning_of(changes: Changes) -> Phrase | None:
    """Return what the figures of the card are, in full."""
    if changes.measure == "net_revenue":
        return phrase(
            "Net revenue since then, against the {days:count} days before. The amounts are what these "
            "customers brought in over the 12 months to now.",
            days=changes.days,
        )
    if changes.measure == "mrr":
        return phrase(
            "Monthly recurring revenue now, against then. The amounts are that of these customers; of those "
            "who lapsed, then."
        )
    return None
