"""Retention curves by cohort and by column, against plain pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings, GeneralSettings
from retention_desk.metrics.retention_curves import retention_curves
from tests.forecast.builders import customer_data, orders_table
from tests.metrics.builders import everything

MONTHLY = AnalysisSettings(
    general=GeneralSettings(period="month"), figures=FigureSettings(groups_shown=3, fewest_customers=1)
)


def test_a_group_s_curve_is_that_of_its_months():
    data = everything()
    found = retention_curves("customers.region", data, order_book(data), MONTHLY)
    lines = data.events["orders"].query("is_purchase")[["customer", "ordered_on"]].copy()
    lines["month"] = lines["ordered_on"].dt.year * 12 + lines["ordered_on"].dt.month
    region = data.customers["region"].astype(object).to_numpy()
    lines = lines[[region[c] == "north" for c in lines["customer"]]]
    first = lines.groupby("customer")["month"].min()
    day = pd.Timestamp(data.as_of) + pd.Timedelta(days=1)
    last = day.year * 12 + day.month - 1  # the last month that is over
    curve = found.keys.index("north")
    for k in (1, 3):
        reached = first[first + k <= last]
        there = lines[lines["month"] == lines["customer"].map(first) + k]["customer"].unique()
        later = lines[lines["month"] >= lines["customer"].map(first) + k]["customer"].unique()
        assert found.reached[curve, k] == len(reached)
        assert found.exact[curve, k] == pytest.approx(np.isin(reached.index, there).mean())
        assert found.or_later[curve, k] == pytest.approx(np.isin(reached.index, later).mean())


def test_cohorts_are_the_rows_of_the_grid_without_the_immature():
    data = customer_data(events={"orders": orders_table([0, 1, 0, 2, 0], [0, 1, 35, 40, 80], [1.0] * 5)})
    found = retention_curves(None, data, order_book(data), MONTHLY)
    assert found.keys == ("2023-01-01", "2023-02-01")
    np.testing.assert_array_equal(found.exact, [[1.0, 0.5, np.nan], [1.0, np.nan, np.nan]])
    assert found.reached.tolist() == [[2, 2, 0], [1, 0, 0]]


def test_nothing_to_follow():
    data = customer_data(customers=pd.DataFrame({"region": ["a", "b"]}))
    assert retention_curves(None, data, None, MONTHLY) is None
    assert retention_curves("customers.region", data, None, MONTHLY) is None
    assert retention_curves("customers.nothing", everything(), order_book(everything()), MONTHLY) is None
