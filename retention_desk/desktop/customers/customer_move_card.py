"""Why a customer's score changed since the month before, in the side sheet: parts that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from retention_desk import review_questions
from retention_desk.desktop import theme
from retention_desk.desktop.review_page.state import earlier_month
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.mini_table import MiniTable
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.move_results import CustomerMove, CustomerMoves
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.workspace import Workspace
    from retention_desk.project.open_project import Project

SHOWN: Final = 4
"""Indicators shown one by one; the others are one row together."""


class CustomerMoveCard(QWidget):
    """Score then and now, and what made the difference; hidden while there is nothing to compare."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        space = theme.current().space
        self._note = Label("", words, role="caption", tone="muted")
        self._caveat = Label("", words, role="caption", tone="muted", wrap=True)
        self._caveat.hide()
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(Label(phrase("Why the score changed"), words, role="section"))
        head.addWidget(self._note, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.xs)
        self._column.addLayout(head)
        self._column.addWidget(self._caveat)
        self._column.addSpacing(space.s)
        self._column.addWidget(Rule())
        self.hide()

    def show_move(self, move: CustomerMove | None, month: Snapshot) -> None:
        """Show the change since a month; of a customer without a score then or now nothing is shown."""
        if move is None:
            return
        words = self._words
        self._note.say(
            phrase(
                "{then:number1} → {now:number1} since {day:date}",
                then=move.then,
                now=move.now,
                day=month.as_of or month.day,
            )
        )
        table = MiniTable(move_rows(move, words), words, has_total=True)
        self._column.insertWidget(1, table)
        self._caveat.say(move.note)
        self._caveat.setVisible(bool(words(move.note)))
        self.show()


def move_rows(move: CustomerMove, words: Words) -> list[list[Text]]:
    """Return the parts of a change and last the change itself; the parts add up to it before rounding."""
    parts = move.by_indicator
    rest = sum(part.change for part in parts[SHOWN:])
    rows: list[list[Text]] = [[part.label, signed(part.change, words)] for part in parts[:SHOWN]]
    if len(parts) > SHOWN:
        rows.append([phrase("Other indicators, rounding"), signed(rest, words)])
    rows.append([phrase("Weights and thresholds"), signed(move.weights, words)])
    if move.separates_data:
        rows.append([phrase("Corrections of the data"), signed(move.data, words)])
    return [*rows, [phrase("Change of the score"), signed(move.total, words)]]


def signed(points: float, words: Words) -> str:
    """Return points of a score with their sign; what rounds to nothing has none."""
    said = words.number(points)
    return f"+{said}" if round(points, 1) > 0 else said


def ask_move(workspace: Workspace, customer: int, card: CustomerMoveCard) -> None:
    """Have the change of a customer since the month kept before worked out, and shown in a card."""
    state, analysis = workspace.project.state, workspace.session.analysis
    if state is None or analysis is None or not analysis.is_whole or analysis.data.as_of is None:
        return
    month = state.before(analysis.data.as_of)
    if month is None:
        return

    def show(moves: CustomerMoves) -> None:
        if isValid(card):
            card.show_move(moves.of(customer), month)

    workspace.answers.ask("customer.move", analysis, _moves_since, (state.project, month), show)


def _moves_since(analysis: Analysis, project: Project, month: Snapshot) -> CustomerMoves:
    return review_questions.customer_moves(analysis, earlier_month(project, month))
