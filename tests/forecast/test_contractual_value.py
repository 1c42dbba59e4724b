import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.contractual_value import (
    MonthlyRevenue,
    customer_table_revenue,
    revenue_over,
    stay_value,
    subscription_revenue,
)
from retention_desk.foundation.wording import phrase
from tests.forecast.builders import customer_data


def test_value_of_a_year_by_hand():
    revenue = MonthlyRevenue(np.array([100.0, 0.0, np.nan]), 0.1, phrase(""))
    value = stay_value(revenue, 2, 0.0, 0.5)
    assert value[0] == pytest.approx(50 * (0.9**0.5 + 0.9**1.5))
    assert value[1] == 0
    assert np.isnan(value[2])


def test_revenue_over_days_is_the_integral_of_survival():
    revenue = MonthlyRevenue(np.array([100.0]), 0.2, phrase(""))
    days = np.arange(0, 90, 0.01) + 0.005
    exact = (100 * 0.8 ** (days / (365.25 / 12))).sum() * 0.01 / (365.25 / 12)
    assert revenue_over(revenue, 90)[0] == pytest.approx(exact, rel=1e-6)
    everlasting = MonthlyRevenue(np.array([100.0]), 0.0, phrase(""))
    assert revenue_over(everlasting, 90)[0] == pytest.approx(100 * 90 / (365.25 / 12))


def test_a_planned_end_is_no_loss_yet():
    table = pd.DataFrame(
        {"customer": [0, 1], "started_on": pd.Timestamp("2024-01-01"), "mrr": [5.0, 7.0],
         "ended_on": [pd.Timestamp("2025-06-01"), pd.Timestamp("2024-09-01")]}
    )  # fmt: skip
    data = customer_data(events={"subscriptions": table}, as_of=pd.Timestamp("2024-12-31").date())
    revenue = subscription_revenue(data)
    assert revenue.amounts.tolist() == [5, 0]
    assert revenue.leaving_share == pytest.approx(1 / ((365 + 244) / (365.25 / 12)))


def test_leavers_of_a_table_without_tenure_count_as_those_of_a_year():
    customers = pd.DataFrame({"mrr": 10.0, "churned": pd.array([True] * 3 + [False] * 7, "boolean")})
    revenue = customer_table_revenue(customer_data(customers))
    assert (1 - revenue.leaving_share) ** 12 == pytest.approx(0.7)
    assert customer_table_revenue(customer_data(customers[["churned"]])) is None


def test_sign_up_dates_give_the_tenure():
    customers = pd.DataFrame(
        {"mrr": 10.0, "churned": pd.array([True, False], "boolean"),
         "signup_date": pd.to_datetime(["2023-12-31", "2023-12-31"]),
         "churn_date": pd.to_datetime(["2024-06-30", None])}
    )  # fmt: skip
    revenue = customer_table_revenue(customer_data(customers, as_of=pd.Timestamp("2024-12-30").date()))
    assert revenue.leaving_share == pytest.approx(1 / ((182 + 365) / (365.25 / 12)))
