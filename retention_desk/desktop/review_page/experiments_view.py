"""Experiments: planned before they begin, read out when they are over, with the warning about peeking."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.lines_card import Line, LinesCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.planner_card import PlannerCard
from retention_desk.desktop.review_page.state import ReviewState
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.foundation.experiment_plan import PEEKING_ERRORS, ExperimentPlan
from retention_desk.foundation.lift_results import Lifts
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.wording import Phrase, phrase

_MOST_EXPERIMENTS: Final = 6


class ExperimentsView(ReviewView):
    """The planner beside its curve; below, every experiment that runs or ran, and how not to read it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.planner = PlannerCard(desk.words)
        self.planner.planned.connect(self._planned)
        self.curve = AnswerChart("experiment_curve", desk, keep=True)
        self.peeking = LinesCard(phrase("Look once, at the end"), desk.words)
        self.arms: list[AnswerChart] = []
        self._readouts = QVBoxLayout()
        self._readouts.setSpacing(self.column.spacing())
        self.column.addLayout(row_of((self.planner, self.curve), 2, 3))
        self.column.addLayout(self._readouts)
        self.column.addWidget(self.peeking)
        self.column.addStretch(1)

    def show_state(self, state: ReviewState) -> None:
        """Show the planner, which needs no project, and what experiments say so far."""
        self.show_lack(None)
        if state.analysis is not None:
            share, per_week = base_of(state.review), drawn_per_week(state.analysis)
            self.planner.suggest(share, per_week, state.analysis.settings.holdout.share, self.words)
        lifts = None if state.review is None else state.review.lifts
        self._show_arms(lifts)
        self.peeking.show_lines(peeking_lines(lifts), self.words)
        self._planned(self.planner.plan())

    def _planned(self, plan: ExperimentPlan) -> None:
        self.curve.show_answer(plan)
        self.told.emit(plan_sentence(plan))

    def _show_arms(self, lifts: Lifts | None) -> None:
        shown = () if lifts is None else lifts.arms[:_MOST_EXPERIMENTS]
        while len(self.arms) < len(shown):
            chart = AnswerChart("arms_forest", self.desk)
            self.arms.append(chart)
            self._readouts.addWidget(chart)
        for place, chart in enumerate(self.arms):
            chart.show_answer(shown[place] if place < len(shown) else None)


def base_of(review: Review | None) -> float | None:
    """Return the share kept of those held out so far; None where it is not known."""
    if review is None or review.lifts is None or not review.lifts.whole.holdout.n:
        return None
    share = review.lifts.whole.holdout.share
    return share if 0 < share < 1 else None


def drawn_per_week(analysis: Analysis) -> int:
    """Return how many customers a week's list draws, those held out among them."""
    drawn = analysis.plan.listed + analysis.plan.held_out
    return drawn or analysis.settings.capacity.contacts_per_week


def peeking_lines(lifts: Lifts | None) -> list[Line]:
    """Return why looking again and again finds what is not there."""
    lines: list[Line] = [
        (
            "",
            phrase(
                "Whoever looks five times and stops at the first difference finds one in {five:share0} of "
                "experiments where there is none, not in {once:share0}; with ten looks in {ten:share0}.",
                five=PEEKING_ERRORS[5], once=PEEKING_ERRORS[1], ten=PEEKING_ERRORS[10],
            ),
        ),
        ("", phrase("Decide the number of customers before, and judge when they are all decided.")),
    ]  # fmt: skip
    if lifts is not None and lifts.looked_note.text:
        lines.append(("", lifts.looked_note))
    return lines


def plan_sentence(plan: ExperimentPlan) -> Phrase:
    """Return how many customers and weeks it takes."""
    if plan.total is None:
        return phrase("No number of customers would show this difference: change what is asked.")
    if plan.weeks is None:
        return phrase(
            "It takes **{total:count} customers**, {control:count} of them left alone.",
            total=plan.total, control=plan.n_control,
        )  # fmt: skip
    return phrase(
        "It takes **{total:count} customers**, {control:count} of them left alone: about **{weeks:count} "
        "weeks** at {week:count} a week.",
        total=plan.total, control=plan.n_control, weeks=plan.weeks, week=plan.question.customers_per_week,
    )  # fmt: skip
