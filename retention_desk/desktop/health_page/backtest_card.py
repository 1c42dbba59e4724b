"""Would these weights have seen it coming? The score of the past against what then happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.small_bars import IntervalBar, IntervalScale
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import BacktestRow, HealthBacktest
from retention_desk.foundation.wording import Phrase, Words, phrase

_TITLE: Final = phrase("Would these weights have seen it coming?")
_MOST_ROWS: Final = 4
_END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BacktestCard(Card):
    """One row a set of weights: AUC with its interval, leavers in the worst tenth, misses, false alarms."""

    tried = Signal(object)
    """Weights (by indicator) that the user wants to try."""
    closer_wanted = Signal()
    """The user wants to see the days, the missed leavers and the false alarms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, desk.words, flush=True)
        words, look = desk.words, theme.current()
        for label in (self.title, self.subtitle):
            # One line each: a wrapping label asks for more height than it then needs.
            label.setWordWrap(False)
        self.closer = Button(phrase("Look closer"), words, kind="link")
        self.closer.clicked.connect(lambda: self.closer_wanted.emit())
        self._missing = Label("", words, tone="muted", wrap=True)
        self._missing.setContentsMargins(look.space.l, look.space.s, look.space.l, look.space.m)
        self.body.addWidget(self._missing)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(look.space.l, 0, look.space.l, look.space.xs)
        self._grid.setHorizontalSpacing(look.space.m)
        self._grid.setVerticalSpacing(0)
        self._scale = IntervalScale(words)
        heads = (
            "",
            "",
            phrase("AUC"),
            None,
            phrase("Leavers in worst tenth"),
            phrase("Missed"),
            phrase("False alarms"),
        )
        for column, head in enumerate(heads):
            if head is None:
                self._grid.addWidget(self._scale, 0, column)
            elif head:
                label = Label(head, words, role="caption", tone="muted")
                self._grid.addWidget(label, 0, column, _END if column else Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.closer, 0, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(3, 1)
        self._rows = [_Row(self._grid, 2 * place + 1, words, self.tried.emit) for place in range(_MOST_ROWS)]
        self.body.addWidget(self._table)
        self.body.setSpacing(0)

    def show_backtest(self, backtest: HealthBacktest, words: Words) -> None:
        """Show the rows, or why there are none."""
        known = bool(backtest.rows)
        self._table.setVisible(known)
        self._missing.setVisible(not known)
        self.closer.setVisible(known)
        if not known:
            self._missing.say(backtest.missing or phrase("Too little history to look back."))
            self.set_title(_TITLE)
            return
        if backtest.as_of is not None and len(backtest.days) > 1:
            self.set_title(_TITLE,
                phrase(
                    "{k:count} days up to {day:date}, next {days:count} days each · n = {n:count} · "
                    "{left:count} left",
                    k=len(backtest.days), day=backtest.as_of, days=backtest.horizon_days,
                    n=backtest.n, left=backtest.left,
                )
            )  # fmt: skip
        elif backtest.as_of is not None:
            self.set_title(_TITLE,
                phrase(
                    "as of {day:date}, next {days:count} days · n = {n:count} · {left:count} left",
                    day=backtest.as_of, days=backtest.horizon_days, n=backtest.n, left=backtest.left,
                )
            )  # fmt: skip
        else:
            self.set_title(
                _TITLE, phrase("n = {n:count} · {left:count} left", n=backtest.n, left=backtest.left)
            )
        scale = auc_scale(backtest.rows)
        self._scale.show_scale(scale)
        reference = next((row.auc for row in backtest.rows if row.name == "current"), None)
        for place, row in enumerate(self._rows):
            row.set_visible(place < len(backtest.rows))
            if place < len(backtest.rows):
                row.show_row(backtest.rows[place], scale, reference)
        self.setToolTip(words(backtest.note) if backtest.note.text else "")


def auc_scale(rows: Sequence[BacktestRow]) -> tuple[float, float]:
    """Return the ends of the scale: the intervals with a little room, on round hundredths."""
    low = min((row.auc_low for row in rows if row.auc_low == row.auc_low), default=0.5)
    high = max((row.auc_high for row in rows if row.auc_high == row.auc_high), default=1.0)
    first = max(int((low - 0.005) * 50), 0) / 50
    last = min(max(int((high + 0.005) * 50) + 1, 2) / 50, 1.0)
    return min(first, last - 0.04), last


class _Row:
    """The widgets of one row."""

    def __init__(self, grid: QGridLayout, line: int, words: Words, tried: object) -> None:
        look = theme.current()
        self._weights: dict[str, float] = {}
        self._tried = tried
        self._rule = Rule()
        self._name = Label("", words)
        self._try = Button(phrase("Try"), words, kind="link")
        self._try.clicked.connect(self._take)
        self._bar = IntervalBar()
        self._numbers = [Label("", words) for _ in range(4)]
        grid.addWidget(self._rule, line, 0, 1, 7)
        line += 1
        grid.setRowMinimumHeight(line, look.size.table_row_dense)
        grid.addWidget(self._name, line, 0)
        grid.addWidget(self._try, line, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._numbers[0], line, 2, _END)
        grid.addWidget(self._bar, line, 3)
        for place in (1, 2, 3):
            grid.addWidget(self._numbers[place], line, place + 3, _END)

    def _take(self) -> None:
        self._tried(self._weights)  # type: ignore[operator]

    def set_visible(self, visible: bool) -> None:
        """Show or hide the row."""
        for widget in (self._rule, self._name, self._bar, *self._numbers):
            widget.setVisible(visible)
        self._try.setVisible(visible and self._try.isVisible())

    def show_row(self, row: BacktestRow, scale: tuple[float, float], reference: float | None) -> None:
        """Show one set of weights."""
        strong = row.name == "current"
        name: Text = phrase("**{name}**", name=row.label) if strong else row.label
        self._name.say(name)
        self._weights = dict(row.weights)
        self._try.setVisible(not strong and bool(row.weights))
        texts: tuple[Phrase, ...] = (
            phrase("{auc:number3}", auc=row.auc),
            phrase("{share:share}", share=row.worst_tenth_share),
            phrase("{n:count}", n=row.missed),
            phrase("{n:count}", n=row.false_alarms),
        )
        for label, text in zip(self._numbers, texts, strict=True):
            label.say(phrase("**{value}**", value=text) if strong else text)
        self._bar.show_interval(row.auc_low, row.auc, row.auc_high, scale, reference, strong)
