"""Lifetime value of every customer, by the model that the data allow."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.contractual_value import (
    MonthlyRevenue,
    customer_table_revenue,
    revenue_over,
    stay_value,
    subscription_revenue,
)
from retention_desk.forecast.order_value import BuyerForecast, PastForecasts, discounted_value
from retention_desk.forecast.value_backtest import backtest_value, season_ratio
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import LifetimeValue
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]

DISAGREEMENT = 0.25
SEASON_NEEDS_DAYS = 450


def estimate_lifetime_value(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings, progress: Progress
) -> LifetimeValue:
    """Return what each customer is likely to buy and to be worth.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
    settings : AnalysisSettings
        Reads ``general.horizon_days``, ``general.business_type`` and ``value.*``.
    progress : Progress

    Returns
    -------
    LifetimeValue
        Subscriptions: revenue × survival × margin. Orders: Pareto/NBD with Gamma-Gamma, or the
        simpler model named in the note. A customer table with a monthly amount: the same as
        subscriptions with the table's leaving rate. Otherwise unknown (NaN).
    """
    progress.step(0.0, phrase("Estimating lifetime value"))
    shop = settings.general.business_type == "shop"
    has_orders = book is not None and len(book.purchase_day) > 0
    revenue = None if shop and has_orders else subscription_revenue(data)
    if revenue is not None:
        return _contractual(data, revenue, settings, "contractual")
    if book is not None and has_orders and data.as_of is not None:
        return _of_orders(data, book, settings, progress)
    revenue = customer_table_revenue(data)
    if revenue is not None:
        return _contractual(data, revenue, settings, "simple")
    why = phrase("Lifetime value needs orders with amounts, subscriptions, or a column of monthly revenue.")
    return _unknown(data, settings, why)


def _unknown(data: CustomerData, settings: AnalysisSettings, why: Phrase) -> LifetimeValue:
    nothing = np.full(data.n_customers, np.nan)
    return LifetimeValue(
        "none", why, MappingProxyType({}), settings.general.horizon_days, settings.value.horizon_months,
        nothing, nothing, nothing, nothing, nothing,
    )  # fmt: skip


def _contractual(
    data: CustomerData, revenue: MonthlyRevenue, settings: AnalysisSettings, method: str
) -> LifetimeValue:
    nothing = np.full(data.n_customers, np.nan)
    chosen = settings.value
    value = stay_value(revenue, chosen.horizon_months, chosen.discount_rate_yearly, chosen.margin_share)
    caveats: tuple[Phrase, ...] = ()
    if revenue.leaving_share == 0:
        caveats = (
            phrase(
                "No customer has left so far, so that the value is capped at the horizon of "
                "{months:count} months.",
                months=chosen.horizon_months,
            ),
        )
    return LifetimeValue(
        method=method,
        note=revenue.note,
        parameters=MappingProxyType({"monthly_leaving_share": revenue.leaving_share}),
        horizon_days=settings.general.horizon_days,
        horizon_months=chosen.horizon_months,
        p_alive=nothing,
        p_buy=nothing,
        expected_orders=nothing,
        expected_spend=revenue_over(revenue, settings.general.horizon_days),
        lifetime_value=value,
        caveats=caveats,
    )


def _of_orders(
    data: CustomerData, book: OrderBook, settings: AnalysisSettings, progress: Progress
) -> LifetimeValue:
    assert data.as_of is not None
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    horizon, chosen = settings.general.horizon_days, settings.value
    past = PastForecasts(book, horizon)
    forecast = past.at(today)
    if forecast is None:
        why = phrase("All orders are of one day: nothing is known yet of how customers come back.")
        return _unknown(data, settings, why)
    progress.step(0.3)
    backtest = backtest_value(past, today, progress.part(0.3, 0.8))
    progress.step(0.8)
    season = season_ratio(past, today)
    value = discounted_value(
        forecast, chosen.horizon_months, chosen.discount_rate_yearly, chosen.margin_share
    )
    parameters = dict(forecast.model.parameters) | dict(forecast.spend_parameters)
    if season is not None:
        parameters["season_ratio"] = season

    def everyone(column: Floats) -> Floats:
        result = np.full(data.n_customers, np.nan)
        result[forecast.counts.customer] = column
        return result

    ratio = season or 1.0
    return LifetimeValue(
        method=forecast.model.method,
        note=forecast.model.note,
        parameters=MappingProxyType(parameters),
        horizon_days=horizon,
        horizon_months=chosen.horizon_months,
        p_alive=everyone(forecast.p_alive),
        p_buy=everyone(forecast.p_buy),
        expected_orders=everyone(forecast.orders * ratio),
        expected_spend=everyone(forecast.spend * ratio),
        lifetime_value=everyone(value),
        backtest=None if backtest is None else MappingProxyType(backtest),
        caveats=_caveats(book, today, forecast, horizon, season, backtest),
    )


def _caveats(
    book: OrderBook,
    today: int,
    forecast: BuyerForecast,
    horizon: int,
    season: float | None,
    backtest: dict[str, float] | None,
) -> tuple[Phrase, ...]:
    said = []
    span = today - int(book.purchase_day.min())
    if season is not None:
        said.append(
            phrase(
                "The next {days:count} days are corrected for the season by {change:change}, as it turned "
                "out a year earlier.",
                days=horizon,
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
    if backtest is None:
        said.append(
            phrase(
                "The forecast could not be checked on the past: that takes {need:count} days of orders.",
                need=2 * max(horizon, 60),
            )
        )
    elif "low_ratio" in backtest:
        said.append(
            phrase(
                "At {n:count} earlier dates customers then spent between {low:share0} and {high:share0} of "
                "the forecast.",
                n=int(backtest["cut_offs"]),
                low=backtest["low_ratio"],
                high=backtest["high_ratio"],
            )
        )
    sister = forecast.model.cross_check
    if sister is not None and sister.converged:
        counts = forecast.counts
        other = float(
            sister.expected_purchases(counts.repeats, counts.last_days, counts.age_days, horizon).sum()
        )
        apart = other / max(float(forecast.orders.sum()), 1e-12) - 1
        if np.isfinite(apart) and abs(apart) > DISAGREEMENT:
            said.append(
                phrase("A second model (BG/NBD) expects {change:change} orders against this.", change=apart)
            )
    return tuple(said)
