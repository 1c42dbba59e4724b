"""What buyers are worth: purchases expected, spend per purchase, and both discounted over the horizon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.gamma_gamma import fit_gamma_gamma, pooled_spend
from retention_desk.forecast.purchase_counts import PurchaseCounts, count_purchases
from retention_desk.forecast.purchase_model import PurchaseModel, fit_purchase_model
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]

DAYS_PER_MONTH = 365.25 / 12
MOST_STEPS = 24
KEPT_FORECASTS = 2


@dataclass(frozen=True, eq=False)
class BuyerForecast:
    """Purchases and spend expected of every buyer over the horizon; arrays of shape (n_buyers,)."""

    counts: PurchaseCounts
    model: PurchaseModel
    horizon_days: int
    p_alive: Floats
    orders: Floats
    spend_per_order: Floats
    spend_parameters: Mapping[str, float]

    @cached_property
    def p_buy(self) -> Floats:
        """Probability of buying at least once in the horizon."""
        return self.model.p_buy(self.counts, self.p_alive, self.horizon_days)

    @property
    def spend(self) -> Floats:
        """Expected spend over the horizon."""
        return self.orders * self.spend_per_order


class PastForecasts:
    """Forecasts as they would have been made on past days; the last two made are kept."""

    def __init__(self, book: OrderBook, horizon_days: int) -> None:
        self.book = book
        self.horizon_days = horizon_days
        self._made: dict[int, BuyerForecast | None] = {}

    def at(self, day: int, progress: Progress = SILENT) -> BuyerForecast | None:
        """Return the forecast from the orders up to `day`, or None when they cover no time."""
        if day not in self._made:
            while len(self._made) >= KEPT_FORECASTS:
                self._made.pop(next(iter(self._made)))
            self._made[day] = forecast_buyers(self.book, day, self.horizon_days, progress)
        return self._made[day]


def forecast_buyers(
    book: OrderBook, last_day: int, horizon_days: int, progress: Progress = SILENT
) -> BuyerForecast | None:
    """Return what is expected of every buyer in the `horizon_days` after `last_day`.

    Only purchases up to `last_day` are seen. None when they cover no time.
    """
    counts = count_purchases(book, last_day)
    model = fit_purchase_model(counts, progress=progress) if len(counts) else None
    if model is None:
        return None
    p_alive = model.p_alive(counts)
    spend, parameters = _spend_per_order(counts, progress)
    orders = model.expected_orders(counts, p_alive, horizon_days)
    return BuyerForecast(counts, model, horizon_days, p_alive, orders, spend, parameters)


def discounted_value(
    forecast: BuyerForecast, months: int, discount_rate_yearly: float, margin_share: float
) -> Floats:
    """Return the discounted margin expected of each buyer over `months`, shape (n_buyers,).

    Notes
    -----
    Σ over steps of (purchases expected by its end − by its start) × spend per purchase × margin share ÷
    (1 + yearly rate)^(middle of the step in years). Steps are months, at most 24 of equal length.
    """
    steps = min(months, MOST_STEPS)
    ends = np.arange(1, steps + 1) * (months / steps)
    before = np.zeros(len(forecast.counts))
    discounted = np.zeros(len(forecast.counts))
    for end in ends:
        by_now = forecast.model.expected_orders(forecast.counts, forecast.p_alive, end * DAYS_PER_MONTH)
        middle_years = (end - months / steps / 2) / 12
        discounted += (by_now - before) / (1 + discount_rate_yearly) ** middle_years
        before = by_now
    return np.asarray(discounted * forecast.spend_per_order * margin_share)


def _spend_per_order(counts: PurchaseCounts, progress: Progress) -> tuple[Floats, Mapping[str, float]]:
    purchases = counts.repeats + 1
    model = fit_gamma_gamma(purchases, counts.mean_spend, progress)
    if not model.converged:
        return pooled_spend(purchases, counts.mean_spend), MappingProxyType({})
    named = {"spend_p": model.p, "spend_q": model.q, "spend_gamma": model.gamma}
    return model.expected_spend(purchases, counts.mean_spend), MappingProxyType(named)
