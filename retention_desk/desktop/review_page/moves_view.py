"""What moved since the earlier month: tiers, stages and bands, and why the scores did."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.customers_card import ReviewCustomersCard
from retention_desk.desktop.review_page.state import ReviewState, lack_of_moves
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.foundation.move_results import ScoreMoves
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.wording import Phrase, phrase

_SPECS: Final = (
    ColumnSpec("name", phrase("Customer"), width=170, strong=True),
    ColumnSpec("then", phrase("Then"), "score", 80),
    ColumnSpec("now", phrase("Now"), "score", 80),
    ColumnSpec("total", phrase("Change"), "number", 80, tip=phrase("Score now less score then, in points.")),
    ColumnSpec(
        "indicators", phrase("Indicators"), "number", 100,
        tip=phrase("Points of the change that come from the customer’s own values."),
    ),
    ColumnSpec(
        "weights", phrase("Weights"), "number", 100,
        tip=phrase("Points of the change that come from weights, thresholds and points of the settings."),
    ),
    ColumnSpec(
        "data", phrase("Data"), "number", 100,
        tip=phrase("Points of the change that come from what the data say of then, now and not then."),
    ),
)  # fmt: skip
_KINDS: Final = ("value_tier", "stage", "health_band")


class MovesView(ReviewView):
    """Three matrices, the steps of the average score, and every customer's own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self.matrices = {
            kind: AnswerChart("migration_matrix", desk, keep=kind == "value_tier") for kind in _KINDS
        }
        self.why = AnswerChart("score_moves", desk, keep=True)
        self.customers = ReviewCustomersCard(phrase("Customer by customer"), desk)
        self.customers.setMinimumHeight(look.size.indicator_row * 3)
        self.column.addLayout(row_of((self.matrices["value_tier"], self.matrices["health_band"])))
        self.column.addLayout(row_of((self.matrices["stage"], self.why), 3, 2))
        self.column.addWidget(self.customers, 1)

    def show_state(self, state: ReviewState) -> None:
        """Show who moved, or what is lacking to tell."""
        parts = (*self.matrices.values(), self.why, self.customers)
        lacking = self.show_lack(lack_of_moves(state), *parts)
        analysis, review = state.analysis, state.review
        if lacking or review is None or analysis is None:
            return
        for kind, chart in self.matrices.items():
            chart.show_answer(review.migration_of(kind))
        self.why.show_answer(review.moves)
        moves = review.moves
        self.customers.setVisible(moves is not None and bool(len(moves.customer)))
        if moves is not None:
            columns = move_columns(moves, analysis)
            self.customers.show_customers(moves, moves.customer, _SPECS, columns, self.words)
            if not self.customers.table.model_.order():
                self.customers.table.set_order([("total", False)])
            self.customers.filter_by_session(analysis)
        self.told.emit(moves_sentence(review))


def move_columns(moves: ScoreMoves, analysis: Analysis) -> dict[str, Any]:
    """Return the columns of the table: the change of each customer's score, taken apart."""
    columns: dict[str, Any] = {"name": analysis.data.names[moves.customer], "total": moves.total}
    for part in ("then", "now", "indicators", "weights", "data"):
        columns[part] = np.round(getattr(moves, part), 6)
    return columns


def moves_sentence(review: Review) -> Phrase:
    """Return how many moved up and down, and what the average score did."""
    tiers, moves = review.migration_of("value_tier"), review.moves
    since = review.earlier.day if review.earlier is not None else None
    up, down = (0, 0) if tiers is None else (tiers.improved, tiers.worsened)
    if moves is None or not len(moves.customer):
        return phrase(
            "Since {since:longdate} **{up:count} customers** moved to a higher tier, **{down:count}** to a "
            "lower.",
            since=since, up=up, down=down,
        )  # fmt: skip
    return phrase(
        "Since {since:longdate} **{up:count} customers** moved to a higher tier, **{down:count}** to a "
        "lower; the average score went from **{then:number1} to {now:number1}**.",
        since=since, up=up, down=down, then=moves.average("then"), now=moves.average("now"),
    )  # fmt: skip
