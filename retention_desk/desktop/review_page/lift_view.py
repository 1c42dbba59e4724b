"""Did it help? Those handed out beside those held out by chance, altogether, by tier, by play."""

from __future__ import annotations

import math

from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.lines_card import Line, LinesCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.state import ReviewState, lack_of_holdout
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.foundation.lift_results import Lift, Lifts
from retention_desk.foundation.wording import Money, Phrase, phrase


class LiftView(ReviewView):
    """The forest of differences, and the numbers behind the whole."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.forest = AnswerChart("lift_forest", desk, keep=True)
        self.numbers = LinesCard(phrase("The numbers behind it"), desk.words)
        self.column.addWidget(self.forest)
        self.column.addWidget(self.numbers)
        self.column.addStretch(1)

    def show_state(self, state: ReviewState) -> None:
        """Show what handing out did, or what is lacking to tell."""
        lacking = self.show_lack(lack_of_holdout(state), self.forest, self.numbers)
        review = state.review
        if lacking or review is None or review.lifts is None:
            return
        lifts = review.lifts
        self.forest.show_answer(lifts)
        self.numbers.show_lines(lift_lines(lifts, review.currency), self.words)
        self.told.emit(lifts.whole.reason)


def lift_lines(lifts: Lifts, currency: str | None) -> list[Line]:
    """Return the numbers behind the whole: both sides, the difference, money, and how to read them."""
    whole = lifts.whole
    lines: list[Line] = [
        (phrase("Handed out"), _side(whole.contact.n, whole.contact.kept, whole.contact.open)),
        (phrase("Held out"), _side(whole.holdout.n, whole.holdout.kept, whole.holdout.open)),
    ]
    if not math.isnan(whole.difference):
        lines.append((phrase("Difference of shares"), _difference(whole)))
    if whole.money is not None:
        money = whole.money
        lines.append(
            (
                phrase("Revenue per customer"),
                phrase(
                    "{contact} handed out, {holdout} held out: {difference} ({low} to {high})",
                    contact=Money(money.contact_mean, currency), holdout=Money(money.holdout_mean, currency),
                    difference=Money(money.difference, currency), low=Money(money.low, currency),
                    high=Money(money.high, currency),
                ),
            )
        )  # fmt: skip
    if whole.customers_needed is not None and whole.weeks_needed is not None:
        lines.append((phrase("Still needed"), _needed(whole)))
    if whole.contacted_n:
        lines.append(
            (
                phrase("Only those contacted"),
                phrase(
                    "{share:share} of {n:count} kept: not a measure, since whom one reaches stays more often "
                    "anyway",
                    share=whole.contacted_share, n=whole.contacted_n,
                ),
            )
        )  # fmt: skip
    return [
        *lines, (phrase("Looking again and again"), lifts.looked_note), (phrase("Method"), lifts.method)
    ]  # fmt: skip


def _side(n: int, kept: int, waiting: int) -> Phrase:
    if not n:
        return phrase("none decided yet, {open:count} waiting", open=waiting)
    if not waiting:
        return phrase("{kept:count} of {n:count} kept ({share:share})", kept=kept, n=n, share=kept / n)
    return phrase(
        "{kept:count} of {n:count} kept ({share:share}), {open:count} not decided yet",
        kept=kept, n=n, share=kept / n, open=waiting,
    )  # fmt: skip


def _difference(lift: Lift) -> Phrase:
    return phrase(
        "{difference:points}, 95 % interval {low:points} to {high:points}; weighted as the lists were drawn",
        difference=lift.difference, low=lift.low, high=lift.high,
    )  # fmt: skip


def _needed(lift: Lift) -> Phrase:
    return phrase(
        "about {customers:count} more customers, {weeks:count} weeks at the size of the lists so far, "
        "until a difference of {effect:points} would show",
        customers=lift.customers_needed, weeks=lift.weeks_needed, effect=lift.effect,
    )  # fmt: skip
