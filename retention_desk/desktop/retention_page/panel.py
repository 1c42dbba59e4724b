"""Settings of the retention page: period, active window, cohort grid, split."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.figure_views import period_name
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.cohort_cells import CohortLook, Measure
from retention_desk.desktop.retention_page.view import Shown, split_choices
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import CheckBox, NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.tabs import SegmentedControl
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import SplitColumn
from retention_desk.foundation.wording import Phrase, Words, phrase

_LAST: Final = {"13": 13, "25": 25, "all": None}
_LONGEST_DAYS: Final = 3650
_NAMED: Final = 3
_WITH_PERIOD: Final = frozenset({"cohorts", "periods", "recurring"})
_WITH_SURVIVAL: Final = frozenset({"cohorts", "survival"})
_WITH_SPLIT: Final = frozenset({"cohorts", "curves", "survival"})


def _periods(words: Words, name: Phrase) -> SegmentedControl:
    choices = [("month", phrase("Month")), ("quarter", phrase("Quarter")), ("year", phrase("Year"))]
    return SegmentedControl(choices, words, name=name)


class RetentionPanel(Panel):
    """What the page shows; settings that change figures go to the session."""

    changed = Signal()
    """The page is to show something else."""
    figure_asked = Signal(str)
    """Key of a figure to be explained."""
    part_asked = Signal(object)
    """`Traced` part of a figure, a cell of the grid, to be explained."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk, self._session = desk, desk.session.session
        self._columns: tuple[SplitColumn, ...] = ()
        self._split, self._back, self._periods_known = "", 0, 0
        self._by: str | None = None
        self._last, self._by_silence = "13", False
        self.period = _periods(words, phrase("Period"))
        self.shown_period = ChoiceMenu(words, name=phrase("Period shown"))
        self.active_days = NumberField(
            words, low=1, high=_LONGEST_DAYS, unit=phrase("days"), name=phrase("A customer is active when")
        )
        self.column.addWidget(labelled(phrase("Period"), self.period, words))
        self._of_period = _section(labelled(phrase("Period shown"), self.shown_period, words))
        self.column.addWidget(self._of_period)
        self._of_window = _section(
            labelled(phrase("A customer is active with an order in the last"), self.active_days, words)
        )
        self._active_by = Label("", words, role="caption", tone="muted", wrap=True)
        self.column.addWidget(self._of_window)
        self.column.addWidget(self._active_by)
        self.lost_days = NumberField(
            words, low=1, high=_LONGEST_DAYS, unit=phrase("days"), name=phrase("A customer is lost after")
        )
        self._of_loss = _section(
            labelled(phrase("A customer is lost after a silence of"), self.lost_days, words)
        )
        self.column.addWidget(self._of_loss)
        self._of_cohorts = self._cohort_section(words)
        self._of_split = self._split_section(words)
        self.column.addWidget(self._of_cohorts)
        self.column.addWidget(self._of_split)
        self._connect()

    def _cohort_section(self, words: Words) -> QWidget:
        self.by = _periods(words, phrase("Cohorts by"))
        self.measure = SegmentedControl(
            [("share", phrase("Share")), ("customers", phrase("Customers")), ("revenue", phrase("Revenue"))],
            words, name=phrase("Cells show"),
        )  # fmt: skip
        self.count = SegmentedControl(
            [("exact", phrase("In that one")), ("later", phrase("Or later"))],
            words, name=phrase("Cell counts"),
        )  # fmt: skip
        self.last = ChoiceMenu(words, name=phrase("Cohorts shown"))
        self.last.show_choices(
            [("13", phrase("Last 13")), ("25", phrase("Last 25")), ("all", phrase("All"))], "13"
        )
        self.average = CheckBox(phrase("Average on top"), words, checked=True)
        self.hatch = CheckBox(phrase("Hatch periods not over"), words, checked=True)
        self.mute = CheckBox(phrase("Grey where n is under 30"), words, checked=True)
        return _section(
            _gap(),
            Label(phrase("Cohort grid"), words, role="body_medium"),
            labelled(phrase("Cohorts by"), self.by, words),
            labelled(phrase("Cells show"), self.measure, words),
            labelled(phrase("Cell counts"), self.count, words),
            labelled(phrase("Cohorts shown"), self.last, words),
            self.average,
            self.hatch,
            self.mute,
        )

    def _split_section(self, words: Words) -> QWidget:
        self.split = ChoiceMenu(words, name=phrase("By column"))
        self._offer = Label("", words, role="caption", tone="muted", wrap=True)
        return _section(
            _gap(),
            Label(phrase("Split"), words, role="body_medium"),
            labelled(phrase("By column"), self.split, words),
            self._offer,
        )

    def _connect(self) -> None:
        session = self._session
        self.period.chosen.connect(lambda key: session.set_value("general.period", key, phrase("Period")))
        self.active_days.changed.connect(
            lambda days: session.set_value("general.active_window_days", int(days), phrase("Active window"))
        )
        self.lost_days.changed.connect(
            lambda days: session.set_value("segments.lost_after_days", int(days), phrase("Lost after"))
        )
        self.shown_period.chosen.connect(lambda key: self.show_back(int(key)))
        self.by.chosen.connect(self._show_by)
        self.last.chosen.connect(self._show_last)
        self.split.chosen.connect(self.choose_split)
        self.measure.chosen.connect(self._changed)
        self.count.chosen.connect(self._changed)
        for box in (self.average, self.hatch, self.mute):
            box.toggled.connect(self._changed)

    # -- what is shown ---------------------------------------------------------------------------

    def shown(self) -> Shown:
        """Return what the page is to show."""
        look = CohortLook(
            by=self._by,
            measure=cast("Measure", self.measure.key()),
            later=self.count.key() == "later",
            last=_LAST[self._last],
            average=self.average.isChecked(),
            hatch=self.hatch.isChecked(),
            mute=self.mute.isChecked(),
        )
        return Shown(look, self._split, self._columns, self._back)

    def show_view(self, key: str) -> None:
        """Show the settings that belong to a view."""
        self._of_period.setVisible(key in _WITH_PERIOD)
        self._of_loss.setVisible(key in _WITH_SURVIVAL and self._by_silence)
        self._of_cohorts.setVisible(key == "cohorts")
        self._of_split.setVisible(key in _WITH_SPLIT)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are, and the periods there are."""
        general, movements = analysis.settings.general, analysis.metrics.movements
        if self.period.key() != general.period:
            self._back = 0
        self.period.choose(general.period)
        self.active_days.set_value(general.active_window_days)
        active, curve = analysis.metrics.active_definition, analysis.metrics.survival
        by_window = "days" in active.values or not active.text
        self._of_window.setVisible(by_window)
        self._active_by.setVisible(not by_window)
        self._active_by.say(phrase("Active: {definition}.", definition=active))
        self._by_silence = curve is not None and "days" in curve.event.values
        self.lost_days.set_value(analysis.settings.segments.lost_after_days or general.active_window_days)
        grid = analysis.metrics.cohorts
        self.by.choose(self._by or (grid.period if grid is not None else "month"))
        self.by.setEnabled(grid is not None)
        self._periods_known = 0 if movements is None else len(movements.ends)
        self._back = min(self._back, max(self._periods_known - 1, 0))
        if movements is not None:
            words = self._desk.words
            names = [period_name(s, e, words) for s, e in zip(movements.starts, movements.ends, strict=True)]
            choices = [(str(back), name) for back, name in enumerate(reversed(names))]
            self.shown_period.show_choices(choices, str(self._back))
        self.shown_period.setEnabled(self._periods_known > 1)

    def show_columns(self, columns: tuple[SplitColumn, ...]) -> None:
        """Show the columns that can divide the page's curves: those of customers."""
        self._columns = tuple(column for column in columns if column.of == "customers")
        if self._split not in {column.key for column in self._columns}:
            self._split = ""
        self.split.show_choices(split_choices(self._columns, phrase("None")), self._split)
        words, names = self._desk.words, [column.label for column in self._columns]
        named, more = words.listing([words(name) for name in names[:_NAMED]]), len(names) - _NAMED
        if more > 0:
            self._offer.say(
                phrase("{names} and {n:count} other columns can divide curves.", names=named, n=more)
            )
        else:
            self._offer.say(phrase("{names} can divide curves.", names=named) if names else "")

    # -- changes ---------------------------------------------------------------------------------

    def choose_split(self, key: str) -> None:
        """Divide the page's curves by a column; an empty key by none."""
        self._split = key
        self.split.show_choices(split_choices(self._columns, phrase("None")), key)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Show a later (+1) or an earlier (−1) period."""
        self.show_back(min(max(self._back - by, 0), max(self._periods_known - 1, 0)))

    def show_back(self, back: int) -> None:
        """Show the period so many before the last one."""
        if back != self._back:
            self._back = back
            self.changed.emit()

    def _show_by(self, key: str) -> None:
        self._by = key
        self.changed.emit()

    def _show_last(self, key: str) -> None:
        self._last = key
        self.changed.emit()

    def _changed(self, _what: object) -> None:
        self.count.setEnabled(self.measure.key() != "revenue")
        self.changed.emit()


def _section(*widgets: QWidget) -> QWidget:
    """Return widgets under each other as one part of the panel."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().space.s)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _gap() -> QWidget:
    """Return the line between two parts with the room around it."""
    holder, space = QWidget(), theme.current().space
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, space.m, 0, space.m)
    column.addWidget(Rule())
    return holder
