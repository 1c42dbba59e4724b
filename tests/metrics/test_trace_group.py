"""Traces of groups: a bar comes out again from its rows alone, and those are of the group."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.split_metric import split_metric
from retention_desk.metrics.trace_group import trace_group
from tests.metrics.builders import everything

FIGURES = ("retention_rate", "churn_rate", "arpu", "revenue_net", "average_order_value", "nps", "mrr", "nrr")


def context_of(data, **general):
    return MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(**general)))


@pytest.mark.parametrize("column", ["customers.region", "features.vip", "cohort", "orders.product"])
@pytest.mark.parametrize("key", [*FIGURES, "repurchase_rate", "active_rate", "csat_share"])
def test_a_bar_comes_out_again_from_its_rows_alone(column, key):
    context = context_of(everything(1), period="month")
    split = split_metric(key, column, context.data, context.book, context.settings, context=context)
    for group, bar in zip(split.keys, split.metrics, strict=True):
        trace = trace_group(key, column, group, context)
        assert trace.metric == bar
        if bar.value is not None:
            assert trace.recomputed == pytest.approx(bar.value, rel=1e-12)
            assert len(trace.table)


def test_its_rows_are_of_customers_of_the_group_alone():
    context = context_of(everything(), period="month")
    north = context.data.customers["region"].astype(object).to_numpy() == "north"
    trace = trace_group("revenue_gross", "customers.region", "north", context)
    orders = context.data.events["orders"]
    own = north[orders["customer"].to_numpy()] & orders["is_purchase"].to_numpy()
    assert len(trace.table) == trace.count == own.sum()
    assert trace.table["amount"].sum() == pytest.approx(orders["amount"][own].sum())
    assert set(trace.table["customer"]) <= set(context.data.customer_ids[north])


def test_its_members_are_customers_of_the_whole():
    context = context_of(everything(), period="month")
    trace = trace_group("retention_rate", "customers.region", "south", context)
    south = np.flatnonzero(context.data.customers["region"].astype(object).to_numpy() == "south")
    assert trace.members is not None
    assert set(trace.members.denominator) <= set(south)
    assert len(trace.members.numerator) == trace.metric.numerator
    assert len(trace.members.denominator) == trace.metric.denominator


def test_an_unknown_column_or_group_names_the_nearest():
    context = context_of(everything())
    with pytest.raises(UserFacingError) as error:
        trace_group("nps", "customers.regio", "north", context)
    assert (error.value.code, error.value.way_out.values["near"]) == ("unknown_column", "customers.region")
    with pytest.raises(UserFacingError) as error:
        trace_group("nps", "customers.region", "nort", context)
    assert (error.value.code, error.value.way_out.values["near"]) == ("unknown_group", "north")
