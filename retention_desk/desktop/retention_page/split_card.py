"""Any figure by any column, or by period: the card in which they are chosen and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.cohort_words import period_after
from retention_desk.desktop.widgets.search_menu import Choice, SearchMenuButton
from retention_desk.desktop.widgets.tabs import SegmentedControl
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import Split, SplitColumn
from retention_desk.foundation.trace_results import FigureOf, Traced
from retention_desk.foundation.wording import Phrase, Words, phrase

EVERYBODY: Final = ""
FIRST_FIGURE: Final = "retention_rate"
_EVERYBODY_TEXT: Final = phrase("period only")
_COLUMN_GROUPS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "segments": phrase("Segments"),
        "customers": phrase("Customers"),
        "features": phrase("Further columns of the file"),
        "subscriptions": phrase("Subscriptions"),
        "cohort": phrase("Beginning"),
        "first": phrase("Beginning"),
        "orders": phrase("Order lines"),
    }
)


@dataclass(frozen=True)
class Wish:
    """What is to be shown: a figure, by a column or of everybody, in periods, now or over time."""

    figure: str = FIRST_FIGURE
    column: str = EVERYBODY
    period: str = "quarter"
    over_time: bool = False

    @property
    def chart(self) -> str:
        """Key of the chart that shows it."""
        if self.column == EVERYBODY:
            return "figure_history"
        return "split_history" if self.over_time else "split_bars"

    @property
    def question(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """The question that answers it, and its arguments."""
        if self.column == EVERYBODY:
            return questions.figure_history, (self.figure, self.period)
        ask = questions.split_history if self.over_time else questions.split_figure
        return ask, (self.figure, self.column, self.period)


def figure_choices(analysis: Analysis) -> tuple[Choice, ...]:
    """Return every figure under its heading; those that cannot be known say what is missing."""
    choices = []
    for key, text in analysis.metrics.texts.items():
        metric = analysis.metrics.values[key]
        _kpi, _, part = key.partition(".")
        name: Text = phrase("{figure}: {part}", figure=text.label, part=part) if part else text.label
        unknown = metric.missing is not None and metric.denominator is None
        choices.append(Choice(key, name, text.group, metric.missing if unknown and metric.missing else ""))
    return tuple(choices)


def column_choices(columns: tuple[SplitColumn, ...]) -> tuple[Choice, ...]:
    """Return the choice of no column, then every column under its heading."""
    found = [Choice(EVERYBODY, _EVERYBODY_TEXT)]
    for column in columns:
        group = _COLUMN_GROUPS.get(column.key.partition(".")[0], "")
        found.append(Choice(column.key, column.label, group))
    return tuple(found)


class SplitCard(AnswerChart):
    """A figure of the user's choice, by a column of the user's choice, or by period.

    Parameters
    ----------
    desk : Desk
    topic : str
        What the card's questions are called, so that two cards do not take each other's answers.
    figure : str
        Key of the figure shown first.

    Notes
    -----
    What is chosen stays chosen while analyses follow each other, as long as the data have such a column.
    *Why* explains the figure of the bar or of the period it is asked on.
    """

    def __init__(self, desk: Desk, *, topic: str = "split", figure: str = FIRST_FIGURE) -> None:
        super().__init__("figure_history", desk, keep=True)
        self._topic = topic
        self._analysis: Analysis | None = None
        self._columns: tuple[SplitColumn, ...] = ()
        self._period_was = ""
        self.wish = Wish(figure)
        words = desk.words
        self.figure = SearchMenuButton(words, name=phrase("Figure"), hint=phrase("Search figures"))
        self.column = SearchMenuButton(words, name=phrase("By column"), hint=phrase("Search columns"))
        self.period = SegmentedControl(
            [("month", phrase("Month")), ("quarter", phrase("Quarter")), ("year", phrase("Year"))],
            words, name=phrase("Period"),
        )  # fmt: skip
        self.view_of = SegmentedControl(
            [("now", phrase("Latest")), ("time", phrase("Over time"))], words, name=phrase("Shown")
        )
        self.figure.chosen.connect(lambda key: self.choose(figure=key))
        self.column.chosen.connect(lambda key: self.choose(column=key))
        self.period.chosen.connect(lambda key: self.choose(period=key))
        self.view_of.chosen.connect(lambda key: self.choose(over_time=key == "time"))
        self.body.insertWidget(0, self._choosers(words))

    def _choosers(self, words: Words) -> QWidget:
        """Return the line of what can be chosen."""
        holder, space = QWidget(), theme.current().space
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        row.addWidget(self.figure, 3)
        row.addWidget(Label(phrase("by"), words, tone="muted"))
        row.addWidget(self.column, 3)
        row.addSpacing(space.s)
        row.addWidget(self.period, 2)
        row.addWidget(self.view_of, 2)
        return holder

    def show_analysis(self, analysis: Analysis) -> None:
        """Show what is wished of an analysis."""
        self._analysis = analysis
        default = analysis.settings.general.period
        if default != self._period_was:  # the setting was changed: the card goes with it
            self._period_was = default
            self.wish = replace(self.wish, period=default)
        if self.wish.figure not in analysis.metrics.values:
            self.wish = replace(self.wish, figure=next(iter(analysis.metrics.values)))
        answers = self._desk.session.answers
        answers.ask(f"{self._topic}.columns", analysis, questions.split_columns, (), self._show_columns)
        self._ask()

    def choose(self, **changed: Any) -> None:
        """Choose another figure, column, period or view: the fields of a `Wish`."""
        self.wish = replace(self.wish, **changed)
        self._ask()

    def part_of(self, key: str) -> Traced | None:
        """Return the bar of a group, or the point of a period, as what it is: the figure of that part."""
        wish, answer = self.wish, self.answer()
        if wish.chart == "split_bars" and isinstance(answer, Split) and key.isdigit():
            return FigureOf(wish.figure, column=wish.column, group=answer.keys[int(key)], period=wish.period)
        if wish.chart == "figure_history" and key[4:5] == "-":
            end = period_after(dt.date.fromisoformat(key[:10]), wish.period, 1) - dt.timedelta(days=1)
            return FigureOf(wish.figure, period_end=end, period=wish.period)
        return super().part_of(key)

    def _show_columns(self, columns: tuple[SplitColumn, ...]) -> None:
        self._columns = columns
        if self.wish.column not in {EVERYBODY, *(column.key for column in columns)}:
            self.choose(column=EVERYBODY)
        self.column.show_choices(column_choices(columns), self.wish.column)

    def _ask(self) -> None:
        """Have the wish answered; what is on show stays until the answer is there."""
        analysis, wish = self._analysis, self.wish
        self.period.choose(wish.period)
        self.view_of.choose("time" if wish.over_time else "now")
        self.view_of.setVisible(wish.column != EVERYBODY)
        self.column.show_choices(column_choices(self._columns), wish.column)
        if analysis is None:
            return
        self.figure.show_choices(figure_choices(analysis), wish.figure)
        question, arguments = wish.question
        self._desk.session.answers.ask(
            self._topic, analysis, question, arguments, lambda answer: self._show_wish(wish, answer)
        )

    def _show_wish(self, wish: Wish, answer: object) -> None:
        self.key, self.why_key = wish.chart, wish.figure
        currency = None if self._analysis is None else self._analysis.data.currency
        self.show_answer(answer, currency)

    def retranslate(self, words: Words) -> None:
        """Say everything again in the language of `words`."""
        super().retranslate(words)
        if self._analysis is not None:
            self.show_analysis(self._analysis)
