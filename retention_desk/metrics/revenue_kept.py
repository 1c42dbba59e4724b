"""The revenue that retention keeps: of the period, from customers who were there before it."""

from __future__ import annotations

import math

import numpy as np

from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.results import Floats
from retention_desk.foundation.value_results import RevenueKept
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext


def revenue_kept(context: MetricContext) -> RevenueKept | None:
    """Return the revenue of the last complete period from customers first seen before it, with its share.

    With orders: net revenue. With subscriptions only: recurring revenue at the end of the period. None when
    there is no complete period or no revenue in it.

    Notes
    -----
    share = Σ aᵢ xᵢ ÷ Σ aᵢ with the amount aᵢ of a customer and xᵢ = 1 for those seen before. The interval is
    that of a ratio of sums: variance Σ aᵢ² (xᵢ − share)² ÷ (Σ aᵢ)².
    """
    period, present = context.period, context.presence
    if period is None or present is None:
        return None
    amounts = _amounts(context, period.start, period.end)
    if amounts is None or not amounts.sum() > 0:
        return None
    before = present.first_seen_by(period.opening_day)
    total, kept = float(amounts.sum()), float(amounts[before].sum())
    share = kept / total
    half = Z95 * math.sqrt(float((amounts**2 * (before - share) ** 2).sum())) / total
    return RevenueKept(
        amount=kept,
        total_amount=total,
        share=share,
        low=max(share - half, 0.0),
        high=min(share + half, 1.0),
        n=int((amounts != 0).sum()),
        period=period.dates,
        formula=phrase(
            "{kept} from customers who were there before ÷ {total}",
            kept=context.money(kept),
            total=context.money(total),
        ),
        recurring=context.book is None,
        customers=tuple(np.flatnonzero(amounts != 0).tolist()),
    )


def _amounts(context: MetricContext, start: int, end: int) -> Floats | None:
    """Return the revenue of each customer in a period, shape (n_customers,)."""
    if context.book is not None:
        inside = (context.book.line_day >= start) & (context.book.line_day <= end)
        lines = context.book.line_net_amount[inside]
        customer = context.book.line_customer[inside]
        return np.bincount(customer, weights=lines, minlength=context.n_customers).astype(np.float64)
    return None if context.recurring is None else context.recurring.at(end)
