"""Data that make charts ugly: one customer, one day, one period, all equal, ten years of months, refunds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.profit_scenario import profit_scenario
from retention_desk.metrics.retention_curves import retention_curves
from retention_desk.metrics.split_metric import split_metric
from retention_desk.metrics.split_periods import split_periods
from retention_desk.metrics.survival_by_group import survival_by_group
from retention_desk.metrics.value_by_cohort import value_by_cohort
from tests.charts.builders import analysis_of
from tests.forecast.builders import EPOCH, customer_data, orders_table, pareto_histories

MONTHLY = AnalysisSettings(general=GeneralSettings(period="month"))
LONG = (
    "上海浦东新区张江高科技园区第三分公司直属门市部（含线上旗舰店与社区团购业务）",
    "北京",
    "A customer group with a name that nobody would ever type into a field of a form by hand",
)


def with_regions(orders, n, days):
    rng = np.random.default_rng(9)
    regions = pd.DataFrame({"region": pd.Categorical(rng.choice(LONG, n))})
    return customer_data(customers=regions, events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=days))


def one_customer():
    return with_regions(orders_table([0], [10], [5.0]), 1, 400)


def one_day():
    return with_regions(orders_table(np.arange(40), np.full(40, 10), np.full(40, 20.0)), 40, 10)


def one_period():
    rng = np.random.default_rng(1)
    customer = np.sort(rng.integers(0, 50, 200))
    return with_regions(orders_table(customer, rng.integers(0, 60, 200), rng.gamma(2, 20, 200)), 50, 60)


def all_equal():
    customer = np.repeat(np.arange(60), 12)
    return with_regions(orders_table(customer, np.tile(np.arange(12) * 30, 60), np.full(720, 10.0)), 60, 365)


def ten_years():
    days = 3_650
    customer, day = pareto_histories(300, 0.8, 60.0, 0.6, 400.0, days, 4)
    amount = np.random.default_rng(2).gamma(2, 30_000, len(customer))
    return with_regions(orders_table(customer, day, amount), 300, days)


def refunds():
    rng = np.random.default_rng(3)
    customer = np.sort(rng.integers(0, 80, 900))
    amount = rng.gamma(2, 50, 900) * np.where(rng.random(900) < 0.7, -1.2, 1.0)
    return with_regions(orders_table(customer, rng.integers(0, 500, 900), amount), 80, 500)


DATA = {made.__name__: made for made in (one_customer, one_day, one_period, all_equal, ten_years, refunds)}


@cache
def hostile_analysis(name):
    return analysis_of(DATA[name](), settings=MONTHLY, others=False)


@cache
def hostile_answers(name):
    """Return an answer for each chart that orders alone can fill."""
    data = DATA[name]()
    book = order_book(data)
    context = MetricContext(data, book, MONTHLY)
    few = MONTHLY.with_value("figures.fewest_customers", 1)

    def split(key, column, **more):
        return split_metric(key, column, data, book, few, **more)

    history = split_periods("revenue_net", context)
    return {
        "split_bars": split("revenue_net", "customers.region"),
        "split_history": split("average_order_value", "customers.region", with_history=True),
        "figure_history": replace(history, values=history.values - 5_000.0),
        "survival_groups": survival_by_group("customers.region", data, book, MONTHLY),
        "retention_lines": retention_curves("customers.region", data, book, MONTHLY),
        "value_cohorts": value_by_cohort(context, np.linspace(0, 9e7, data.n_customers)),
        "profit_paths": profit_scenario(context, 0.05),
    }
