"""The customer side sheet: one customer's whole picture, over whatever page it was opened from."""

from __future__ import annotations

from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.customers.add_to_actions import AddButton
from retention_desk.desktop.customers.customer_history_card import CustomerHistoryCard
from retention_desk.desktop.customers.customer_move_card import CustomerMoveCard
from retention_desk.desktop.customers.customer_view import CustomerView, customer_view
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.notes import CustomerNotes
from retention_desk.desktop.session import Session
from retention_desk.desktop.widgets.caption_link import CaptionLink
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.marks import BandLabel
from retention_desk.desktop.widgets.small_bars import SignedBar
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text
from retention_desk.desktop.widgets.timeline import Timeline
from retention_desk.foundation.trace_results import ScoreOf
from retention_desk.foundation.wording import Phrase, Words, phrase

_NOTE_LINES: Final = 3


class Stepper(Protocol):
    """A table that the sheet steps through."""

    def step(self, by: int) -> None:
        """Go to the row above or below."""

    def place_of(self, customer: int) -> Phrase:
        """Return where a customer stands among the rows shown."""


class CustomerSheet(QObject):
    """Opens the sheet for a customer and keeps it in step with the analysis.

    Parameters
    ----------
    window : MainWindow
        Its side sheet is used.
    session : Session
    """

    trace_asked = Signal(object)
    """ScoreOf: the rows behind the score, or behind one of its indicators, are wanted."""

    history_wanted = Signal(str, object)
    """ID of the customer on show, and the CustomerHistoryCard for its months."""

    move_wanted = Signal(int, object)
    """Position of the customer on show, and the CustomerMoveCard for the change of its score."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._customer: int | None = None
        self._owner: Stepper | None = None
        self.notes = CustomerNotes(self)
        self.notes.failed.connect(session.failed)
        self.add = AddButton(session, window.words)
        window.side_sheet.tools.addWidget(self.add)
        window.side_sheet.stepped.connect(self._step)
        window.side_sheet.closed.connect(self._closed)
        session.analysed.connect(self._refresh)
        session.data_imported.connect(self._take_up_notes)
        window.language_changed.connect(lambda _words: self._refresh())
        window.page_shown.connect(lambda _key: window.side_sheet.close_sheet())

    @property
    def is_open(self) -> bool:
        """Whether the sheet is shown."""
        return self._customer is not None

    def show_customer(self, customer: int, owner: Stepper | None = None) -> None:
        """Show the customer at a position; `owner` is the table that ↑ and ↓ step through."""
        analysis = self._session.analysis
        if analysis is None:
            return
        self._customer, self._owner = customer, owner
        words = self._window.words
        content = SheetContent(customer_view(analysis, self._session.state.before, customer, words), words)
        key = str(analysis.data.customer_ids[customer])
        content.trace_asked.connect(self.trace_asked)
        content.notes.setPlainText(self.notes.of(key))
        content.notes.textChanged.connect(lambda: self.notes.write(key, content.notes.toPlainText()))
        self.add.show_customer(analysis, customer)
        place: Text = owner.place_of(customer) if owner is not None else ""
        self._window.side_sheet.show_content(content, place)
        self.history_wanted.emit(key, content.history)
        self.move_wanted.emit(customer, content.score_move)

    def _refresh(self) -> None:
        """Show the customer again; who is writing a note goes on writing."""
        if self._customer is None:
            return
        old = self._window.side_sheet.content()
        writing = isinstance(old, SheetContent) and old.notes.hasFocus()
        place = old.notes.textCursor().position() if isinstance(old, SheetContent) else 0
        self.show_customer(self._customer, self._owner)
        new = self._window.side_sheet.content()
        if writing and isinstance(new, SheetContent):
            cursor = new.notes.textCursor()
            cursor.setPosition(min(place, len(new.notes.toPlainText())))
            new.notes.setTextCursor(cursor)
            new.notes.setFocus()

    def _take_up_notes(self) -> None:
        self._window.side_sheet.close_sheet()
        data = self._session.state.data
        if data is not None:
            self.notes.belong_to(data.fingerprint)

    def _step(self, by: int) -> None:
        if self._owner is not None:
            self._owner.step(by)

    def _closed(self) -> None:
        self._customer = None
        self.notes.save_now()


class NoteField(QPlainTextEdit):
    """A few lines to write in; Tab goes on, Esc closes the sheet."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look = theme.current()
        self.setTabChangesFocus(True)
        self.setAccessibleName(words("Notes"))
        self.setPlaceholderText(words("What the data do not know"))
        lines = look.text_styles["body"].line * _NOTE_LINES
        self.setFixedHeight(lines + 2 * look.space.s + 2 * look.line.border)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


class SheetContent(QScrollArea):
    """Header, four figures, timeline, score taken apart, reasons, open actions, notes."""

    trace_asked = Signal(object)
    """ScoreOf: the rows behind the score, or behind one of its indicators, are wanted."""

    def __init__(self, view: CustomerView, words: Words) -> None:
        super().__init__()
        look = theme.current()
        inner = QWidget()
        self._words = words
        column = QVBoxLayout(inner)
        column.setContentsMargins(look.space.xl, look.space.l, look.space.xl, look.space.l)
        column.setSpacing(look.space.m)
        column.addLayout(self._header(view))
        column.addWidget(Rule())
        column.addLayout(self._figures(view))
        column.addWidget(Rule())
        if view.lanes:
            column.addLayout(self._line(Label(view.silence, words, role="section"), view.span))
            timeline = Timeline(words)
            timeline.show_lanes(view.lanes, view.first, view.last)
            column.addWidget(timeline)
            column.addWidget(Rule())
        self.history = CustomerHistoryCard(words)
        column.addWidget(self.history)
        self.score_move = CustomerMoveCard(words)
        column.addWidget(self.score_move)
        halves = QHBoxLayout()
        halves.setSpacing(look.space.xl)
        if view.parts:
            halves.addLayout(self._parts(view), 3)
        if view.reasons:
            halves.addLayout(self._reasons(view), 2)
        column.addLayout(halves)
        column.addWidget(Rule())
        self.notes = NoteField(words)
        last = QHBoxLayout()
        last.setSpacing(look.space.xl)
        last.addLayout(self._actions(view), 3)
        last.addLayout(self._notes(), 2)
        column.addLayout(last)
        if view.facts:
            column.addWidget(Rule())
            column.addLayout(self._facts(view))
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def _line(self, left: Label, right: Text) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(left)
        row.addStretch(1)
        row.addWidget(Label(right, self._words, role="caption", tone="muted"))
        return row

    def _header(self, view: CustomerView) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.current().space.xs)
        row = QHBoxLayout()
        row.addWidget(Label(view.name, self._words, role="title", wrap=True), 1)
        if view.band:
            row.addWidget(BandLabel(view.band, self._words, strong=True))
        column.addLayout(row)
        column.addWidget(Label(view.line, self._words, tone="muted", wrap=True))
        return column

    def _figures(self, view: CustomerView) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, value, note in view.figures:
            column = QVBoxLayout()
            column.setSpacing(theme.current().line.selected_card)
            column.addWidget(Label(name, self._words, role="caption", tone="muted"))
            column.addWidget(Label(value, self._words, role="title"))
            column.addWidget(Label(note, self._words, role="caption", tone="muted"))
            row.addLayout(column, 1)
        return row

    def _parts(self, view: CustomerView) -> QVBoxLayout:
        words, space = self._words, theme.current().space
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Label(view.parts_title, words, role="section"))
        head.addStretch(1)
        rows = CaptionLink(
            phrase("Show the rows"), words, tip=phrase("The source rows behind this score"), accent=True
        )
        rows.clicked.connect(partial(self._ask_trace, ScoreOf(view.key)))
        head.addWidget(rows)
        column.addLayout(head)
        column.addWidget(Label(view.parts_note, words, role="caption", tone="muted"))
        column.addSpacing(space.s)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(0)
        longest = max((abs(part.change) for part in view.parts), default=0) or 1
        for row, part in enumerate(view.parts):
            bar = SignedBar()
            bar.show_share(abs(part.change) / longest, worse=part.change < 0)
            bar.setToolTip(part.sentence)
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            name = CaptionLink(part.label, words, tip=phrase("Show the source rows behind it"))
            name.clicked.connect(partial(self._ask_trace, ScoreOf(view.key, part.key)))
            grid.addWidget(name, row, 0)
            grid.addWidget(Label(part.points, words, role="caption", tone="muted"), row, 1, end)
            grid.addWidget(bar, row, 2)
            grid.addWidget(Label(part.said, words, role="caption"), row, 3, end)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _ask_trace(self, asked: ScoreOf, _on: bool = False) -> None:
        self.trace_asked.emit(asked)

    def _reasons(self, view: CustomerView) -> QVBoxLayout:
        words, space = self._words, theme.current().space
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(view.reasons_title, words, role="section"))
        column.addWidget(
            Label(phrase("each reason's share of the forecast"), words, role="caption", tone="muted")
        )
        column.addSpacing(space.s)
        for place, (change, worse, said) in enumerate(view.reasons):
            if place:
                column.addWidget(Rule())
            column.addSpacing(space.xs)
            column.addWidget(Label(change, words, role="caption", tone="danger" if worse else "positive"))
            column.addWidget(Label(said, words, wrap=True))
            column.addSpacing(space.xs)
        column.addStretch(1)
        return column

    def _actions(self, view: CustomerView) -> QVBoxLayout:
        words, space = self._words, theme.current().space
        column = QVBoxLayout()
        column.setSpacing(space.xs)
        column.addWidget(Label(phrase("Open actions"), words, role="section"))
        if not view.actions:
            column.addWidget(Label(phrase("None."), words, tone="muted"))
        for name, note, due in view.actions:
            row = QHBoxLayout()
            row.setSpacing(space.m)
            row.addWidget(Label(name, words))
            row.addWidget(ElidedLabel(note, words, tone="muted"), 1)
            row.addWidget(Label(due, words, tone="muted"))
            column.addLayout(row)
        column.addStretch(1)
        return column

    def _notes(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.current().space.s)
        column.addWidget(Label(phrase("Notes"), self._words, role="section"))
        column.addWidget(self.notes)
        return column

    def _facts(self, view: CustomerView) -> QGridLayout:
        words, space = self._words, theme.current().space
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.xs)
        for place, (name, value) in enumerate(view.facts):
            row, column = divmod(place, 2)
            grid.addWidget(Label(name, words, role="caption", tone="muted"), row, column * 2)
            grid.addWidget(Label(value, words, role="caption", wrap=True), row, column * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid
