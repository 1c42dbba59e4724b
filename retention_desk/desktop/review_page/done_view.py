"""What was done with the lists, by whom, and what became of those handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtWidgets import QHBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.state import NOTHING_BACK, ReviewState, lack_of_lists
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.outcome_groups import outcome_groups
from retention_desk.foundation.outcome_results import OwnerActions
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.wording import Phrase, phrase

_COUNTS: Final = ("handed_out", "done", "skipped", "blank", "overdue", "unreached")
_OWNERS_SHOWN: Final = 8
_SPECS: Final = (
    ColumnSpec("owner", phrase("Owner"), width=150, strong=True),
    ColumnSpec("handed_out", phrase("Handed out"), "count", 90),
    ColumnSpec("done", phrase("Done"), "count", 80),
    ColumnSpec("skipped", phrase("Skipped"), "count", 80),
    ColumnSpec("waiting", phrase("Still to do"), "count", 90, tip=phrase("To do or in progress.")),
    ColumnSpec("blank", phrase("Not filled in"), "count", 100),
    ColumnSpec("overdue", phrase("Overdue"), "count", 80,
               tip=phrase("Neither done nor skipped, and the due date is past.")),
    ColumnSpec("unreached", phrase("No answer"), "count", 90),
    ColumnSpec("latest", phrase("Last contact"), "date", 110),
)  # fmt: skip


class DoneView(ReviewView):
    """Actions by owner; outcomes by a column of one's choice; which play for whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._state = ReviewState()
        self._by = "play"
        self.owners = TableCard(
            phrase("Done and not done, by owner"), desk.words, searchable=False, dense=True
        )
        self.bring = Button(phrase("Bring back workbooks"), desk.words, dense=True)
        self.bring.clicked.connect(lambda: self.wished.emit(NOTHING_BACK.wish))
        self.owners.add_tool(self.bring)
        self.by = ChoiceMenu(desk.words, name=phrase("By column"))
        self.by.setFixedWidth(look.size.figure_card_min_width)
        self.by.chosen.connect(self._choose)
        self.outcomes = AnswerChart("outcome_bars", desk, keep=True)
        chosen = QHBoxLayout()
        chosen.addWidget(self.by)
        chosen.addStretch(1)
        self.outcomes.body.insertLayout(0, chosen)
        self.grid = AnswerChart("outcome_grid", desk)
        self.column.addWidget(self.owners)
        self.column.addLayout(row_of((self.outcomes, self.grid)))
        self.column.addStretch(1)

    def show_state(self, state: ReviewState) -> None:
        """Show what was done, or what is lacking to tell."""
        self._state = state
        lacking = self.show_lack(lack_of_lists(state), self.owners, self.outcomes, self.grid)
        review = state.review
        if lacking or review is None:
            return
        self._show_owners(review)
        choices = [(found.by, found.label) for found in review.outcomes]
        if choices:
            self._by = self._by if self._by in dict(choices) else choices[0][0]
            self.by.show_choices(choices, self._by)
        self.by.setVisible(len(choices) > 1)
        self._show_outcomes(review)
        self.grid.show_answer(review.grids[0] if review.grids else None)
        self.told.emit(done_sentence(review))

    def _show_owners(self, review: Review) -> None:
        table = self.owners.table
        table.model_.words = self.words
        lines = [*review.owners, *([review.actions] if len(review.owners) > 1 else [])]
        names = [self._owner_name(line, line is review.actions) for line in lines]
        self.owners.set_table(_SPECS, owner_columns(lines, names))
        size = theme.current().size
        rows = size.table_header + size.table_row_dense * min(len(lines), _OWNERS_SHOWN)
        table.setFixedHeight(rows + size.table_row_dense // 2)
        self.bring.setVisible(not _anything_came_back(review))

    def _owner_name(self, line: OwnerActions, is_sum: bool) -> str:
        if is_sum:
            return self.words("All")
        return line.owner or self.words("Nobody in particular")

    def _show_outcomes(self, review: Review) -> None:
        found = review.outcomes_by(self._by)
        answer = None if found is None else outcome_groups(found, review.rows, self._state.lists)
        self.outcomes.show_answer(answer)

    def _choose(self, by: str) -> None:
        self._by = by
        if self._state.review is not None:
            self._show_outcomes(self._state.review)


def owner_columns(lines: Sequence[OwnerActions], names: Sequence[str]) -> dict[str, Any]:
    """Return the columns of the table of owners."""
    columns: dict[str, Any] = {"owner": np.array(names, dtype=object)}
    for key in _COUNTS:
        columns[key] = np.array([getattr(line, key) for line in lines], dtype=np.float64)
    columns["waiting"] = np.array([line.in_progress + line.to_do for line in lines], dtype=np.float64)
    columns["latest"] = np.array([line.latest or "NaT" for line in lines], dtype="datetime64[D]")
    return columns


def _anything_came_back(review: Review) -> bool:
    actions = review.actions
    return actions.handed_out > actions.blank


def done_sentence(review: Review) -> Phrase:
    """Return how much of the lists was done."""
    actions = review.actions
    if not _anything_came_back(review):
        return phrase(
            "**{n:count} actions** were handed out on {lists:count} lists; nothing came back yet.",
            n=actions.handed_out, lists=review.lists,
        )  # fmt: skip
    return phrase(
        "Of **{n:count} actions** handed out on {lists:count} lists **{done:count}** are done, "
        "{skipped:count} skipped, **{overdue:count}** overdue.",
        n=actions.handed_out, lists=review.lists, done=actions.done, skipped=actions.skipped,
        overdue=actions.overdue,
    )  # fmt: skip
