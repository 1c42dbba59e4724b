"""Loyalty tiers by 12 months' net spend or points, and what is missing to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Codes, Floats
from retention_desk.foundation.settings_sections import SegmentSettings
from retention_desk.foundation.wording import phrase

YEAR_DAYS: Final = 365
DEFAULT_NAMES: Final = (
    phrase("Silver Star").text,
    phrase("Jade Star").text,
    phrase("Gold Star").text,
)
DEFAULT_PERCENTILES: Final = (50, 80, 95)
ROUND_STEPS: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, eq=False)
class Loyalty:
    """Tiers of all customers.

    Attributes
    ----------
    tier : ndarray of int8, shape (n_customers,)
        Position in `names`, −1 below the lowest tier or unknown.
    names : tuple of str
        Lowest first.
    thresholds : tuple of float
        What each tier takes.
    spend, distance : ndarray of float, shape (n_customers,)
        Spend (or points), and what is missing to the next tier; NaN at the top.
    """

    tier: Codes
    names: tuple[str, ...]
    thresholds: tuple[float, ...]
    spend: Floats
    distance: Floats


def loyalty_tiers(data: CustomerData, book: OrderBook | None, settings: SegmentSettings) -> Loyalty:
    """Return the loyalty tier of each customer; a value on a threshold takes the better tier.

    Notes
    -----
    Without tiers in the settings there are three, from which half, a fifth and a twentieth of the
    customers with any spend upwards belong, at round amounts.
    """
    spend = _spend(data, book, settings)
    if settings.loyalty_tiers:
        ordered = sorted(settings.loyalty_tiers.items(), key=lambda item: item[1])
        names, thresholds = tuple(name for name, _ in ordered), tuple(float(least) for _, least in ordered)
    else:
        names, thresholds = _default_tiers(spend)
    tier = np.full(len(spend), -1, dtype=np.int8)
    distance = np.full(len(spend), np.nan)
    known = np.isfinite(spend)
    tier[known] = np.searchsorted(thresholds, spend[known], side="right") - 1
    following = np.append(np.asarray(thresholds, dtype=np.float64), np.nan)
    distance[known] = following[tier[known].astype(np.int64) + 1] - spend[known]
    return Loyalty(tier, names, thresholds, spend, distance)


def _spend(data: CustomerData, book: OrderBook | None, settings: SegmentSettings) -> Floats:
    if settings.loyalty_by == "points" and "points" in data.customers:
        return data.customers["points"].to_numpy(dtype=np.float64, na_value=np.nan)
    if book is None or data.as_of is None:
        return np.full(data.n_customers, np.nan)
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    inside = (book.line_day > today - YEAR_DAYS) & (book.line_day <= today)
    return np.bincount(
        book.line_customer[inside], weights=book.line_net_amount[inside], minlength=data.n_customers
    ).astype(np.float64)


def _default_tiers(spend: Floats) -> tuple[tuple[str, ...], tuple[float, ...]]:
    positive = spend[np.isfinite(spend) & (spend > 0)]
    if not len(positive):
        return (), ()
    found: list[float] = []
    for percentile in DEFAULT_PERCENTILES:
        amount = round_amount(float(np.percentile(positive, percentile)))
        while found and amount <= found[-1]:
            amount = round_amount(amount * 1.3)
        found.append(amount)
    return DEFAULT_NAMES, tuple(found)


def round_amount(amount: float) -> float:
    """Return the round amount (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 × 10^k) nearest to a positive amount.

    Examples
    --------
    >>> [round_amount(x) for x in (4.6, 730.0, 17_900.0)]
    [5.0, 800.0, 20000.0]
    """
    scale = 10.0 ** math.floor(math.log10(amount))
    nearest = min(ROUND_STEPS, key=lambda step: abs(step - amount / scale))
    return round(nearest * scale, 9)
