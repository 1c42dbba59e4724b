"""Questions of an analysis that went through the whole pipeline, by every sample of the shop."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.project_results import KeptScores, Snapshot
from retention_desk.foundation.trace_results import FigureOf
from retention_desk.pipeline import analyse, import_files
from retention_desk.questions import (
    basis_of,
    check_claims,
    cohort_grid,
    cohort_members,
    comment_topics,
    compare_with_benchmark,
    contact_stakes,
    data_requests,
    false_alarms,
    figure_variants,
    leaving_reasons,
    missed_leavers,
    profit_scenario,
    retention_curves,
    revenue_concentration,
    revenue_kept,
    service_times,
    split_columns,
    split_figure,
    survival_by_group,
    trace_figure,
    trace_of_data,
    value_by_cohort,
    value_concentration,
    what_changed,
    what_changed_since,
    with_suggested_signs,
)
from tests.small_shop import write_small_orders


@pytest.fixture(scope="module")
def analysed(tmp_path_factory):
    file = tmp_path_factory.mktemp("shop") / "orders.csv"
    write_small_orders(file)
    return analyse(import_files([file]))


def test_what_the_metrics_found_is_kept(analysed):
    basis = basis_of(analysed)
    assert basis.data is analysed.data
    assert "presence" in basis.__dict__


def test_every_column_on_offer_splits_the_revenue_exactly(analysed):
    columns = split_columns(analysed)
    assert {"segments.value_tier", "segments.stage", "cohort", "first.product"} <= {c.key for c in columns}
    for column in columns:
        split = split_figure(analysed, "revenue_net", column.key)
        total = sum(metric.value for metric in split.metrics)
        assert total == pytest.approx(analysed.metrics.values["revenue_net"].value), column.key


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_a_cohort_of_the_grid_has_as_many_members_as_it_says(analysed, period):
    grid = cohort_grid(analysed, period)
    assert grid.period == period
    for start, size in zip(grid.starts, grid.size, strict=True):
        members = cohort_members(analysed, start, period)
        assert len(set(members)) == size
        first = analysed.intermediate["book"].first_day[list(members)].astype("datetime64[D]")
        assert (first >= start).all()


def test_histories_come_when_asked_for(analysed):
    assert split_figure(analysed, "revenue_net", "cohort").histories is None
    assert split_figure(analysed, "revenue_net", "cohort", with_history=True).histories is not None


def test_variants_re_read_the_rows_that_count(analysed):
    found = figure_variants(analysed, "revenue_net")
    by_choice = {v.choice: v.metric.value for v in found.variants if v.setting == "orders.returns"}
    assert by_choice["ignore"] == pytest.approx(analysed.metrics.values["revenue_gross"].value)
    assert by_choice["net"] == analysed.metrics.values["revenue_net"].value


def test_curves_by_group(analysed):
    assert survival_by_group(analysed, "segments.value_tier").keys
    assert len(retention_curves(analysed).keys) > 1
    assert len(retention_curves(analysed, "segments.value_tier").keys) == 3


def test_value_by_every_question(analysed):
    assert revenue_concentration(analysed).top_tenth_share == pytest.approx(
        analysed.metrics.values["top_decile_revenue_share"].value
    )
    assert value_concentration(analysed).n > 0
    assert value_by_cohort(analysed).size.sum() > 0
    assert 0 < revenue_kept(analysed).share <= 1
    assert {claim.key for claim in check_claims(analysed)} >= {"repeat_revenue", "top_tenth_order_value"}
    assert profit_scenario(analysed, 0.05).profit_extra > 0


def test_stakes_of_contacts_are_sums_over_the_likeliest(analysed):
    found, curve = contact_stakes(analysed), analysed.churn.contacts
    if curve is None:
        assert found is None
        return
    first = curve.order[:5]
    assert found.at_risk[5] == pytest.approx(np.nansum(analysed.at_risk.amounts[first]))
    assert len(found.saved) == curve.n_today + 1
    listed = analysed.plan.table[analysed.plan.table["arm"] == "contact"]
    each = dict(zip(curve.order.tolist(), np.diff(found.saved).tolist(), strict=True))
    for customer, saved in zip(listed["customer"], listed["expected_saved"], strict=True):
        if customer in each:
            assert each[customer] == pytest.approx(saved)


def test_traces_by_question(analysed):
    trace = trace_figure(analysed, "retention_rate")
    assert trace.recomputed == pytest.approx(analysed.metrics.values["retention_rate"].value)
    alone = trace_of_data(analysed.imported, analysed.settings, FigureOf("retention_rate"))
    assert len(alone.table) == len(trace.table)


def test_feedback_and_requests_of_a_shop_without_any(analysed):
    assert leaving_reasons(analysed) is None
    assert comment_topics(analysed) is None
    assert service_times(analysed) is None
    best = data_requests(analysed)
    assert best
    assert [request.gain for request in best] == sorted((r.gain for r in best), reverse=True)
    assert "orders" not in {request.table for request in best if "amount" in request.columns}


def test_the_benchmark_stands_beside_the_yearly_rate(analysed):
    found = compare_with_benchmark(analysed)
    assert found.benchmark.retention_share == 0.755
    assert found.own.period is None or (found.own.period[1] - found.own.period[0]).days >= 364


def test_what_changed_has_the_bands_of_then_beside_those_of_now(analysed):
    found = what_changed(analysed)
    then = analysed.data.until(found.since)
    earlier = analyse(then, analysed.settings)
    before = dict(zip(then.customer_ids, earlier.health.band.tolist(), strict=True))
    now = dict(zip(analysed.data.customer_ids, analysed.health.band.tolist(), strict=True))
    moved = [c for c, band in now.items() if band >= 0 and before.get(c, -1) not in (-1, band)]
    in_bands = [group for group in found.groups if group.kind == "band"]
    assert sum(group.n for group in in_bands) == len(moved)
    assert found.closing == analysed.metrics.active


def test_what_changed_is_the_same_after_any_edits_as_from_scratch(analysed):
    draw, current = random.Random(3), analysed
    edits = [
        ("figures.arpu_customers", ("all", "buyers")),
        ("general.period", ("month", "quarter")),
        ("general.active_window_days", (60, 120)),
        ("health.profile", ("orders", "customers")),
        ("health.directions", ("{}", '{order_frequency = "lower"}')),
        ("orders.returns", ("net", "ignore")),
    ]
    for key, values in draw.sample(edits, len(edits)) * 2:
        settings = current.settings.with_value(key, draw.choice(values))
        current = analyse(analysed.imported, settings, current)
        found, scratch = what_changed(current), what_changed(analyse(analysed.imported, settings))
        assert found.closing == scratch.closing
        assert [(one.kind, one.n) for one in found.groups] == [(one.kind, one.n) for one in scratch.groups]


def test_the_mistakes_of_the_backtest_can_be_opened(analysed):
    rows = analysed.backtest.rows
    missed, alarms = missed_leavers(analysed), false_alarms(analysed)
    assert (len(missed.customer), len(alarms.customer)) == (
        (rows[0].missed, rows[0].false_alarms) if rows else (len(missed.customer), len(alarms.customer))
    )
    for found in (missed, alarms):
        assert len(found.customer) == len(found.day) == len(found.score)
        assert (found.customer < analysed.data.n_customers).all()


def test_signs_are_tried_as_settings(analysed):
    tried = with_suggested_signs(analysed)
    assert tried.health.directions == dict(analysed.backtest.suggested_directions)
    assert analyse(analysed.imported, tried, analysed).health.keys


def test_what_changed_since_a_month_has_the_bands_that_were_known_then(analysed):
    ids = analysed.data.customer_ids
    then = analysed.health.band.copy()
    then[:3] = [2, 1, 0]
    as_of = analysed.data.as_of - dt.timedelta(days=30)
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    month = Snapshot(1, as_of, as_of, at, "Ann", "1", "f", len(ids), None, ())
    scores = pd.DataFrame({"health_band": then}, index=ids).iloc[::-1]
    found = what_changed_since(analysed, KeptScores(month, analysed.health.profile, scores))
    moved = {group.key: set(group.customers.tolist()) for group in found.groups if group.kind == "band"}
    expected = {place for place in range(3) if then[place] != analysed.health.band[place] >= 0}
    assert set().union(*moved.values()) == expected
    other = what_changed_since(analysed, KeptScores(month, "another", scores))
    assert not [group for group in other.groups if group.kind == "band"]
    assert other.since == as_of
