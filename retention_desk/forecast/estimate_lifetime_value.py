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
from retention_desk.forecast.order_value import PastForecasts, discounted_value
from retention_desk.forecast.stay_checks import check_subscriptions
from retention_desk.forecast.value_backtest import (
    backtest_card,
    check_value,
    chosen_season,
    season_of_last_year,
)
from retention_desk.forecast.value_caveats import contractual_caveats, order_caveats
from retention_desk.forecast.value_range import seasonal_range, value_range
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import LifetimeValue, ValueCheck
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]


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
        checks = check_subscriptions(data, settings.general.horizon_days, progress.part(0.2, 1.0))
        return _contractual(data, revenue, settings, "contractual", checks)
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
    data: CustomerData,
    revenue: MonthlyRevenue,
    settings: AnalysisSettings,
    method: str,
    checks: tuple[ValueCheck, ...] = (),
) -> LifetimeValue:
    nothing = np.full(data.n_customers, np.nan)
    chosen = settings.value
    value = stay_value(revenue, chosen.horizon_months, chosen.discount_rate_yearly, chosen.margin_share)
    spend = revenue_over(revenue, settings.general.horizon_days)
    parameters = {"monthly_leaving_share": revenue.leaving_share}
    if revenue.stays is not None:
        parameters |= {"alpha": revenue.stays.fitted.alpha, "beta": revenue.stays.fitted.beta}
    return LifetimeValue(
        method=method,
        note=revenue.note,
        parameters=MappingProxyType(parameters),
        horizon_days=settings.general.horizon_days,
        horizon_months=chosen.horizon_months,
        p_alive=nothing,
        p_buy=nothing,
        expected_orders=nothing,
        expected_spend=spend,
        lifetime_value=value,
        backtest=backtest_card(checks),
        caveats=contractual_caveats(revenue, chosen.horizon_months),
        checks=checks,
        spend_range=value_range(float(np.nansum(spend)), checks),
        stay=None if revenue.stays is None else revenue.stays.curve(chosen.horizon_months),
    )


def _of_orders(
    data: CustomerData, book: OrderBook, settings: AnalysisSettings, progress: Progress
) -> LifetimeValue:
    assert data.as_of is not None
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    horizon, chosen = settings.general.horizon_days, settings.value
    past = PastForecasts(book, horizon)
    forecast = past.at(today, progress.part(0.0, 0.3))
    if forecast is None:
        why = phrase("All orders are of one day: nothing is known yet of how customers come back.")
        return _unknown(data, settings, why)
    progress.step(0.3)
    checks = check_value(past, today, progress.part(0.3, 0.9))
    season = chosen_season(season_of_last_year(past, today, progress.part(0.9, 0.95)), checks)
    progress.step(0.95)
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
    spend = forecast.spend * ratio
    spend_range = seasonal_range(float(spend.sum()), checks, horizon, with_season=season is not None)
    return LifetimeValue(
        method=forecast.model.method,
        note=forecast.model.note,
        parameters=MappingProxyType(parameters),
        horizon_days=horizon,
        horizon_months=chosen.horizon_months,
        p_alive=everyone(forecast.p_alive),
        p_buy=everyone(forecast.p_buy),
        expected_orders=everyone(forecast.orders * ratio),
        expected_spend=everyone(spend),
        lifetime_value=everyone(value),
        backtest=backtest_card(checks),
        caveats=order_caveats(book, today, forecast, season, checks, spend_range),
        checks=checks,
        spend_range=spend_range,
    )
