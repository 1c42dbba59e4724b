"""Questions over the samples and public files: splits add up, traces give the figure again, pandas agrees."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.resources import sample_folder
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics import kpis
from retention_desk.metrics.changes import changes_since
from retention_desk.metrics.claims import check_claims
from retention_desk.metrics.comments import comment_topics
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of
from retention_desk.metrics.leaving import leaving_reasons
from retention_desk.metrics.profit_scenario import profit_scenario
from retention_desk.metrics.retention_curves import retention_curves
from retention_desk.metrics.service_times import service_times
from retention_desk.metrics.split_columns import split_columns
from retention_desk.metrics.split_metric import split_metric
from retention_desk.metrics.survival_by_group import survival_by_group
from retention_desk.metrics.trace_figure import trace_figure
from retention_desk.pipeline import import_files

SAMPLES = ("shop_zh.xlsx", "subscription_zh.xlsx", "services_en.xlsx")
SUMS = ("revenue_net", "revenue_gross", "mrr")
RATES = ("retention_rate", "churn_rate", "repurchase_rate", "arpu", "average_order_value", "nps", "grr")


@cache
def context_of(path: Path) -> MetricContext:
    data = import_files([path])
    return MetricContext(data, order_book(data), AnalysisSettings())


def context_of_sample(name: str) -> MetricContext:
    return context_of(sample_folder() / name)


def measured(context: MetricContext) -> dict[str, Kpi]:
    catalogue = load_catalogue(kpis, Kpi)
    return {
        key: kpi for key, kpi in catalogue.items()
        if key != "feature_adoption" and figure_of(kpi, key, context).value is not None
    }  # fmt: skip


def adds_up(context: MetricContext, key: str, column: str) -> None:
    split = split_metric(key, column, context.data, context.book, context.settings, context=context)
    if split.adds == "value":
        assert sum(m.value for m in split.metrics) == pytest.approx(split.whole.value), (key, column)
    elif split.adds == "parts":
        for part in ("numerator", "denominator"):
            total = sum(getattr(m, part) or 0 for m in split.metrics)
            assert total == pytest.approx(getattr(split.whole, part)), (key, column, part)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_split_adds_up(sample):
    context = context_of_sample(sample)
    known = measured(context)
    columns = split_columns(context)
    assert len(columns) >= 4
    for column in columns:
        for key in set(SUMS + RATES) & set(known):
            adds_up(context, key, column.key)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_figure_comes_out_of_its_rows_again(sample):
    context = context_of_sample(sample)
    for key in measured(context):
        trace = trace_figure(key, context)
        assert trace.recomputed == pytest.approx(trace.metric.value), key
        assert len(trace.table), key
        assert (trace.table["file"] == sample).all(), key
        assert (trace.table["row"] > 1).all(), key


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_other_question_has_an_answer_in_words(sample):
    context = context_of_sample(sample)
    words = Words("zh_TW")
    for claim in check_claims(context):
        assert words(claim.sentence)
        assert claim.verdict in {"holds", "does_not", "too_few", "missing"}
    assert profit_scenario(context, 0.05).profit_extra >= 0
    column = next(c.key for c in split_columns(context) if c.of == "customers")
    found = survival_by_group(column, context.data, context.book, context.settings, context=context)
    assert words(found.verdict)
    if context.book is not None or "activity" in context.data.events:
        assert retention_curves(None, context.data, context.book, context.settings, context=context)


def test_the_feedback_of_the_samples_is_told():
    services, subscriptions = context_of_sample("services_en.xlsx"), context_of_sample("subscription_zh.xlsx")
    reasons = leaving_reasons(subscriptions)
    assert reasons is not None
    assert "other" not in reasons.keys
    assert reasons.n == sum(n for _, _, n in reasons.told_as)
    assert service_times(subscriptions).cases[-1] == len(subscriptions.data.events["tickets"])
    topics = comment_topics(subscriptions)
    assert topics.without < topics.n / 2
    assert comment_topics(services) is None


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_changed_agrees_with_pandas_and_nobody_is_lost(sample):
    context = context_of_sample(sample)
    found = changes_since(context)
    n = {group.key: group.n for group in found.groups}
    assert found.closing == found.opening + n.get("new", 0) + n.get("came_back", 0) - n.get("lapsed", 0)
    since, until = pd.Timestamp(found.since), pd.Timestamp(found.until)
    if found.measure == "mrr":
        table = context.data.events["subscriptions"]
        running = [
            table[(table["started_on"] <= day) & ~(table["ended_on"] <= day)] for day in (since, until)
        ]
        assert found.revenue_before == pytest.approx(running[0]["mrr"].sum())
        assert found.revenue == pytest.approx(running[1]["mrr"].sum())
        gone = set(running[0]["customer"]) - set(running[1]["customer"])
        assert set(next(g for g in found.groups if g.key == "lapsed").customers.tolist()) == gone
    else:
        orders = context.data.events["orders"]
        counted = orders[orders["is_purchase"] | orders["is_return"]]
        later = counted[(counted["ordered_on"] > since) & (counted["ordered_on"] <= until)]
        assert found.revenue == pytest.approx(later["amount"].sum())


def test_a_public_order_file_by_country_and_by_category_as_pandas_has_it(shared_data):
    context = context_of(shared_data / "orders" / "superstore_tableau.xls")
    orders = context.data.events["orders"]
    lines = orders[orders["is_purchase"]]
    split = split_metric("revenue_gross", "orders.category", context.data, context.book, context.settings)
    expected = lines.groupby("category", observed=True)["amount"].sum()
    for key, metric in zip(split.keys, split.metrics, strict=True):
        if key in expected.index:
            assert metric.value == pytest.approx(expected[key])
    first = lines.sort_values("ordered_on", kind="stable").groupby("customer")["ordered_on"].first()
    cohort = split_metric("repurchase_rate", "cohort", context.data, context.book, context.settings)
    quarters = first.dt.to_period("Q").value_counts()
    counts = dict(zip(cohort.keys, cohort.customers, strict=True))
    for quarter, n in quarters.items():
        key = f"{quarter.start_time:%Y-%m-%d}"
        assert key not in counts or counts[key] == n
    trace = trace_figure("revenue_net", context)
    assert trace.table["amount"].sum() == pytest.approx(trace.metric.value)
    raw = pd.read_excel(shared_data / "orders" / "superstore_tableau.xls", sheet_name=0, engine="calamine")
    at = raw.iloc[trace.table["row"].to_numpy() - 2]
    np.testing.assert_allclose(at["Sales"].to_numpy(dtype=float), trace.table["amount"])
