"""Who left, and whether anything had warned of it: the list, the reasons, the case of each."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.customers.customer_rows import band_keys, coded_words
from retention_desk.desktop.lines_card import LinesCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.customers_card import ReviewCustomersCard
from retention_desk.desktop.review_page.state import ReviewState, lack_of_moves
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.cards import Card
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import MissedLeavers
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Money, Phrase, Words, phrase, phrase_n

WHY: Final = {
    "looked_healthy": phrase("Nothing warned"),
    "below_capacity": phrase("Warned of, no place on a list"),
    "held_out": phrase("Left alone by chance"),
    "listed": phrase("On a list, left nevertheless"),
    "no_score": phrase("Nothing was known"),
}


class MissedView(ReviewView):
    """Why leavers were missed, as bars that filter the list; a row opens the customer and the notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = theme.current()
        self._chosen = ""
        self._missed: MissedLeavers | None = None
        self.reasons = Card(phrase("Why they were not kept"), desk.words, subtitle="")
        self.bars = BarList(desk.words)
        self.bars.chosen.connect(self._choose)
        self.reasons.body.addWidget(self.bars)
        self.reasons.body.addStretch(1)
        self.note = LinesCard(phrase("How to use the cases"), desk.words)
        self.customers = ReviewCustomersCard(phrase("Case by case"), desk)
        self.customers.setMinimumHeight(look.size.indicator_row * 3)
        self.column.addLayout(row_of((self.reasons, self.note)))
        self.column.addWidget(self.customers, 1)

    def show_state(self, state: ReviewState) -> None:
        """Show who left, or what is lacking to tell."""
        lacking = self.show_lack(lack_of_moves(state), self.reasons, self.note, self.customers)
        review, analysis = state.review, state.analysis
        if lacking or review is None or analysis is None:
            return
        self._missed = missed = review.missed
        for part in (self.reasons, self.note, self.customers):
            part.setVisible(missed is not None and bool(missed.n))
        if missed is None:
            self.told.emit(phrase("Who left cannot be told: the data have no dates to see it by."))
            return
        self.told.emit(missed_sentence(missed, review.currency))
        if not missed.n:
            return
        self.reasons.set_title(phrase("Why they were not kept"), missed.definition)
        self._show_bars(missed)
        self.note.show_lines(CASE_LINES, self.words)
        table = missed.table
        self.customers.show_customers(
            missed, table["customer"].to_numpy(dtype=np.int64), missed_specs(missed, review.currency),
            missed_columns(missed, analysis, self.words), self.words,
        )  # fmt: skip
        self._filter(missed)
        self.customers.filter_by_session(analysis)

    def _show_bars(self, missed: MissedLeavers) -> None:
        most = max(n for _key, n in missed.counts)
        bars = [
            Bar(
                key,
                WHY[key],
                n / most,
                phrase("{n:count}", n=n),
                phrase("{share:share0}", share=n / missed.n),
            )
            for key, n in missed.counts
        ]
        self.bars.show_bars(bars, self._chosen)

    def _choose(self, key: str) -> None:
        self._chosen = "" if key == self._chosen else key
        if self._missed is not None:
            self._show_bars(self._missed)
            self._filter(self._missed)

    def _filter(self, missed: MissedLeavers) -> None:
        """Show only the cases of the reason chosen, told by a chip."""
        card = self.customers
        if not self._chosen:
            card.chips.set_chips({})
            card.table.model_.set_filter("why", None)
            return
        mask = (missed.table["why"] == self._chosen).to_numpy()
        card.add_filter("why", WHY[self._chosen], mask)


CASE_LINES: Final = (
    ("", phrase("Open a case: its timeline, its score taken apart, and the notes that are kept with it.")),
    ("", phrase("Where nothing warned, ask what one could have seen; a column of it makes an indicator.")),
    (
        "",
        phrase(
            "Where there was no place on a list, the capacity decides; see what more contacts would reach."
        ),
    ),
)


def missed_specs(missed: MissedLeavers, currency: str | None) -> list[ColumnSpec]:
    """Return the columns of the list of cases; a number that was known of nobody has none."""
    specs = (
        ColumnSpec("name", phrase("Customer"), width=170, strong=True),
        ColumnSpec("tier", phrase("Value tier"), width=100),
        ColumnSpec("score", phrase("Score then"), "score", 120, band_key="band"),
        ColumnSpec("probability", phrase("Likely to leave, then"), "share", 130, digits=0),
        ColumnSpec("value", phrase("Value then"), "money", 110, currency=currency),
        ColumnSpec("silent", phrase("Silent, days"), "count", 90),
        ColumnSpec("said", phrase("Why"), width=260, stretch=True),
    )
    unknown = {key for key in ("probability", "value") if not missed.table[key].notna().any()}
    return [spec for spec in specs if spec.key not in unknown]


def missed_columns(missed: MissedLeavers, analysis: Analysis, words: Words) -> dict[str, Any]:
    """Return the columns of the list of cases, as things stood then."""
    table = missed.table
    customers = table["customer"].to_numpy(dtype=np.int64)
    return {
        "name": analysis.data.names[customers],
        "tier": coded_words(table["tier"].to_numpy(), list(VALUE_TIERS.values()), words),
        "score": table["score"].to_numpy(dtype=np.float64),
        "band": band_keys(table["band"].to_numpy()),
        "probability": table["probability"].to_numpy(dtype=np.float64),
        "value": table["value"].to_numpy(dtype=np.float64),
        "silent": table["silent_days"].to_numpy(dtype=np.float64),
        "said": np.array([words(said) for said in table["said"]], dtype=object),
    }


def missed_sentence(missed: MissedLeavers, currency: str | None) -> Phrase:
    """Return how many left, and of how many nothing had warned."""
    if not missed.n:
        return phrase("Nobody left since then: there is no case to look at.")
    left = phrase_n("**{n:count} customer** left", "**{n:count} customers** left", missed.n)
    if missed.value != missed.value:
        return phrase("{left}; nothing had warned of **{missed:count}**.", left=left, missed=missed.missed)
    return phrase(
        "{left}, worth {value} then; nothing had warned of **{missed:count}**.",
        left=left, value=Money(missed.value, currency), missed=missed.missed,
    )  # fmt: skip
