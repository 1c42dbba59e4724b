"""The figures on top of the value page, with the ranges that past errors give them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retention_desk.desktop.figure_views import (
    ShownFigure,
    metric_figure,
    value_at_risk_figure,
    value_parts,
)
from retention_desk.desktop.value_page.range import known_range, span_of, spend_range_note, value_range_note
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

RANGE = phrase("Range")


def value_figures(analysis: Analysis, words: Words) -> list[ShownFigure]:
    """Return lifetime value, value at risk, expected spend and orders and what else is known."""
    found = [
        lifetime_value_figure(analysis, words),
        value_at_risk_figure(analysis, words),
        expected_spend_figure(analysis, words),
        expected_orders_figure(analysis, words),
        metric_figure(analysis, "top_decile_revenue_share", words),
        metric_figure(analysis, "mrr", words),
        _revenue_per_customer(analysis, words),
    ]
    return [figure for figure in found if figure is not None]


def _revenue_per_customer(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return the revenue per active customer, named so that it fits its card."""
    shown = metric_figure(analysis, "arpu", words)
    if shown is None:
        return None
    return replace(shown, card=replace(shown.card, label=phrase("Revenue per customer")))


def lifetime_value_figure(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return the lifetime value of all customers together."""
    worth = analysis.value.lifetime_value
    known = np.isfinite(worth)
    if not known.any():
        return None
    n = int(known.sum())
    total = float(worth[known].sum())
    value, sign, first = value_parts(total, "money", words, analysis.data.currency)
    months = analysis.value.horizon_months
    mean = words.money(total / n, analysis.data.currency)
    note = phrase("{mean} a customer · n = {n:count}", mean=mean, n=n)
    span, notes = None, [(phrase("Mind"), caveat) for caveat in analysis.value.caveats]
    found = known_range(analysis.value)
    if found is not None:
        low, high = total * found.low_ratio, total * found.high_ratio
        span = span_of(found, low, high, words, analysis.data.currency)
        notes.insert(0, (RANGE, value_range_note(analysis.value, found)))
    return ShownFigure(
        "lifetime_value",
        Figure(phrase("Lifetime value"), value, sign, first, note=note, span=span),
        phrase("Lifetime value"),
        phrase(
            "What the customers are expected to bring in {months:count} months, later months discounted.",
            months=months,
        ),
        analysis.value.note,
        notes=tuple(notes),
        customers=tuple(np.flatnonzero(known).tolist()),
    )


def expected_spend_figure(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return the spend expected within the horizon, with its range from past errors."""
    spend, currency = analysis.value.expected_spend, analysis.data.currency
    known = np.isfinite(spend)
    if not known.any():
        return None
    days, n = analysis.value.horizon_days, int(known.sum())
    total = float(spend[known].sum())
    value, sign, first = value_parts(total, "money", words, currency)
    span: Phrase | None = None
    notes: tuple[tuple[Phrase, Phrase], ...] = ()
    found = known_range(analysis.value)
    if found is not None:
        span = span_of(found, found.low, found.high, words, currency)
        notes = ((RANGE, spend_range_note(analysis.value, found)),)
    note = phrase("in {days:count} days · n = {n:count}", days=days, n=n)
    return ShownFigure(
        "expected_spend",
        Figure(phrase("Expected spend"), value, sign, first, note=note, span=span),
        phrase("Expected spend"),
        phrase("What the customers are expected to spend in the next {days:count} days.", days=days),
        phrase("Σ expected spend = {total}", total=words.money(total, currency)),
        notes=notes + _season_note(analysis),
        customers=tuple(np.flatnonzero(known).tolist()),
    )


def _season_note(analysis: Analysis) -> tuple[tuple[Phrase, Phrase], ...]:
    season = analysis.value.parameters.get("season_ratio")
    if season is None:
        return ()
    text = phrase(
        "Corrected by {change:change}, as the same season turned out a year earlier.", change=season - 1
    )
    return ((phrase("Season"), text),)


def expected_orders_figure(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return the orders expected within the horizon."""
    orders = analysis.value.expected_orders
    known = np.isfinite(orders)
    if not known.any():
        return None
    days = analysis.value.horizon_days
    total = float(orders[known].sum())
    note = phrase("in {days:count} days · n = {n:count}", days=days, n=int(known.sum()))
    return ShownFigure(
        "expected_orders",
        Figure(phrase("Expected orders"), words.count(total), note=note),
        phrase("Expected orders"),
        phrase("Orders expected of all customers in the next {days:count} days.", days=days),
        phrase("Σ expected orders = {total:count}", total=total),
        customers=tuple(np.flatnonzero(known).tolist()),
    )
