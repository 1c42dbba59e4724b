"""Revenue kept: by hand, and the interval holds the truth."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.revenue_kept import revenue_kept
from tests.forecast.builders import EPOCH, customer_data, orders_table
from tests.metrics.builders import everything

MONTHLY = AnalysisSettings(general=GeneralSettings(period="month"))


def kept_of(data, settings=MONTHLY):
    return revenue_kept(MetricContext(data, order_book(data), settings))


def test_by_hand():
    orders = orders_table([0, 0, 1, 0], [0, 40, 45, 50], [10.0, 30.0, 20.0, -10.0])
    found = kept_of(customer_data(events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=60)))
    assert found.period == (dt.date(2023, 2, 1), dt.date(2023, 2, 28))
    assert (found.amount, found.share, found.n) == (20.0, 0.5, 2)
    assert (found.total_amount, found.recurring) == (40.0, False)
    assert found.low < 0.5 < found.high


def test_subscriptions_keep_what_runs_from_before():
    data = everything(business="subscription")
    found = kept_of(data)
    table = data.events["subscriptions"]
    end = np.datetime64(found.period[1])
    running = table[(table["started_on"] <= end) & ~(table["ended_on"] <= end)]
    first = table.groupby("customer")["started_on"].min()
    before = running["customer"].map(first) < np.datetime64(found.period[0])
    assert found.recurring
    assert found.share == pytest.approx(running.loc[before, "mrr"].sum() / running["mrr"].sum())


def test_nothing_to_keep():
    assert kept_of(customer_data(events={"orders": orders_table([0], [3], [5.0])})) is None
