"""A customer month by month in the side sheet: health, forecast and value as the project kept them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.caption_link import CaptionLink
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.history_line import HistoryLine
from retention_desk.desktop.widgets.mini_table import MiniTable
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.customer_history import CustomerHistory
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.workspace import Workspace
    from retention_desk.project.open_project import Project

ROWS: Final = 12
"""The table shows the latest so many months."""
UNKNOWN: Final = "—"


class CustomerHistoryCard(QWidget):
    """Lines by month, or the same as a table; hidden while there is nothing to show."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        space = theme.current().space
        self._title = Label(phrase("Month by month"), words, role="section")
        self._note = Label("", words, role="caption", tone="muted")
        tip = phrase("The same months, said another way")
        self.switch = CaptionLink(phrase("As table"), words, tip=tip, accent=True)
        self.switch.clicked.connect(self._turn)
        self._views = QStackedWidget()
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        column.addLayout(head)
        column.addWidget(self._views)
        column.addSpacing(space.s)
        column.addWidget(Rule())
        self.hide()

    def show_history(self, history: CustomerHistory, currency: str | None) -> None:
        """Show the months of a customer; one alone is told to be the first."""
        words = self._words
        if not history.n_months:
            return
        if history.n_months == 1:
            day = history.days[history.was_there.tolist().index(True)]
            self._note.say(phrase("First kept on {day:date}; the next month shows how it moves.", day=day))
            self.switch.hide()
            self._views.hide()
        else:
            self._note.say(phrase("{n:count} months kept", n=history.n_months))
            self._views.addWidget(_lines(history, currency, words))
            self._views.addWidget(_table(history, currency, words))
        self.show()

    def is_table(self) -> bool:
        """Return whether the table is shown."""
        return self._views.currentIndex() == 1

    def _turn(self, _on: bool = False) -> None:
        self._views.setCurrentIndex(1 - self._views.currentIndex())
        self.switch.say(phrase("As lines") if self.is_table() else phrase("As table"), self._words)


def ask_history(workspace: Workspace, customer_id: str, card: CustomerHistoryCard) -> None:
    """Have the months of a customer looked up in the project that is open, and shown in a card."""
    state, analysis = workspace.project.state, workspace.session.analysis
    if state is None or analysis is None or not state.months:
        return
    aliases = analysis.settings.general.aliases
    others = sorted(old for old, now in aliases.items() if now == customer_id)

    def show(history: CustomerHistory) -> None:
        if isValid(card):
            card.show_history(history, analysis.data.currency)

    given = (state.project, state.months, (customer_id, *others))
    workspace.answers.ask("customer.history", analysis, _look_up, given, show)


def _look_up(
    _analysis: Analysis, project: Project, _months: object, customer_ids: Sequence[str]
) -> CustomerHistory:
    return project.customer_history(customer_ids)


def _figures(
    history: CustomerHistory, currency: str | None, words: Words
) -> list[tuple[Phrase, Sequence[float], Callable[[float], str]]]:
    """Return the figures that any month knows: name, values by month, how a value is said."""
    figures: list[tuple[Phrase, Sequence[float], Callable[[float], str]]] = [
        (phrase("Health"), history.health_score.tolist(), lambda value: words.number(value)),
        (phrase("Likely to leave"), history.churn_probability.tolist(), lambda share: words.share(share, 0)),
        (phrase("Lifetime value"), history.lifetime_value.tolist(), lambda v: words.money(v, currency)),
        (phrase("Value at risk"), history.value_at_risk.tolist(), lambda v: words.money(v, currency)),
    ]
    return [item for item in figures if any(math.isfinite(value) for value in item[1])]


def _lines(history: CustomerHistory, currency: str | None, words: Words) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for name, values, saying in _figures(history, currency, words):
        known = [value for value in values if math.isfinite(value)]
        said: Text = saying(known[-1])
        if len(known) > 1:
            said = f"{saying(known[0])} → {saying(known[-1])}"
        months = [
            f"{words.date(day)}: {saying(value) if math.isfinite(value) else UNKNOWN}"
            for day, value in zip(history.days, values, strict=True)
        ]
        column.addWidget(HistoryLine(name, values, said, "\n".join(months), words))
    column.addStretch(1)
    return holder


def _table(history: CustomerHistory, currency: str | None, words: Words) -> QWidget:
    """Return the latest months as rows, the newest first; what is at risk follows from the others."""
    figures = _figures(history, currency, words)[:3]
    head: list[Text] = [phrase("Month"), phrase("Tier"), phrase("Stage")]
    head[1:1] = [name for name, _, _ in figures]
    rows: list[list[Text]] = []
    for place in reversed(range(len(history.days))):
        if not history.was_there[place] or len(rows) == ROWS:
            continue
        values = [values[place] for _, values, _ in figures]
        said = [
            saying(value) if math.isfinite(value) else UNKNOWN
            for value, (_, _, saying) in zip(values, figures, strict=True)
        ]
        names = [
            _named(VALUE_TIERS, history.value_tier[place]),
            _named(STAGES, history.stage[place]),
        ]
        rows.append([words.date(history.days[place]), *said, *names])
    return MiniTable(rows, words, head=head)


def _named(vocabulary: Mapping[str, Phrase], code: int) -> Text:
    names = list(vocabulary.values())
    return names[code] if 0 <= code < len(names) else UNKNOWN
