"""What a higher retention would bring, from the customers, the curve and the revenue of the user's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from retention_desk.foundation.history_results import HazardCurve
from retention_desk.foundation.results import Floats
from retention_desk.foundation.settings_sections import ValueSettings
from retention_desk.foundation.value_results import ProfitScenario, Quote
from retention_desk.foundation.wording import Money, Phrase, phrase
from retention_desk.metrics.activity import NEVER
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.hazard import MONTH_DAYS, hazard_curve
from retention_desk.metrics.periods import MONTHS
from retention_desk.metrics.revenue import revenue_per_customer
from retention_desk.metrics.survival import lifetimes

TAIL_MONTHS: Final = 6
RECENT_PERIODS: Final = 4
BUDGET_SHARES: Final = (0.03, 0.08, 0.12)
QUOTES: Final = (
    Quote(
        phrase("5 % more retention: 25 to 95 % more profit"),
        phrase(
            "Bain & Company in Reichheld and Schefter, E-Loyalty, Harvard Business Review (2000); quoted "
            "by all three articles"
        ),
    ),
    Quote(
        phrase("10 % more retention: 40 to 140 % more profit"),
        phrase("The second article's table, undated and without a source of its own"),
    ),
)
BUDGET_QUOTE: Final = Quote(
    phrase("At least 3 % of revenue a year for retention; 8 to 12 % in software services"),
    phrase("The first article, undated and without a source of its own"),
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
    Raising retention r of a period by x scales every hazard by (1 − r − x) ÷ (1 − r). Revenue per active
    customer stays that of the last complete period; profit is revenue × the margin share.
    """
    stay, per_customer, day = context.stay, revenue_per_customer(context), context.as_of_day
    if stay is None or per_customer is None or day is None or context.presence is None:
        return None
    if stay.opening == 0 or not stay.closing:
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
    monthly = per_customer.revenue_amount / stay.closing / months
    notes = (*notes, *_assumptions(arriving, context.money(monthly), factor, value.margin_share))
    if kept + points > 1.0:
        notes = (*notes, phrase("Retention cannot pass 100 %: no more than {x:points}.", x=1.0 - kept))
    found = _compared((points, kept, raised), (base, better), monthly, value, notes)
    return replace(
        found,
        period=context.settings.general.period,
        currency=context.currency,
        active=tuple(np.flatnonzero(active).tolist()),
    )


def _assumptions(arriving: float, monthly: Money, factor: float, margin_share: float) -> tuple[Phrase, ...]:
    """Return in words what is held fixed."""
    margin = (
        phrase("The margin is set to 100 %: profit is revenue until you set yours.")
        if margin_share == 1.0
        else phrase("Profit is {share:share} of revenue, the margin as set.", share=margin_share)
    )
    return (
        phrase("{n:number} new customers come each month, as in the last four periods.", n=arriving),
        phrase("Where 100 would leave, {n:number} still do, whatever their tenure.", n=100.0 * factor),
        phrase("An active customer goes on bringing {amount} a month.", amount=monthly),
        margin,
        phrase("What raising retention costs is not taken off."),
    )


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
    yearly = float(paths[0][0]) * monthly_amount * 12
    floor, low, high = (share * yearly for share in BUDGET_SHARES)
    return ProfitScenario(
        *retention,
        customers=paths[0],
        customers_raised=paths[1],
        revenue=revenue,
        revenue_raised=raised,
        profit=revenue * margin,
        profit_raised=raised * margin,
        yearly_revenue=yearly,
        revenue_extra=extra,
        profit_extra=extra * margin,
        profit_change_share=extra * margin / profit if profit > 0 else float("nan"),
        budget_floor=floor,
        budget_low=low,
        budget_high=high,
        notes=notes,
        quotes=QUOTES,
        budget_quote=BUDGET_QUOTE,
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
