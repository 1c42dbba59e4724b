"""What stands beside lifetime values: how earlier ones turned out, and how long subscribers stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from retention_desk.foundation.arrays import Floats


@dataclass(frozen=True, eq=False)
class ValueCheck:
    """What the forecast of a past day promised for the horizon after it, and what then came.

    Attributes
    ----------
    day : date
        The forecast sees nothing later.
    customers : int
        Customers it was made for.
    predicted, actual, last_period : float
        Spend (revenue) over the horizon after `day`; `last_period` is that of the horizon before it.
    predicted_orders, actual_orders, last_period_orders : float
        The same in orders; NaN for subscriptions.
    season_ratio : float or None
        What the season of a year earlier would have multiplied `predicted` by; None where that was not known.
    capture_share, capture_share_last_period : float
        Share of the actual spend held by the fifth with the highest predicted (last) spend; NaN without any.
    auc : float
        Of P(buys) for having bought; NaN where it cannot be told.
    tenths : ndarray, shape (10, 4), or None
        Means of predicted and actual orders in each tenth by predicted orders, lowest first, then of
        predicted and actual spend in each tenth by predicted spend; NaN where not known.
    """

    day: dt.date
    customers: int
    predicted: float
    actual: float
    last_period: float
    predicted_orders: float = float("nan")
    actual_orders: float = float("nan")
    last_period_orders: float = float("nan")
    season_ratio: float | None = None
    capture_share: float = float("nan")
    capture_share_last_period: float = float("nan")
    auc: float = float("nan")
    tenths: Floats | None = None

    @property
    def ratio(self) -> float | None:
        """Actual ÷ predicted, without the season; None where either is nothing."""
        return self.actual / self.predicted if self.actual > 0 and self.predicted > 0 else None


@dataclass(frozen=True, eq=False)
class CheckByTenth:
    """One check opened to its tenths of customers, as its chart takes it.

    Attributes
    ----------
    check : ValueCheck
    horizon_days : int
        How far it looked ahead.
    currency : str or None
    """

    check: ValueCheck
    horizon_days: int
    currency: str | None = None


@dataclass(frozen=True, eq=False)
class ValueRange:
    """Between which sums the spend of all customers over the horizon is likely to lie, from past errors.

    Attributes
    ----------
    low, high : float
        Ends of the range, in money; it holds nine times in ten.
    low_ratio, high_ratio : float
        The same as a multiple of the forecast: for any part of the customers.
    checks : int
        Past days it rests on; with none it is what such forecasts usually miss by.
    """

    low: float
    high: float
    low_ratio: float
    high_ratio: float
    checks: int


@dataclass(frozen=True, eq=False)
class StayCurve:
    """Share of subscribers still there by number of periods: the fitted model beside what was counted.

    Attributes
    ----------
    period : {"month", "year"}
    periods : ndarray, shape (k,)
        0, 1, 2 …; longer than what is known as far as the horizon reaches.
    fitted : ndarray, shape (k,)
        Shifted-beta-geometric.
    counted, low, high : ndarray, shape (k,)
        Kaplan–Meier with its 95 % log-log band; NaN where nobody has been followed so far.
    at_risk : ndarray, shape (k,)
        Customers followed into the period, of whom those counted at its end; 0 later.
    known_periods : int
        Periods that somebody could be followed through.
    alpha, beta : float
        Parameters of the model.
    n, left : int
        Customers followed, and those of them who left.
    """

    period: Literal["month", "year"]
    periods: Floats
    fitted: Floats
    counted: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    known_periods: int
    alpha: float
    beta: float
    n: int
    left: int
