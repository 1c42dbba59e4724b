"""A figure by a column that is chosen in the card's header."""

from __future__ import annotations

from typing import Final

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import Split, SplitColumn
from retention_desk.foundation.trace_results import FigureOf, Traced
from retention_desk.foundation.wording import phrase

PREFERRED: Final = ("customers.segment", "customers.region", "segments.value_tier", "segments.stage")


class SplitChart(AnswerChart):
    """A figure by any column, chosen in the card's header; a click filters by the group.

    Notes
    -----
    `show_figure` asks for the columns on offer, then for the figure by the one chosen last, or else by the
    first that suits.
    """

    def __init__(self, desk: Desk, topic: str, *, least_height: int | None = None) -> None:
        super().__init__("split_bars", desk, least_height=least_height, keep=True)
        self._workspace: Workspace = desk.session
        self._topic = topic
        self._figure = ""
        self._analysis: Analysis | None = None
        self._columns: tuple[SplitColumn, ...] = ()
        self.column = ""
        self.menu_of_columns = ChoiceMenu(desk.words, name=phrase("Split by"))
        self.menu_of_columns.setMaximumWidth(theme.current().size.figure_card_min_width)
        self.menu_of_columns.chosen.connect(self._choose)
        self.header.insertWidget(2, self.menu_of_columns)

    def show_figure(self, analysis: Analysis, key: str) -> None:
        """Show a figure of an analysis by the column chosen."""
        self._analysis, self._figure = analysis, key
        self.why_key = key
        self._workspace.answers.ask(
            f"{self._topic}.columns", analysis, questions.split_columns, (), self._take_columns
        )

    def _take_columns(self, columns: tuple[SplitColumn, ...]) -> None:
        self._columns = tuple(column for column in columns if column.of == "customers")
        keys = [column.key for column in self._columns]
        self.setVisible(bool(keys))
        if not keys:
            return
        if self.column not in keys:
            self.column = next((key for key in PREFERRED if key in keys), keys[0])
        self.menu_of_columns.show_choices([(c.key, c.label) for c in self._columns], self.column)
        self._ask()

    def _choose(self, column: str) -> None:
        self.column = column
        self._ask()

    def _ask(self) -> None:
        if self._analysis is not None:
            self._workspace.answers.ask(
                self._topic,
                self._analysis,
                questions.split_figure,
                (self._figure, self.column),
                self._show_split,
            )

    def part_of(self, key: str) -> Traced | None:
        """Return a bar as the figure of its group."""
        return FigureOf(self._figure, column=self.column, group=key) if key else super().part_of(key)

    def _show_split(self, split: Split) -> None:
        currency = self._analysis.data.currency if self._analysis is not None else None
        self.show_answer(split, currency)
