"""The source rows of a figure, as the side sheet shows them: what it is, how it was made, every row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.table.columns import SearchIndex
from retention_desk.desktop.trace.columns import TraceRows
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.states import dim
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.figure_texts import formula_with_value, value_phrase
from retention_desk.foundation.trace_results import Trace
from retention_desk.foundation.wording import Words, phrase, phrase_n

MOST_COPIED = 50_000


class TracePanel(QWidget):
    """Name, definition, formula and filters of a figure above the table of its rows."""

    customer_asked = Signal(str)
    """ID of the customer of the row that was opened."""
    place_asked = Signal(str, str, int)
    """File, sheet and row number to be shown as they are in the file."""
    copy_refused = Signal()
    """More rows than a clipboard takes: they are to be exported."""

    def __init__(self, trace: Trace, currency: str | None, words: Words) -> None:
        super().__init__()
        self._trace, self._currency, self._words = trace, currency, words
        self.rows: TraceRows | None = None
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.xs)
        self.title = Label(trace.text.label, words, role="title", wrap=True)
        self.definition = Label(trace.text.definition, words, tone="muted", wrap=True)
        made = trace.metric.missing or formula_with_value(trace.metric, currency, strong=True)
        self.formula = Label(made, words, wrap=True)
        self.limits = Label(_limits(trace, words), words, role="caption", tone="muted", wrap=True)
        self.check = Label(_counted(trace), words, role="caption", tone="muted", wrap=True)
        for label in (self.title, self.definition, self.formula, self.limits, self.check):
            column.addWidget(label)
        column.addSpacing(space.s)
        self.card = TableCard(None, words, name=phrase("Source rows"), dense=True)
        self.see = Button(phrase("See it in the file"), words, kind="link")
        self.see.setEnabled(False)
        self.see.clicked.connect(self._see)
        self.card.header.insertWidget(3, self.see)
        self.card.copy.clicked.disconnect()
        self.card.copy.clicked.connect(self.copy_rows)
        table = self.card.table
        table.row_activated.connect(self._open_customer)
        table.selection_summed.connect(lambda _sums: self._row_chosen())
        column.addWidget(self.card, 1)
        dim(self.card, True)

    @property
    def trace(self) -> Trace:
        """What is shown."""
        return self._trace

    def show_rows(self, rows: TraceRows) -> None:
        """Show the rows that were listed."""
        self.rows = rows
        self.card.set_table(rows.specs, rows.values)
        dim(self.card, False)

    def take_index(self, index: SearchIndex) -> None:
        """Take the search index of the rows shown."""
        self.card.table.model_.use_search_index(index)

    def show_check(self, value: float | None) -> None:
        """Say what the figure is when it is made of these rows alone."""
        metric = self._trace.metric
        if value is None or metric.value is None:
            return
        same = abs(value - metric.value) <= 1e-9 * max(abs(metric.value), 1.0)
        said = phrase(
            "{counted} Computed again from them alone: {value}{verdict}",
            counted=_counted(self._trace),
            value=value_phrase(value, metric.unit, self._currency),
            verdict=phrase(", the same.") if same else phrase(", which is not the same."),
        )
        self.check.say(said)
        self.check.set_tone("muted" if same else "warning")

    def copy_rows(self) -> None:
        """Copy the selected rows, or all that are shown, as tab-separated text and as HTML."""
        table = self.card.table
        chosen = table.selected_sources()
        if max(len(chosen), 0 if len(chosen) else len(table.model_.rows)) > MOST_COPIED:
            self.copy_refused.emit()
            return
        table.copy_selection()

    def _row_chosen(self) -> None:
        source, rows = self.card.table.current_source(), self.rows
        self.see.setEnabled(rows is not None and source is not None and bool(rows.files[source]))

    def _see(self) -> None:
        source, rows = self.card.table.current_source(), self.rows
        if source is not None and rows is not None:
            self.place_asked.emit(rows.files[source], rows.sheets[source], int(rows.numbers[source]))

    def _open_customer(self, source: int) -> None:
        if self.rows is not None:
            self.customer_asked.emit(self.rows.customers[source])


def _counted(trace: Trace) -> Text:
    return phrase_n(
        "{n:count} source row stands behind it.", "{n:count} source rows stand behind it.", trace.count
    )


def _limits(trace: Trace, words: Words) -> str:
    return " · ".join(words(item) for item in trace.filters)
