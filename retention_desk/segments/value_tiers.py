"""Value tiers: high-value, potential and general customers."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Codes, Floats, Health, LifetimeValue
from retention_desk.foundation.settings_sections import SegmentSettings
from retention_desk.foundation.vocabulary import VALUE_TIERS

HIGH, POTENTIAL, GENERAL = (list(VALUE_TIERS).index(key) for key in ("high", "potential", "general"))
UNKNOWN: Final = -1


def tier_values(
    data: CustomerData,
    book: OrderBook | None,
    value: LifetimeValue,
    health: Health | None,
    settings: SegmentSettings,
) -> tuple[str, Floats]:
    """Return what the tiers are cut by and its value per customer, shape (n_customers,), NaN unknown.

    The basis of the settings is taken when it is known for anybody; else the first that is, of lifetime
    value, net revenue, monthly recurring revenue (``mrr``) and health score. Without `health` the score
    is no basis.
    """
    known = {
        "lifetime_value": value.lifetime_value,
        "revenue": None if book is None else book.net_total,
        "mrr": _recurring_amount(data),
        "health_score": None if health is None else health.score,
    }
    for basis in (settings.value_by, *known):
        values = known[basis]
        if values is not None and np.isfinite(values).any():
            return basis, np.asarray(values, dtype=np.float64)
    return settings.value_by, np.full(data.n_customers, np.nan)


def _recurring_amount(data: CustomerData) -> Floats | None:
    table = data.events.get("subscriptions")
    if table is not None:
        running = table["ended_on"].isna().to_numpy()
        amount = np.nan_to_num(table["mrr"].to_numpy(dtype=np.float64))
        customer = table["customer"].to_numpy(dtype=np.int64)
        return np.bincount(customer[running], weights=amount[running], minlength=data.n_customers).astype(
            np.float64
        )
    if "mrr" in data.customers:
        return data.customers["mrr"].to_numpy(dtype=np.float64, na_value=np.nan)
    return None


def value_tiers(values: Floats, settings: SegmentSettings) -> tuple[Codes, tuple[float, float]]:
    """Return the value tier of each customer and the lowest values of the two upper tiers.

    Parameters
    ----------
    values : ndarray of float, shape (n_customers,)
        Lifetime value, revenue or score; NaN unknown.
    settings : SegmentSettings
        Amounts where they are set; else shares of the customers whose value is known.

    Returns
    -------
    codes : ndarray of int8, shape (n_customers,)
        Position in `VALUE_TIERS`, −1 where the value is unknown.
    cuts : (float, float)
        Lowest value of high and of potential; NaN when nothing is known.

    Notes
    -----
    The best ⌈share × n⌉ make the tier, and everyone with the value of the last of them: ties go to the
    better tier together, so that a tier is exactly the customers at or above its cut.
    """
    known = np.isfinite(values)
    ranked = -np.sort(-values[known])
    high = _cut(ranked, settings.high_share, settings.high_amount)
    potential = _cut(ranked, settings.high_share + settings.potential_share, settings.potential_amount)
    potential = min(potential, high) if len(ranked) else potential
    codes = np.full(len(values), UNKNOWN, dtype=np.int8)
    codes[known] = np.where(
        values[known] >= high, HIGH, np.where(values[known] >= potential, POTENTIAL, GENERAL)
    )
    return codes, (high, potential)


def _cut(ranked: Floats, share: float, amount: float | None) -> float:
    """Return the lowest value of the best `share`; infinite when the share is 0."""
    if amount is not None:
        return float(amount)
    if not len(ranked):
        return math.nan
    size = math.ceil(round(min(share, 1.0) * len(ranked), 9))
    return float(ranked[size - 1]) if size else math.inf
