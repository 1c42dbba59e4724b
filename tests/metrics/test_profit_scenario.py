"""The scenario: no change changes nothing, more retention never less, and a flat case by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings, ValueSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.profit_scenario import _path, profit_scenario
from tests.forecast.builders import customer_data, shop
from tests.metrics.builders import everything

SETTINGS = AnalysisSettings(
    general=GeneralSettings(period="month"), value=ValueSettings(margin_share=0.4, horizon_months=24)
)


def context_of(data):
    return MetricContext(data, order_book(data), SETTINGS)


SHOP = context_of(shop(n=300))


def test_customers_age_by_hand():
    there = _path(np.array([100.0, 50.0]), np.array([0.5, 0.1]), 10.0, 2)
    # 100 new and 50 old → 10 new, 50 + 45 old → 10 new, 5 + 85.5 old
    np.testing.assert_allclose(there, [150, 105, 100.5])


def test_no_change_changes_nothing():
    found = profit_scenario(SHOP, 0.0)
    assert found.profit_extra == pytest.approx(0.0)
    assert found.customers_extra == pytest.approx(0.0)
    assert found.customers[0] == SHOP.presence.active_at(SHOP.as_of_day).sum()


@given(st.floats(0.0, 0.4), st.floats(0.0, 0.4))
def test_more_retention_never_brings_less(one, other):
    low, high = (profit_scenario(SHOP, points) for points in sorted((one, other)))
    assert high.profit_extra >= low.profit_extra - 1e-9
    assert high.customers_extra >= low.customers_extra - 1e-9
    assert low.profit_extra == pytest.approx(0.4 * low.revenue_extra)


def test_retention_cannot_pass_a_hundred():
    found = profit_scenario(SHOP, 0.9)
    assert found.raised_share == 1.0
    assert (np.diff(found.customers_raised) >= -1e-9).all()


def test_the_budget_line_is_of_the_yearly_revenue():
    found = profit_scenario(SHOP, 0.05)
    assert found.budget_floor / found.budget_low == pytest.approx(3 / 8)
    assert found.budget_high / found.budget_low == pytest.approx(12 / 8)


def test_subscriptions_and_the_unknown():
    assert profit_scenario(context_of(everything(business="subscription")), 0.05).profit_extra > 0
    nothing = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert profit_scenario(MetricContext(nothing, None, SETTINGS), 0.05) is None


def test_revenue_is_what_an_active_customer_brings():
    book, period = SHOP.book, SHOP.period
    inside = (book.line_day >= period.start) & (book.line_day <= period.end)
    each = book.line_net_amount[inside].sum() / SHOP.stay.closing
    found = profit_scenario(SHOP, 0.05)
    np.testing.assert_allclose(found.revenue[1:], found.customers[1:] * each)
    assert found.yearly_revenue == pytest.approx(found.customers[0] * each * 12)
    everybody = SETTINGS.with_value("figures.arpu_customers", "all")
    again = profit_scenario(MetricContext(SHOP.data, book, everybody), 0.05)
    np.testing.assert_allclose(again.revenue, found.revenue)


def test_what_is_assumed_is_said():
    words = Words("en")
    said = " ".join(words(note) for note in profit_scenario(SHOP, 0.05).notes)
    for part in ("new customers come each month", "Profit is 40.0", "not taken off"):
        assert part in said
    assert "cannot pass" in words(profit_scenario(SHOP, 0.9).notes[-1])
    full = MetricContext(SHOP.data, SHOP.book, SETTINGS.with_value("value.margin_share", 1.0))
    assert "profit is revenue" in " ".join(words(note) for note in profit_scenario(full, 0.05).notes)
