"""Retention: how many stay."""

from __future__ import annotations

from typing import Any, Final, cast

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_chart import AnalysisChart
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.cohort_cells import (
    CellCount,
    average_shares,
    cell_sentence,
    cell_shares,
    cohort_cells,
    cohort_name,
    period_after,
)
from retention_desk.desktop.figure_views import period_name
from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.cohort_view import CohortView
from retention_desk.desktop.widgets.fields import CheckBox, NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.ramp_legend import RampLegend
from retention_desk.desktop.widgets.small_bars import Part, PartsBar
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.tabs import SegmentedControl
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis, CohortGrid, RetentionMovements
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

_SHOWN: Final = {"13": 13, "25": 25, "all": None}
_LONGEST_DAYS: Final = 3650


class RetentionPage(AnalysisPage):
    """Cohort grid, survival, and the two definitions side by side."""

    def __init__(self, desk: Desk) -> None:
        self._place = -1
        self._panel = RetentionPanel(self, desk.words)
        self._why = WhyView(desk)
        super().__init__(
            ENTRY.title, desk, phrase("Cohorts, survival and both retention rates will be here.")
        )
        self._panel.connect_session()

    def settings_panel(self) -> QWidget | None:
        """Return period, window and what the grid shows."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the retention rate."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make the grid, the survival chart and the two definitions."""
        words = self.words
        self.grid_card = Card("", words, subtitle="")
        self.legend = RampLegend(words)
        self.grid_card.add_tool(self.legend)
        self.grid = CohortView(words)
        self.grid.chosen.connect(self._filter_cohort)
        self.grid_card.body.addWidget(self.grid)
        self.survival = AnalysisChart("survival_curve", self.desk)
        self.two = TwoDefinitions(words)
        self.two.stepped.connect(self._step)
        self.undated = EmptyState(
            phrase("Nothing here is dated."),
            phrase(
                "Retention over time needs orders, activity or subscriptions with dates. Add such a file."
            ),
            words,
            (phrase("Add files"), lambda: self.workspace.choose_files(add=True)),
            primary=False,
        )
        self.content.addWidget(self.grid_card)
        self.content.addLayout(row_of((self.survival, self.two)))
        self.content.addWidget(self.undated)
        self.content.addStretch(1)

    def fill(self, analysis: Analysis) -> None:
        """Fill grid, chart and definitions."""
        metrics = analysis.metrics
        self._panel.show_analysis(analysis)
        self.undated.setVisible(metrics.cohorts is None and metrics.movements is None)
        self.grid_card.setVisible(metrics.cohorts is not None)
        self.survival.setVisible(metrics.survival is not None)
        self.two.setVisible(metrics.movements is not None and len(metrics.movements.ends) > 0)
        self.say(sentence(analysis, self._place, self.words))
        if metrics.cohorts is not None:
            self.show_grid(metrics.cohorts)
        if metrics.survival is not None:
            self.survival.show_analysis(analysis)
        if metrics.movements is not None and len(metrics.movements.ends):
            self._place = _valid_place(self._place, metrics.movements)
            self.two.show_period(metrics.movements, self._place)
        self._why.show_metric("retention_rate", analysis)

    def show_grid(self, grid: CohortGrid) -> None:
        """Show the cohort grid as the panel asks for it."""
        panel = self._panel
        cells = cohort_cells(
            grid,
            self.words,
            panel.cell_count,
            last=panel.cohorts_shown,
            average=panel.average.isChecked(),
            hatch=panel.hatch.isChecked(),
            mute=panel.mute.isChecked(),
        )
        first = len(grid.size) - len(cells.sizes)
        self.grid.show_cells(
            cells, lambda row, column: cell_sentence(grid, self.words, panel.cell_count, first + row, column)
        )
        self.legend.show_range(cells.low, cells.high, PERIODS[grid.period])
        self.grid_card.set_title(*grid_titles(grid, panel.cell_count, int(cells.sizes.sum()), self.words))

    def redraw_grid(self) -> None:
        """Show the grid again after the panel changed what it shows."""
        analysis = self.analysis
        if analysis is not None and analysis.metrics.cohorts is not None and self._built:
            self.show_grid(analysis.metrics.cohorts)

    def _step(self, step: int) -> None:
        analysis = self.analysis
        if analysis is None or analysis.metrics.movements is None:
            return
        count = len(analysis.metrics.movements.ends)
        self._place = min(max(self._place % count + step, 0), count - 1)
        self.refresh()

    def _filter_cohort(self, row: int, _column: int) -> None:
        analysis = self.analysis
        if analysis is None or analysis.metrics.cohorts is None:
            return
        grid = analysis.metrics.cohorts
        row += len(grid.size) - len(self.grid.sizes())
        members = cohort_members(analysis, grid, row)
        name = cohort_name(grid.starts[row], grid.period, self.words)
        text = phrase("first order = {cohort}", cohort=name)
        self.session.filter_by(chosen_filter("cohort", members.tolist(), text))


def _valid_place(place: int, movements: RetentionMovements) -> int:
    count = len(movements.ends)
    return place if 0 <= place < count else count - 1


def cohort_members(analysis: Analysis, grid: CohortGrid, row: int) -> Any:
    """Return the positions of the customers whose first order lies in a cohort's period."""
    book = analysis.intermediate.get("book")
    if book is None:
        return np.zeros(0, dtype=np.int64)
    start = grid.starts[row]
    first = np.datetime64(start).astype(np.int64)
    end = np.datetime64(period_after(start, grid.period, 1)).astype(np.int64)
    return np.flatnonzero((book.first_day >= first) & (book.first_day < end))


def sentence(analysis: Analysis, place: int, words: Words) -> Phrase | str:
    """Return the sentence that answers the page's question."""
    movements = analysis.metrics.movements
    if movements is None or not len(movements.ends):
        return ""
    place = _valid_place(place, movements)
    opening, stayed = int(movements.opening[place]), int(movements.stayed[place])
    return phrase(
        "Of **{opening:count} customers** active before {period}, **{stayed:count} ({share:share})** "
        "were still "
        "active at its end; {back:count} others came back.",
        opening=opening,
        period=period_name(movements.starts[place], movements.ends[place], words),
        stayed=stayed,
        share=stayed / opening if opening else None,
        back=int(movements.came_back[place]),
    )


def grid_titles(grid: CohortGrid, count: CellCount, n: int, words: Words) -> tuple[Phrase, Phrase]:
    """Return the answer the grid gives, and what it counts."""
    shares = cell_shares(grid, count)
    from retention_desk.charts.share_words import share_in_words

    mean = average_shares(shares, grid, slice(None))[1:]
    known = mean[np.isfinite(mean)]
    period = PERIODS[grid.period]
    if not len(known):
        return phrase("Too few periods yet to compare cohorts"), phrase("n = {n:count}", n=n)
    if count == "revenue":
        title = phrase(
            "A later {period} brings {share:share0} of a cohort's first on average",
            period=period,
            share=float(known.mean()),
        )
        return title, phrase(
            "Revenue of each cohort ÷ its first {period}'s, % · n = {n:count}", period=period, n=n
        )
    title = phrase(
        "{share} of new buyers order again in any later {period}",
        period=period,
        share=share_in_words(float(known.mean()), words),
    )
    if count == "later":
        title = phrase(
            "{share} of new buyers still order a {period} later",
            period=period,
            share=share_in_words(float(known[0]), words),
        )
        return title, phrase(
            "Share of each cohort with an order in that {period} or later, % · n = {n:count}",
            period=period,
            n=n,
        )
    return title, phrase(
        "Share of each cohort with an order in that {period}, % · n = {n:count}", period=period, n=n
    )


class TwoDefinitions(Card):
    """Both retention rates of one period with the line that reconciles them."""

    stepped = Signal(int)
    """−1 for the period before, +1 for the one after."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Two definitions, one difference"), words, subtitle="")
        self._words = words
        self._period = Label("", words)
        back = Button(None, words, kind="quiet", icon="caret-left", tip=phrase("Period before"), dense=True)
        forth = Button(None, words, kind="quiet", icon="caret-right", tip=phrase("Period after"), dense=True)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        forth.clicked.connect(lambda: self.stepped.emit(1))
        for tool in (back, self._period, forth):
            self.add_tool(tool)
        self._first = _Definition(phrase("Who was here and still is"), words)
        self._second = _Definition(phrase("Heads at the end less new ones"), words)
        self._line = Label("", words, tone="muted", wrap=True)
        for widget in (self._first, self._second, Rule(), self._line):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    def show_period(self, movements: RetentionMovements, place: int) -> None:
        """Show one period."""
        words = self._words
        opening, stayed = int(movements.opening[place]), int(movements.stayed[place])
        back, new = int(movements.came_back[place]), int(movements.new[place])
        closing = int(movements.closing[place])
        self._period.say(period_name(movements.starts[place], movements.ends[place], words))
        self.set_title(
            phrase("Two definitions, one difference"),
            phrase(
                "Opening {opening:count} · closing {closing:count}, of whom {new:count} new",
                opening=opening, closing=closing, new=new,
            ),
        )  # fmt: skip
        whole = max(opening, stayed + back)
        by_name = stayed / opening if opening else None
        by_count = (closing - new) / opening if opening else None
        stayed_part = Part(stayed, phrase("{n:count} stayed", n=stayed))
        self._first.show_rate(
            phrase("{a:count} ÷ {b:count}", a=stayed, b=opening), by_name, (stayed_part,), whole
        )
        self._second.show_rate(
            phrase("({a:count} − {c:count}) ÷ {b:count}", a=closing, c=new, b=opening),
            by_count,
            (stayed_part, Part(back, phrase("{n:count} back", n=back))),
            whole,
        )
        apart = (by_count or 0) - (by_name or 0)
        self._line.say(
            phrase("{apart:points} apart: {n:count} lapsed customers came back.", apart=apart, n=back)
            if back
            else phrase("Both agree: nobody came back.")
        )


class _Definition(QWidget):
    """One definition: its name, its formula, its value, its parts."""

    def __init__(self, name: Phrase, words: Words) -> None:
        super().__init__()
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.xs, 0, space.xs)
        column.setSpacing(space.xs)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        self._formula = Label("", words, tone="muted")
        self._value = Label("", words, role="section")
        row.addWidget(Label(name, words))
        row.addStretch(1)
        row.addWidget(self._formula)
        row.addWidget(self._value)
        self._bar = PartsBar(words)
        column.addLayout(row)
        column.addWidget(self._bar)

    def show_rate(self, formula: Phrase, rate: float | None, parts: tuple[Part, ...], whole: float) -> None:
        """Show formula, rate and parts."""
        self._formula.say(formula)
        self._value.say(phrase("{rate:share}", rate=rate))
        self._bar.show_parts(parts, whole)


class RetentionPanel(Panel):
    """Settings of the retention page."""

    def __init__(self, page: RetentionPage, words: Words) -> None:
        super().__init__()
        self._page, space = page, theme.current().space
        self.period = SegmentedControl(
            [("month", phrase("Month")), ("quarter", phrase("Quarter")), ("year", phrase("Year"))],
            words, name=phrase("Period"),
        )  # fmt: skip
        self.active_days = NumberField(
            words, low=1, high=_LONGEST_DAYS, unit=phrase("days"), name=phrase("A customer is active when")
        )
        self.count = SegmentedControl(
            [("exact", phrase("In that one")), ("later", phrase("Or later")), ("revenue", phrase("Revenue"))],
            words, name=phrase("Cell counts"),
        )  # fmt: skip
        self.shown = ChoiceMenu(words, name=phrase("Cohorts shown"))
        self.shown.show_choices(
            [("13", phrase("Last 13")), ("25", phrase("Last 25")), ("all", phrase("All"))], "13"
        )
        self._shown_key = "13"
        self.average = CheckBox(phrase("Average on top"), words, checked=True)
        self.hatch = CheckBox(phrase("Hatch periods not over"), words, checked=True)
        self.mute = CheckBox(phrase("Grey where n is under 30"), words, checked=True)
        column = self.column
        column.addWidget(labelled(phrase("Period"), self.period, words))
        column.addWidget(
            labelled(phrase("A customer is active with an order in the last"), self.active_days, words)
        )
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Cohort grid"), words, role="body_medium"))
        column.addWidget(labelled(phrase("Cell counts"), self.count, words))
        column.addWidget(labelled(phrase("Cohorts shown"), self.shown, words))
        for box in (self.average, self.hatch, self.mute):
            column.addWidget(box)
            box.toggled.connect(page.redraw_grid)
        self.count.chosen.connect(lambda _key: page.redraw_grid())
        self.shown.chosen.connect(self._show_cohorts)

    def connect_session(self) -> None:
        """Pass edits of settings on to the session."""
        session = self._page.session
        self.period.chosen.connect(lambda key: session.set_value("general.period", key, phrase("Period")))
        self.active_days.changed.connect(
            lambda days: session.set_value("general.active_window_days", int(days), phrase("Active window"))
        )

    def _show_cohorts(self, key: str) -> None:
        self._shown_key = key
        self._page.redraw_grid()

    @property
    def cell_count(self) -> CellCount:
        """What a cell counts."""
        return cast("CellCount", self.count.key())

    @property
    def cohorts_shown(self) -> int | None:
        """How many of the last cohorts are shown; None for all."""
        return _SHOWN[self._shown_key]

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        self.period.choose(analysis.settings.general.period)
        self.active_days.set_value(analysis.settings.general.active_window_days)


def _build(desk: Desk) -> Page:
    return RetentionPage(desk)


ENTRY = PageEntry("retention", phrase("Retention"), "repeat", 2, 5, _build)
