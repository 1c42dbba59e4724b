"""What to mind about lifetime values, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from retention_desk.forecast.contractual_value import MonthlyRevenue
from retention_desk.forecast.order_value import BuyerForecast
from retention_desk.forecast.stay_model import StayModel
from retention_desk.foundation.lifetime_results import ValueCheck, ValueRange
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.wording import Phrase, phrase

DISAGREEMENT: Final = 0.25
SEASON_NEEDS_DAYS: Final = 450
FEW_PERIODS: Final = 6
FAR_APART: Final = 0.05
FEWEST_FOLLOWED: Final = 100


def contractual_caveats(revenue: MonthlyRevenue, horizon_months: int) -> tuple[Phrase, ...]:
    """Return what to mind about the value of subscribers."""
    said = []
    if revenue.leaving_share == 0:
        said.append(
            phrase(
                "No customer has left so far, so that the value is capped at the horizon of "
                "{months:count} months.",
                months=horizon_months,
            )
        )
    if revenue.stays is not None:
        known = len(revenue.stays.counts.gone) - 1
        if known < FEW_PERIODS and revenue.stays.period_months > 1:
            said.append(
                phrase(
                    "Only {n:count} years of customers staying are known, fewer than six: how many stay "
                    "longer is a guess.",
                    n=known,
                )
            )
        elif known < FEW_PERIODS:
            said.append(
                phrase(
                    "Only {n:count} months of customers staying are known, fewer than six: how many stay "
                    "longer is a guess.",
                    n=known,
                )
            )
        apart = _apart(revenue.stays)
        if apart > FAR_APART:
            said.append(
                phrase(
                    "The fitted curve and the counted one are up to {points:share0} of all customers apart: "
                    "this business keeps its customers differently from what the model assumes.",
                    points=apart,
                )
            )
    return tuple(said)


def _apart(stays: StayModel) -> float:
    """Return the greatest distance of the fitted share from the counted one, where enough are followed."""
    curve = stays.curve(1)
    followed = curve.at_risk >= FEWEST_FOLLOWED
    return float(np.abs(curve.fitted - curve.counted)[followed].max()) if followed.any() else 0.0


def order_caveats(
    book: OrderBook,
    today: int,
    forecast: BuyerForecast,
    season: float | None,
    checks: Sequence[ValueCheck],
    spend_range: ValueRange,
) -> tuple[Phrase, ...]:
    """Return what to mind about the value of buyers: season, backtest, range, a second model."""
    said = []
    span = today - int(book.purchase_day.min())
    if season is not None:
        said.append(
            phrase(
                "The next {days:count} days are corrected for the season by {change:change}, as it turned "
                "out a year earlier.",
                days=forecast.horizon_days,
                change=season - 1,
            )
        )
    elif span < SEASON_NEEDS_DAYS:
        said.append(
            phrase(
                "The orders cover {days:count} days: too few to see the season, which can move the total "
                "either way.",
                days=span,
            )
        )
    said.append(_of_the_past(checks, spend_range, forecast.horizon_days, with_season=season is not None))
    other = _second_opinion(forecast)
    return (*said, other) if other is not None else tuple(said)


def _of_the_past(
    checks: Sequence[ValueCheck], spend_range: ValueRange, horizon_days: int, *, with_season: bool
) -> Phrase:
    """Return how earlier forecasts turned out, made like today's: with the season where that corrects it."""
    ratios = [
        check.ratio / ((check.season_ratio or 1.0) if with_season else 1.0) for check in checks if check.ratio
    ]
    if not ratios:
        return phrase(
            "The forecast could not be checked on the past: that takes {need:count} days of orders. Such "
            "forecasts usually end between {low:share0} and {high:share0} of what they say.",
            need=2 * max(horizon_days, 60),
            low=spend_range.low_ratio,
            high=spend_range.high_ratio,
        )
    return phrase(
        "At {n:count} earlier dates customers then spent between {low:share0} and {high:share0} of "
        "the forecast.",
        n=len(ratios),
        low=min(ratios),
        high=max(ratios),
    )


def _second_opinion(forecast: BuyerForecast) -> Phrase | None:
    """Return by how much the sister model disagrees, where that is much."""
    sister, counts = forecast.model.cross_check, forecast.counts
    if sister is None or not sister.converged:
        return None
    rows, _ = counts.distinct
    expected = sister.expected_purchases(rows.repeats, rows.last_age, rows.age, forecast.horizon_days)
    apart = float(expected @ rows.weight) / max(float(forecast.orders.sum()), 1e-12) - 1
    if not np.isfinite(apart) or abs(apart) <= DISAGREEMENT:
        return None
    return phrase("A second model (BG/NBD) expects {change:change} orders against this.", change=apart)
