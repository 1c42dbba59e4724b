"""Every question has an answer, or says why not, on data that are thin, odd or hardly there."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics import kpis
from retention_desk.metrics.claims import check_claims
from retention_desk.metrics.comments import comment_topics
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.figure_variants import figure_variants, yearly_retention
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.leaving import leaving_reasons
from retention_desk.metrics.profit_scenario import profit_scenario
from retention_desk.metrics.retention_curves import retention_curves
from retention_desk.metrics.revenue_kept import revenue_kept
from retention_desk.metrics.service_times import service_times
from retention_desk.metrics.split_columns import split_columns
from retention_desk.metrics.split_metric import split_metric
from retention_desk.metrics.survival_by_group import survival_by_group
from retention_desk.metrics.trace_figure import trace_figure
from retention_desk.metrics.value_by_cohort import value_by_cohort
from tests.forecast.builders import customer_data, orders_table

REGIONS = pd.DataFrame({"region": pd.Categorical(["a", "b", None])})


def subscriptions(starts, ends, mrr=10.0):
    return pd.DataFrame(
        {"customer": np.arange(len(starts)), "started_on": pd.to_datetime(starts),
         "ended_on": pd.to_datetime(ends), "mrr": mrr, "cancel_reason": pd.Categorical(["x"] * len(starts)),
         "plan": pd.Categorical(["p", "q", "p"][: len(starts)])}
    )  # fmt: skip


def surveys(scores):
    return pd.DataFrame(
        {"customer": np.arange(len(scores)), "answered_on": pd.to_datetime(["2023-03-01"] * len(scores)),
         "score": scores, "comment": pd.array([None] * len(scores), dtype="str")}
    )  # fmt: skip


KINDS = {
    "one order": customer_data(events={"orders": orders_table([0], [3], [5.0])}),
    "returns only": customer_data(events={"orders": orders_table([0, 1], [3, 9], [-5.0, -1.0])}),
    "one month": customer_data(REGIONS, events={"orders": orders_table([0, 1, 2], [0, 9, 20], [5.0, 1, 2])}),
    "a gap of a year": customer_data(
        REGIONS, events={"orders": orders_table([0, 1, 0, 2], [0, 9, 500, 510], [5.0, 1, 2, 3])}
    ),
    "leap day": customer_data(
        REGIONS, events={"orders": orders_table([0, 1, 2], [424, 424, 789], [5.0, 1, 2])}
    ),
    "ends before it starts": customer_data(
        REGIONS,
        events={"subscriptions": subscriptions(["2023-01-05"] * 3, ["2023-01-01", None, "2023-02-01"])},
        as_of=dt.date(2023, 6, 30),
    ),
    "all lost": customer_data(
        events={"subscriptions": subscriptions(["2022-01-05"] * 3, ["2022-05-01"] * 3)},
        as_of=dt.date(2023, 6, 30),
    ),
    "nobody ever pays": customer_data(
        events={"subscriptions": subscriptions(["2022-01-05"] * 2, [None, None], mrr=0.0)},
        as_of=dt.date(2023, 6, 30),
    ),
    "scores off the scale": customer_data(events={"surveys": surveys([99.0, -3.0, np.nan])}),
    "labels": customer_data(pd.DataFrame({"churned": pd.array([True, False, None], dtype="boolean")})),
    "nothing known": customer_data(REGIONS),
    "nobody": customer_data(pd.DataFrame({"region": []})),
}


@pytest.mark.parametrize("period", ["month", "year"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_question_answers_or_says_why_not(kind, period):
    data = KINDS[kind]
    settings = AnalysisSettings(general=GeneralSettings(period=period))
    book = order_book(data)
    context = MetricContext(data, book, settings)
    metrics = compute_metrics(data, book, settings, SILENT, context)
    words = Words("zh_CN")
    columns = split_columns(context)
    for key in load_catalogue(kpis, Kpi):
        trace = trace_figure(key, context)
        if trace.metric.value is None:
            assert words(trace.metric.missing), key
        elif trace.recomputed is not None:
            assert trace.recomputed == pytest.approx(trace.metric.value), key
        variants = figure_variants(key, context, lambda _settings: (data, book)).variants
        assert all(v.metric.value is not None or v.metric.missing is not None for v in variants), key
        for column in columns:
            split = split_metric(key, column.key, data, book, settings, context=context, with_history=True)
            assert split.metrics or words(split.missing), key
    for column in columns:
        survival_by_group(column.key, data, book, settings, context=context)
        retention_curves(column.key, data, book, settings, context=context)
    retention_curves(None, data, book, settings, context=context)
    for claim in check_claims(context):
        assert claim.verdict in {"too_few", "missing"}
        assert words(claim.sentence)
    for one in metrics.comparisons.values():
        assert one.value is None or np.isfinite(one.value)
    for ask in (yearly_retention, revenue_kept, leaving_reasons, comment_topics, service_times):
        ask(context)
    profit_scenario(context, 0.05)
    value_by_cohort(context, np.full(data.n_customers, np.nan))
