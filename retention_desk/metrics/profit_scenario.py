"""What a higher retention would bring, from the customers, the curve and the revenue of the user's own."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.history_results import HazardCurve
from retention_desk.foundation.results import Floats
from retention_desk.foundation.settings import ValueSettings
from retention_desk.foundation.value_results import ProfitScenario
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.activity import NEVER
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.hazard import MONTH_DAYS, hazard_curve
from retention_desk.metrics.periods import MONTHS
from retention_desk.metrics.revenue import revenue_per_customer
from retention_desk.metrics.survival import lifetimes

TAIL_MONTHS: Final = 6
RECENT_PERIODS: Final = 4
BUDGET_SHARES: Final = (0.03, 0.08, 0.12)
REFERENCE: Final = phrase(
    "An article quotes 25–95 % more profit for five points (or per cent; it does not say which) of "
    "retention. That is a reference, not a forecast for this business."
)


def profit_scenario(context: MetricContext, points: float) -> ProfitScenario | None:
    """Return customers, revenue and profit over the horizon when retention of a period rises by `points`.

    Parameters
    ----------
    context : MetricContext
    points : float
        0.05 = five points; negative for a fall.

    Returns
    -------
    ProfitScenario or None
        None without a measured retention or revenue per customer.

    Notes
    -----
    Each month the customers of tenure m leave with the hazard h(m) of the user's own history; after its last
    month with the mean of the last six. As many customers come anew each month as in the last four periods.
    Raising retention r of a period by x scales every hazard by (1 − r − x) ÷ (1 − r). Revenue per customer
    stays what it is; profit is revenue × the margin share.
    """
    stay, per_customer, day = context.stay, revenue_per_customer(context), context.as_of_day
    if stay is None or per_customer is None or day is None or context.presence is None:
        return None
    if stay.opening == 0 or not per_customer.customers:
        return None
    months = MONTHS[context.settings.general.period]
    kept = stay.stayed / stay.opening
    raised = float(np.clip(kept + points, 0.0, 1.0))
    hazard, notes = _hazard(context, kept, months)
    recent = context.stays[-RECENT_PERIODS:] or (stay,)
    arriving = float(np.mean([item.new for item in recent])) / months
    active = context.presence.active_at(day)
    begun = context.presence.first_seen[active].astype(np.int64)
    tenure = np.where(begun > -NEVER, (day - begun) / MONTH_DAYS, len(hazard)).astype(np.int64)
    now = np.bincount(np.minimum(tenure, len(hazard) - 1), minlength=len(hazard)).astype(np.float64)
    value = context.settings.value
    factor = (1.0 - raised) / (1.0 - kept) if kept < 1.0 else 1.0
    base = _path(now, hazard, arriving, value.horizon_months)
    better = _path(now, np.minimum(hazard * factor, 1.0), arriving, value.horizon_months)
    if value.margin_share == 1.0:
        notes = (*notes, phrase("The margin share is 100 %: profit is revenue. Set “value.margin_share”."))
    return _compared((points, kept, raised), (base, better), per_customer.amount / months, value, notes)


def _compared(
    retention: tuple[float, float, float],
    paths: tuple[Floats, Floats],
    monthly_amount: float,
    value: ValueSettings,
    notes: tuple[Phrase, ...],
) -> ProfitScenario:
    """Return revenue and profit along both paths of customers."""
    revenue, raised = (np.r_[0.0, path[1:] * monthly_amount] for path in paths)
    margin, extra = value.margin_share, float((raised - revenue).sum())
    profit = float(revenue.sum() * margin)
    floor, low, high = (share * float(paths[0][0]) * monthly_amount * 12 for share in BUDGET_SHARES)
    return ProfitScenario(
        *retention,
        customers=paths[0],
        customers_raised=paths[1],
        profit=revenue * margin,
        profit_raised=raised * margin,
        revenue_extra=extra,
        profit_extra=extra * margin,
        profit_change_share=extra * margin / profit if profit > 0 else float("nan"),
        budget_floor=floor,
        budget_low=low,
        budget_high=high,
        notes=notes,
        reference=REFERENCE,
    )


def _path(now: Floats, hazard: Floats, arriving: float, months: int) -> Floats:
    """Return the customers at the end of each month; the last tenure holds all that are older."""
    there = now.copy()
    totals = [there.sum()]
    for _ in range(months):
        staying = there * (1.0 - hazard)
        there = np.r_[arriving, staying[:-1]]
        there[-1] += staying[-1]
        totals.append(there.sum())
    return np.array(totals)


def _hazard(context: MetricContext, kept: float, months: int) -> tuple[Floats, tuple[Phrase, ...]]:
    """Return the share leaving in each month of tenure, the last for all later ones, and what it rests on."""
    curve = hazard_curve(lifetimes(context.data, context.book, context.settings))
    flat = 1.0 - kept ** (1.0 / months)
    if curve is None or len(curve.month) < 2:
        note = phrase("Every customer leaves at the measured rate: there is no curve by tenure yet.")
        return np.array([flat, flat]), (note,)
    by_month, tail = _by_month(curve)
    note = phrase("Customers leave by tenure as they did so far ({n:count} followed).", n=curve.n)
    return np.r_[by_month, tail], (note,)


def _by_month(curve: HazardCurve) -> tuple[Floats, float]:
    last = curve.left[-TAIL_MONTHS:].sum() / curve.at_risk[-TAIL_MONTHS:].sum()
    by_month: Floats = np.full(int(curve.month[-1]) + 1, float(last))
    by_month[curve.month] = curve.share
    return by_month, float(last)
