"""What the planning of an experiment starts from: how many stay and what they spend without any contact."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.experiment_results import Measure
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.outcome_results import KEPT
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.row_outcomes import row_outcomes

HALF: Final = 0.5
TOLD: Final = phrase("as you say")


@dataclass(frozen=True)
class ExperimentBasis:
    """Share kept or mean spend without contact, where that comes from, and the spread of spend."""

    base: float
    base_by: Phrase
    spread: float


def experiment_basis(analysis: Analysis, measure: Measure) -> ExperimentBasis:
    """Return what the control is expected to do.

    As the holdout of earlier lists did, where `review.smallest_group` of it are decided; else, for shares, as
    the plan expects of those left alone, and for amounts as the customers of the list have spent in the days
    before.
    """
    outcomes = row_outcomes(
        analysis.data, analysis.history, analysis.settings, analysis.intermediate.get("book")
    )
    held = outcomes.counts & (analysis.history.rows["arm"] == "holdout").to_numpy() & outcomes.decided
    if held.sum() >= analysis.settings.review.smallest_group:
        by = phrase("as {n:count} customers held out did so far", n=int(held.sum()))
        if measure == "share":
            return ExperimentBasis(float((outcomes.code[held] == KEPT).mean()), by, math.nan)
        spend = outcomes.spend[held]
        if np.isfinite(spend).all():
            return ExperimentBasis(float(spend.mean()), by, float(spend.std(ddof=1)))
    return _expected(analysis) if measure == "share" else _spent(analysis, outcomes.days)


def _expected(analysis: Analysis) -> ExperimentBasis:
    power = analysis.plan.holdout
    if power is None or power.is_assumed or math.isnan(power.leaving_share):
        return ExperimentBasis(HALF, phrase("one half, where differences are hardest to show"), math.nan)
    return ExperimentBasis(
        1 - power.leaving_share, phrase("as the forecast expects of those left alone"), math.nan
    )


def _spent(analysis: Analysis, days: int) -> ExperimentBasis:
    spend = _spend_before(analysis, days)[analysis.plan.table["customer"].to_numpy()]
    if len(spend) < 2:
        return ExperimentBasis(math.nan, phrase("not known: there are no orders of the list"), math.nan)
    by = phrase("as the list spent in the {days:count} days before", days=days)
    return ExperimentBasis(float(spend.mean()), by, float(spend.std(ddof=1)))


def _spend_before(analysis: Analysis, days: int) -> Floats:
    """Return the net revenue of each customer in the days up to the as-of date; NaN without orders."""
    book, day = order_book(analysis.data), analysis.data.as_of
    if book is None or day is None:
        return np.full(analysis.data.n_customers, np.nan)
    today = int(np.datetime64(day, "D").astype(np.int64))
    inside = (book.line_day > today - days) & (book.line_day <= today)
    spent: Floats = np.bincount(
        book.line_customer[inside], weights=book.line_net_amount[inside], minlength=book.n_customers
    ).astype(np.float64)
    return spent
