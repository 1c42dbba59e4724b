"""Answers of the value page's questions, made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.value_results import Claim, ProfitScenario, Quote, RevenueKept, ValueByCohort
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from tests.desktop.factory import make_analysis


def asked_analysis(n: int = 120, settings: AnalysisSettings | None = None) -> Analysis:
    """Return an analysis that questions can be asked of."""
    made = make_analysis(n, settings=settings)
    book = order_book(made.data)
    basis = MetricContext(made.data, book, made.settings)
    return replace(made, intermediate=MappingProxyType({"book": book, "figures_basis": basis}))


def scenario(points: float = 0.05, margin_share: float = 0.4, **changes: Any) -> ProfitScenario:
    """Return a scenario of two months: 100 customers bring 10 a month each."""
    now, raised = np.array([100.0, 90.0, 81.0]), np.array([100.0, 95.0, 90.25])
    revenue, more = now * 10 * [0, 1, 1], raised * 10 * [0, 1, 1]
    extra = float((more - revenue).sum())
    made = ProfitScenario(
        points=points,
        retention_share=0.6,
        raised_share=0.6 + points,
        customers=now,
        customers_raised=raised,
        revenue=revenue,
        revenue_raised=more,
        profit=revenue * margin_share,
        profit_raised=more * margin_share,
        yearly_revenue=12_000.0,
        revenue_extra=extra,
        profit_extra=extra * margin_share,
        profit_change_share=extra / float(revenue.sum()),
        budget_floor=360.0,
        budget_low=960.0,
        budget_high=1440.0,
        notes=(phrase("What raising retention costs is not taken off."),),
        quotes=(Quote(phrase("5 % more retention: 25 to 95 % more profit"), phrase("Source")),),
        budget_quote=Quote(phrase("Quote"), phrase("Source")),
    )
    return replace(made, **changes)


def claim(verdict: str = "does_not", **changes: Any) -> Claim:
    """Return the claim about the best tenth."""
    made = Claim(
        "top_tenth_order_value", phrase("The best tenth of customers spends twice as much an order as the others."),
        phrase("Source"), "ratio", 2.0, 1.34, 1.25, 1.44, 3000, verdict,
        phrase("Too few to tell: n = {n:count}.", n=3000), phrase("Quote"), phrase("Method"),
        phrase("{over} of later orders ÷ {under} in all", over=1.0, under=2.0),
        "top_decile_order_value_ratio", (0, 2, 5),
    )  # fmt: skip
    return replace(made, **changes)


def kept(**changes: Any) -> RevenueKept:
    """Return that 80 of 100 were kept."""
    made = RevenueKept(
        80.0, 100.0, 0.8, 0.7, 0.9, 40, (dt.date(2026, 4, 1), dt.date(2026, 6, 30)), phrase("80 ÷ 100")
    )
    return replace(made, **changes)


def cohorts(cost: float | None = None) -> ValueByCohort:
    """Return two cohorts, the second worth more."""
    earned, expected = np.array([100.0, 50.0]), np.array([20.0, 90.0])
    nothing = np.full(2, np.nan)
    return ValueByCohort(
        "month", (dt.date(2026, 1, 1), dt.date(2026, 2, 1)), np.array([60, 40]), earned, earned, expected,
        (earned + expected) / cost if cost else nothing, 128.0 / cost if cost else float("nan"), 80.0, 48.0,
        cost, 1.0,
    )  # fmt: skip
