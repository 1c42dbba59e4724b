"""Traces: the figure comes out again from its rows alone, and the rows are where they stand in the file."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.trace_figure import trace_figure
from retention_desk.pipeline import import_files
from tests.forecast.builders import customer_data
from tests.metrics.builders import everything, with_row_numbers
from tests.small_shop import write_small_orders

MEASURED = [key for key in load_catalogue(kpis, Kpi) if key != "feature_adoption"]


def context_of(data, **general):
    return MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(**general)))


@pytest.mark.parametrize("business", ["shop", "subscription"])
@pytest.mark.parametrize("key", [*MEASURED, "feature_adoption.reports"])
def test_the_figure_comes_out_again_from_its_rows_alone(key, business):
    context = context_of(everything(business=business), period="month", business_type=business)
    trace = trace_figure(key, context)
    if trace.metric.value is None:
        assert not len(trace.table)
        return
    assert len(trace.table)
    assert trace.recomputed == pytest.approx(trace.metric.value, rel=1e-12)


@given(seed=st.integers(0, 400), window=st.integers(10, 200), period=st.sampled_from(["month", "quarter"]))
def test_it_does_so_on_any_data(seed, window, period):
    context = context_of(everything(seed % 5), period=period, active_window_days=window)
    for key in ("retention_rate_count", "reactivation_rate", "arpu", "nrr", "nps"):
        trace = trace_figure(key, context)
        if trace.metric.value is not None:
            assert trace.recomputed == pytest.approx(trace.metric.value, rel=1e-12)


def test_rows_of_a_file_are_where_they_stand(tmp_path):
    file = tmp_path / "orders.csv"
    lines = write_small_orders(file)
    context = context_of(import_files([file]))
    table = trace_figure("revenue_gross", context).table
    assert set(table["file"]) == {"orders.csv"}
    at = lines.iloc[table["row"].to_numpy() - 2]
    np.testing.assert_allclose((at["Unit price"] * at["Quantity"]).to_numpy(), table["amount"])
    assert (at["Customer ID"].to_numpy() == table["customer"].to_numpy()).all()
    assert table["row"].is_monotonic_increasing
    assert table["amount"].sum() == pytest.approx(trace_figure("revenue_gross", context).metric.value)


def test_one_customer_s_rows(tmp_path):
    file = tmp_path / "orders.csv"
    lines = write_small_orders(file)
    context = context_of(import_files([file]))
    customer = context.data.customer_ids[3]
    trace = trace_figure("revenue_net", context, customer)
    assert set(trace.table["customer"]) == {customer}
    assert len(trace.table) == (lines["Customer ID"] == customer).sum()
    assert trace.recomputed is None


def test_an_unknown_figure_or_customer_names_the_nearest():
    context = context_of(everything())
    with pytest.raises(UserFacingError) as error:
        trace_figure("retention_rat", context)
    assert error.value.code == "unknown_figure"
    assert error.value.way_out.values["near"] == "retention_rate"
    with pytest.raises(UserFacingError, match="unknown_customer"):
        trace_figure("retention_rate", context, "c00000x")


def test_labels_are_traced_to_the_customer_table(tmp_path):
    file = tmp_path / "customers.csv"
    pd.DataFrame({"customer_id": ["b", "a", "c"] * 1, "churned": ["yes", "no", "no"]}).to_csv(
        file, index=False
    )
    context = context_of(import_files([file]))
    trace = trace_figure("churn_rate", context)
    assert dict(zip(trace.table["customer"], trace.table["row"], strict=True)) == {"b": 2, "a": 3, "c": 4}
    assert trace.recomputed == pytest.approx(1 / 3)


def test_without_rows_of_the_customer_table_nothing_is_invented():
    labels = pd.DataFrame({"churned": pd.array([True, False], dtype="boolean")})
    trace = trace_figure("churn_rate", context_of(customer_data(customers=labels)))
    assert trace.table["row"].tolist() == [-1, -1]
    assert trace.table["file"].tolist() == ["", ""]


@pytest.mark.parametrize(
    "key", ["retention_rate", "retention_rate_count", "arpu", "nrr", "reactivation_rate"]
)
def test_a_point_of_a_history_is_traced_as_the_last_one_is(key):
    context = context_of(everything(), period="month")
    history = load_catalogue(kpis, Kpi)[key].history(context)
    for period, value in list(zip(context.periods, history, strict=True))[-6:-1]:
        trace = trace_figure(key, context, period_end=period.dates[1])
        if np.isnan(value):
            assert trace.metric.value is None
            continue
        assert trace.metric.value == pytest.approx(value, rel=1e-12)
        assert trace.recomputed == pytest.approx(value, rel=1e-12)


def test_a_figure_without_periods_has_no_earlier_ones():
    context = context_of(everything(), period="month")
    with pytest.raises(UserFacingError, match="unknown_period"):
        trace_figure("repurchase_rate", context, period_end=context.periods[-2].dates[1])
    with pytest.raises(UserFacingError, match="unknown_period"):
        trace_figure("retention_rate", context, period_end=context.periods[-2].dates[0])


def test_rows_are_counted_once_whatever_they_do():
    context = context_of(with_row_numbers(everything()), period="month")
    trace = trace_figure("retention_rate", context)
    assert trace.count == len(trace.table.drop_duplicates(["kind", "row"])) < len(trace.table)
    said = trace.table.drop_duplicates("customer").set_index("customer")["counts"]
    ids = context.data.customer_ids
    assert {"both"} == set(said[said.index.isin(ids[trace.members.numerator])])
    assert not said[~said.index.isin(ids[trace.members.denominator])].isin(["both", "denominator"]).any()
