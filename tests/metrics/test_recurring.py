"""Recurring revenue: movements by hand, and that they add up."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.recurring import Recurring, recurring
from tests.forecast.builders import customer_data

S, E = dt.date(2023, 3, 31), dt.date(2023, 6, 30)


def subscriptions(rows):
    table = pd.DataFrame(rows, columns=["customer", "started_on", "ended_on", "mrr"])
    table["started_on"], table["ended_on"] = (
        pd.to_datetime(table["started_on"]),
        pd.to_datetime(table["ended_on"]),
    )
    return table.assign(mrr=table["mrr"].astype(float))


def made():
    rows = [
        (0, "2023-01-01", None, 100),  # stays
        (1, "2023-01-01", "2023-05-01", 50),  # churned
        (2, "2023-01-01", "2023-04-15", 40), (2, "2023-04-15", None, 70),  # expansion of 30
        (3, "2023-01-01", "2023-04-15", 80), (3, "2023-04-15", None, 60),  # contraction of 20
        (4, "2023-05-01", None, 25),  # new
        (5, "2023-01-01", "2023-02-01", 10), (5, "2023-06-01", None, 15),  # reactivated
        (6, "2023-01-01", "2023-05-01", 0), (6, "2023-05-01", None, 30),  # a trial before: new
    ]  # fmt: skip
    return customer_data(events={"subscriptions": subscriptions(rows)}, as_of=dt.date(2023, 7, 15))


def test_the_parts_by_hand():
    epoch = dt.date(1970, 1, 1)
    moved = recurring(made()).movement((S - epoch).days, (E - epoch).days)
    assert (moved.opening, moved.closing) == (270, 300)
    parts = (moved.new, moved.reactivated, moved.expansion, moved.contraction, moved.churned)
    assert parts == (55, 15, 30, 20, 50)
    assert moved.n_opening == 4


def test_the_figures_over_the_last_quarter():
    values = compute_metrics(made(), None, AnalysisSettings(), SILENT).values
    assert values["mrr"].value == 300
    assert values["mrr_new"].value == 55
    assert values["mrr_new"].period == (dt.date(2023, 4, 1), E)
    assert values["revenue_churn_rate"].value == pytest.approx(70 / 270)
    assert values["grr"].value == pytest.approx(200 / 270)
    assert values["nrr"].value == pytest.approx(230 / 270)
    # a quarter's recurring revenue over the six customers active at its end
    assert values["arpu"].value == pytest.approx(300 * 3 / 6)


events = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 60), st.integers(0, 60), st.integers(0, 50)),
    min_size=1,
    max_size=40,
)


@given(events, st.integers(0, 60), st.integers(0, 60))
def test_opening_and_parts_make_the_closing(rows, one, other):
    customer, start, length, amount = (np.array(v) for v in zip(*rows, strict=True))
    book = Recurring(6, customer.astype(np.int32), start.astype(np.int32), (start + length).astype(np.int32),
                     amount.astype(float))  # fmt: skip
    before, after = sorted((one, other))
    moved = book.movement(before, after)
    change = moved.new + moved.reactivated + moved.expansion - moved.contraction - moved.churned
    assert moved.opening + change == pytest.approx(moved.closing)
    assert min(moved.new, moved.reactivated, moved.expansion, moved.contraction, moved.churned) >= 0


def test_a_customer_table_gives_the_level_of_those_who_have_not_left():
    table = pd.DataFrame(
        {"mrr": [20.0, 30.0, np.nan, 7.0], "churned": pd.array([False, True, False, None], dtype="boolean")}
    )
    values = compute_metrics(customer_data(customers=table), None, AnalysisSettings(), SILENT).values
    assert (values["mrr"].value, values["mrr"].n) == (27.0, 2)
    assert values["mrr_new"].value is None
    assert values["mrr_new"].missing is not None
