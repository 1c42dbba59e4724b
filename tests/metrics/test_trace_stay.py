"""Points of the Kaplan–Meier curve come out again from the first and last rows of the customers followed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.trace_results import StayOf
from retention_desk.metrics.trace_stay import trace_stay
from tests.metrics.builders import everything, with_row_numbers
from tests.metrics.test_trace_cell import context_of


@pytest.mark.parametrize("business", ["shop", "subscription"])
@pytest.mark.parametrize("days", [0.0, 91.3, 400.0])
def test_a_point_comes_out_again_from_its_rows_alone(business, days):
    context = context_of(with_row_numbers(everything(business=business)), business_type=business)
    trace = trace_stay(StayOf(days), context)
    assert trace.recomputed == pytest.approx(trace.metric.value, rel=1e-12)
    assert trace.count == len(trace.table.drop_duplicates(["kind", "row"]))
    assert len(trace.members.denominator) == trace.metric.n


def test_the_share_is_the_product_by_hand():
    context = context_of(with_row_numbers(everything()), business_type="shop")
    orders = context.data.events["orders"].query("is_purchase")
    spans = orders.groupby("customer")["ordered_on"].agg(["min", "max"])
    today = pd.Timestamp(context.data.as_of)
    gap = context.settings.segments.lost_after_days or context.settings.general.active_window_days
    left = (today - spans["max"]).dt.days > gap
    length = np.where(left, (spans["max"] - spans["min"]).dt.days, (today - spans["min"]).dt.days)
    share = 1.0
    for day in sorted({d for d, gone in zip(length, left, strict=True) if gone and d <= 120}):
        share *= 1 - ((length == day) & left).sum() / (length >= day).sum()
    assert trace_stay(StayOf(120.0), context).metric.value == pytest.approx(share)


def test_without_dates_it_is_said_what_is_missing():
    from retention_desk.foundation.settings import AnalysisSettings
    from retention_desk.metrics.context import MetricContext
    from tests.forecast.builders import customer_data

    data = customer_data(customers=pd.DataFrame({"region": ["a", "b"]}))
    trace = trace_stay(StayOf(30.0), MetricContext(data, None, AnalysisSettings()))
    assert trace.metric.value is None
    assert trace.metric.missing
