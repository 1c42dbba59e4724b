"""What forecasts of spend promised on earlier days, against what then came: one row a day."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.value_page.checks import (
    check_cells,
    checks_sentence,
    checks_subtitle,
    corrected_checks,
    missing_checks,
)
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis, CheckByTenth, ValueCheck
from retention_desk.foundation.wording import Words, phrase

_TITLE: Final = phrase("Would it have been right before?")
_MOST_ROWS: Final = 6
_HEADS: Final = (
    phrase("As of"),
    phrase("Predicted"),
    phrase("Came"),
    phrase("Off by"),
    phrase("Last period repeats"),
    phrase("Top fifth held"),
)
_END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_START: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ValueBacktestCard(Card):
    """One row a day looked back from, the newest first; its day opens the tenths of its customers."""

    opened = Signal(object)
    """CheckByTenth: the user wants to see predicted against came by tenth."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE, desk.words, subtitle="")
        words, look = desk.words, theme.current()
        self._missing = Label("", words, wrap=True)
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space.m)
        grid.setVerticalSpacing(0)
        for column, head in enumerate(_HEADS):
            label = Label(head, words, role="caption", tone="muted")
            if not column:
                label.setContentsMargins(look.space.xs // 2, 0, 0, 0)  # where a link's word begins
            grid.addWidget(label, 0, column, _END if column else _START)
            grid.setColumnStretch(column, 1 if column else 0)
        self.rows = [CheckRow(grid, 2 * place + 1, words, self) for place in range(_MOST_ROWS)]
        self.last_opened = self.rows[0]
        self.body.addWidget(self._missing)
        self.body.addWidget(self._table)
        self.body.addStretch(1)

    def show_value(self, analysis: Analysis) -> None:
        """Show the days looked back from, or what is missing for that."""
        value, currency = analysis.value, analysis.data.currency
        checks = corrected_checks(value)[:_MOST_ROWS]
        self._table.setVisible(bool(checks))
        self._missing.setVisible(not checks)
        if not checks:
            self.set_title(_TITLE)
            self._missing.say(missing_checks(analysis))
            return
        self.set_title(checks_sentence(checks), checks_subtitle(value))
        for place, row in enumerate(self.rows):
            row.set_visible(place < len(checks))
            if place < len(checks):
                row.show_check(checks[place], value.horizon_days, currency)


class CheckRow:
    """The widgets of one day."""

    def __init__(self, grid: QGridLayout, line: int, words: Words, card: ValueBacktestCard) -> None:
        look = theme.current()
        self._card = card
        self._answer: CheckByTenth | None = None
        self._rule = Rule()
        self.day = Button("", words, kind="link")
        self.day.clicked.connect(self._open)
        self.cells = [Label("", words) for _ in _HEADS[1:]]
        grid.addWidget(self._rule, line, 0, 1, len(_HEADS))
        grid.setRowMinimumHeight(line + 1, look.size.table_row_dense)
        grid.addWidget(self.day, line + 1, 0, _START)
        for column, label in enumerate(self.cells, 1):
            grid.addWidget(label, line + 1, column, _END)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the row."""
        for widget in (self._rule, self.day, *self.cells):
            widget.setVisible(visible)

    def show_check(self, check: ValueCheck, horizon_days: int, currency: str | None) -> None:
        """Show one day."""
        self._answer = CheckByTenth(check, horizon_days, currency)
        day = phrase("{day:date}", day=check.day)
        self.day.say(day, phrase("Predicted against came by tenth, as of {day:date}", day=check.day))
        self.day.setEnabled(check.tenths is not None)
        for label, text in zip(self.cells, check_cells(check, currency), strict=True):
            label.say(text)

    def _open(self) -> None:
        self._card.last_opened = self
        self._card.opened.emit(self._answer)
