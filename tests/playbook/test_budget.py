"""Budgets from amounts and revenue, and the warnings where they pass what is at stake."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import book_of_lines
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import CapacitySettings
from retention_desk.foundation.wording import Words
from retention_desk.playbook.budget import budget_warnings, weekly_budget, yearly_revenue
from tests.playbook.conftest import TODAY
from tests.playbook.test_plan_actions import complaining


def book(days_ago, amounts):
    n = len(amounts)
    customer, day = np.zeros(n, np.int32), TODAY - np.array(days_ago)[::-1].astype(np.int32)
    is_purchase = np.array(amounts)[::-1] > 0
    return book_of_lines(
        1, customer, day.astype(np.int32), np.array(amounts, float)[::-1], np.arange(n), is_purchase
    )


def test_a_year_of_orders_with_returns(world):
    made = world(1)
    assert yearly_revenue(made.data(), book([0, 100, 364, 365, 900], [10, -3, 5, 70, 1])) == 12
    assert yearly_revenue(made.data(), book([0, 99], [10, 90])) == pytest.approx(100 * 365 / 100)
    assert yearly_revenue(made.data(), book([0, 20], [10, 90])) is None
    made.as_of = None
    assert yearly_revenue(made.data(), book([0, 99], [10, 90])) is None


def test_monthly_amounts_of_running_subscriptions(world):
    days = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-10-05", "2024-02-01"])
    table = pd.DataFrame(
        {
            "customer": [0, 0, 0, 0],
            "started_on": days,
            "ended_on": pd.to_datetime([None, "2024-06-01", None, "2025-01-01"]),
            "mrr": [10.0, 100.0, 1000.0, np.nan],
        }
    )
    data = replace(world(1).data(), events=MappingProxyType({"subscriptions": table}))
    assert yearly_revenue(data, None) == 120
    assert yearly_revenue(world(1).data(), None) is None


def test_the_amount_goes_before_the_share():
    assert weekly_budget(CapacitySettings(), 5200.0) is None
    assert weekly_budget(CapacitySettings(budget_share=0.03), 5200.0) == pytest.approx(3)
    assert weekly_budget(CapacitySettings(budget_share=0.03), None) is None
    assert weekly_budget(CapacitySettings(budget_share=0.03, budget_amount=7.0), 5200.0) == 7
    assert weekly_budget(CapacitySettings(budget_share=0.03), -10.0) == 0


@pytest.mark.parametrize(
    ("settings", "budget", "cost", "stake", "said"),
    [
        ({}, None, 5.0, 100.0, []),
        ({"budget_amount": 90.0}, 90.0, 5.0, 100.0, []),
        ({"budget_amount": 110.0}, 110.0, 5.0, 100.0, ["The budget of £110 a week is more than the £100 "]),
        ({}, None, 101.0, 100.0, ["This list costs £101, more than the £100 at stake"]),
        ({"budget_amount": 110.0}, 110.0, 101.0, 100.0, ["This list costs £101"]),
        ({"budget_amount": 110.0}, 110.0, 101.0, None, []),
        ({"budget_share": 0.03}, None, 5.0, 100.0, ["which the data do not tell"]),
        ({"budget_share": 0.03}, None, 5.0, None, ["which the data do not tell"]),
    ],
)
def test_warnings(settings, budget, cost, stake, said):
    found = budget_warnings(CapacitySettings(**settings), budget, cost, stake, "GBP")
    assert len(found) == len(said)
    for phrase, begin in zip(found, said, strict=True):
        assert begin in Words()(phrase)


def test_the_plan_warns_and_keeps_to_a_share_of_revenue(world):
    made = complaining(world, 30)
    rich = made.plan(AnalysisSettings().with_value("capacity.budget_amount", 1e6))
    assert rich.budget_amount == 1e6
    assert "at stake with the customers on the list" in Words()(rich.warnings[0])
    unknown = made.plan(AnalysisSettings().with_value("capacity.budget_share", 0.03))
    assert unknown.listed + unknown.held_out == 30
    assert unknown.budget_amount is None
    assert "needs orders" in Words()(unknown.warnings[0])
