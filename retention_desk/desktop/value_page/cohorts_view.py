"""Value by cohort, against what winning a customer costs, and how long subscribers stay."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Signal

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.value_page.stay_card import ValueStayCard
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.value_results import ValueByCohort
from retention_desk.foundation.wording import Money, Phrase, phrase


class ValueCohortsView(PageView):
    """Two charts over the same cohorts, the second of which asks for a cost, and the stay curve."""

    cost_wanted = Signal()
    """The user wants to say what winning a customer costs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words, height = desk.words, theme.current().size.indicator_row * 2
        self.cohorts = AnswerChart("value_cohorts", desk, least_height=height, keep=True)
        self.ratio = AnswerChart("ltv_cac", desk, least_height=height)
        self.no_cost = EmptyState(
            phrase("What does winning a customer cost you?"),
            phrase(
                "With that cost, LTV : CAC by cohort is shown here: how many times over a customer brings in "
                "what winning one costs."
            ),
            words,
            (phrase("Give the cost"), self.cost_wanted.emit),
            primary=False,
        )
        self.no_cost.hide()
        self.column.addWidget(self.cohorts, 3)
        self.stay = ValueStayCard(desk, least_height=height)
        self.column.addLayout(row_of((self.ratio, self.no_cost, self.stay)), 2)
        self._analysis: Analysis | None = None
        self.explain_parts(self.cohorts, self.ratio)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the cohorts of an analysis."""
        self._analysis = analysis
        self.stay.show_stay(analysis)
        self.ask("cohorts", analysis, questions.value_by_cohort, (), self.show_cohorts)

    def show_cohorts(self, answer: Any) -> None:
        """Show the answer; None says what is missing."""
        currency = None if self._analysis is None else self._analysis.data.currency
        self.cohorts.show_answer(answer, currency)
        has_cost = answer is not None and bool(answer.acquisition_cost)
        self.no_cost.setVisible(answer is not None and not has_cost)
        if has_cost:
            self.ratio.show_answer(answer, currency)
        else:
            self.ratio.hide()
        self.told.emit(cohorts_sentence(answer, currency))
        if answer is not None:
            self.explained.emit(cohorts_figure(answer))


def cohorts_sentence(answer: ValueByCohort | None, currency: str | None) -> Phrase:
    """Return what a customer brought and is expected to bring, and against the cost of winning one."""
    if answer is None:
        return phrase("Nothing here is dated, so there are no cohorts.")
    cost = answer.acquisition_cost or 0.0
    if np.isfinite(answer.ltv_cac_all):
        return phrase(
            "For each {cost} spent on winning a customer, **{amount}** comes back.",
            cost=Money(cost, currency),
            amount=Money(answer.ltv_cac_all * cost, currency),
        )
    earned, expected = Money(answer.earned_all, currency), Money(answer.lifetime_all, currency)
    if np.isfinite(answer.earned_all) and np.isfinite(answer.lifetime_all):
        return phrase(
            "On average a customer has brought **{earned}** so far and is expected to bring **{expected}** "
            "more.",
            earned=earned,
            expected=expected,
        )
    if np.isfinite(answer.lifetime_all):
        return phrase("On average a customer is expected to bring **{expected}**.", expected=expected)
    if np.isfinite(answer.earned_all):
        return phrase("On average a customer has brought **{earned}** so far.", earned=earned)
    return phrase("Neither revenue nor a lifetime value is known of any cohort.")


def cohorts_figure(answer: ValueByCohort) -> ShownFigure:
    """Return the figure for *Why*."""
    notes: tuple[tuple[Phrase, Phrase], ...] = ()
    if answer.acquisition_cost:
        cost = Money(answer.acquisition_cost, answer.currency)
        notes = ((phrase("Cost of winning a customer"), phrase("{cost}", cost=cost)),)
    return ShownFigure(
        "value_by_cohort",
        Figure("", ""),
        phrase("Value by cohort"),
        phrase(
            "Customers by the period of their beginning: mean revenue so far times the margin, and mean "
            "lifetime value from now on. LTV : CAC divides both together by the cost of winning a customer."
        ),
        phrase(
            "({share:share0} of revenue so far + lifetime value) ÷ cost of winning a customer",
            share=answer.margin_share,
        ),
        notes=notes,
        customers=tuple(sorted(int(one) for members in answer.members for one in members)),
    )
