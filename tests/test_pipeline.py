"""The sentence: an analysis that takes results over equals one from scratch, and stops when asked to."""

import dataclasses
import random

import numpy as np
import pandas as pd
import pytest
from msgspec import structs

from retention_desk import pipeline, run_stages
from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory
from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import phrase
from retention_desk.pipeline import analyse, import_files
from tests.small_shop import write_small_orders

EDITS = (
    ("health.weights.tenure", 25.0),
    ("health.bands.healthy", 65.0),
    ("health.smooth", True),
    ("capacity.contacts_per_week", 12),
    ("segments.high_share", 0.1),
    ("segments.value_by", "revenue"),
    ("value.margin_share", 0.4),
    ("general.period", "month"),
    ("general.as_of", "2024-06-30"),
    ("holdout.seed", 3),
    ("orders.returns", "ignore"),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("pipeline") / "orders.csv"
    write_small_orders(path)
    return import_files([path])


@pytest.fixture(scope="module")
def first(data):
    return analyse(data)


def same(one, other):
    """Whether two results hold the same, arrays and frames compared by value."""
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return type(one) is type(other) and all(
            same(getattr(one, item.name), getattr(other, item.name)) for item in dataclasses.fields(one)
        )
    if isinstance(one, (pd.DataFrame, pd.Series, pd.Index)):
        return one.equals(other)
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "items"):
        return set(one) == set(other) and all(same(value, other[key]) for key, value in one.items())
    return one == other or (one != one and other != other)


def compared(analysis):
    names = [item.name for item in dataclasses.fields(Analysis)]
    return {name: getattr(analysis, name) for name in names if name not in {"seconds", "intermediate"}}


@pytest.mark.parametrize("seed", [1, 2])
def test_results_taken_over_equal_results_from_scratch(data, first, seed):
    current, settings = first, DEFAULTS
    for key, value in random.Random(seed).sample(EDITS, 3):
        settings = settings.with_value(key, value)
        current = analyse(data, settings, current)
    scratch = compared(analyse(data, settings))
    for name, result in compared(current).items():
        assert same(result, scratch[name]), name


def test_nothing_is_computed_again_when_nothing_changed(data, first):
    assert dict(analyse(data, DEFAULTS, first).seconds) == {}


def test_a_weight_re_runs_only_the_quick_stages(data, first):
    again = analyse(data, DEFAULTS.with_value("health.weights.tenure", 30.0), first)
    assert set(again.seconds) == {
        "health", "health_for_tiers", "health_for_rule", "health_for_stakes", "backtest", "plan",
    }  # fmt: skip
    assert again.churn is first.churn
    assert again.segments is first.segments


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    """Customers of whom nothing but a label, use and tenure is known: health is rule, tier and stake."""
    path = tmp_path_factory.mktemp("pipeline") / "customers.csv"
    draw = np.random.default_rng(5)
    tenure, use = draw.integers(1, 60, 300), draw.integers(0, 30, 300)
    left = draw.random(300) < 1 / (1 + np.exp(0.1 * tenure + 0.1 * use - 3))
    frame = pd.DataFrame(
        {"customer_id": np.arange(300), "tenure": tenure, "logins": use, "churn": np.where(left, "Yes", "No")}
    )
    frame.to_csv(path, index=False)
    data = import_files([path])
    return data, analyse(data)


def test_where_scores_stand_in_for_value_or_rule_a_weight_reaches_all_that_hangs_on_them(labelled):
    data, first = labelled
    assert first.segments.tier_basis == "health_score"
    assert first.churn.baseline_label == phrase("health score")
    for weight in (0, 20, 90):
        weights = {"column.tenure": weight, "column.logins": 100.0 - weight}
        settings = structs.replace(DEFAULTS, health=structs.replace(DEFAULTS.health, weights=weights))
        again = analyse(data, settings, first)
        scratch = compared(analyse(data, settings))
        for name, result in compared(again).items():
            assert same(result, scratch[name]), (weight, name)
        assert again.segments is not first.segments
        first = again


def test_what_is_quick_is_shown_first_and_the_end_is_the_same(data, first):
    settings, shown = DEFAULTS.with_value("general.period", "month"), []
    whole = analyse(data, settings, first, show=shown.append)
    (early,) = shown
    assert not early.is_whole
    assert early.metrics is whole.metrics
    assert early.churn is first.churn
    scratch = compared(analyse(data, settings))
    assert all(same(result, scratch[name]) for name, result in compared(whole).items())
    again = compared(analyse(data, settings, early))
    assert all(same(result, scratch[name]) for name, result in again.items())


def test_other_rows_of_the_same_customers_are_shown_before_the_forecast_is_trained_again(data, first):
    settings, shown = DEFAULTS.with_value("orders.returns", "ignore"), []
    whole = analyse(data, settings, first, show=shown.append)
    assert whole.data.customer_ids.equals(first.data.customer_ids)
    (early,) = shown
    assert not early.is_whole
    assert early.metrics is whole.metrics
    assert early.churn is first.churn
    scratch = compared(analyse(data, settings))
    assert all(same(result, scratch[name]) for name, result in compared(whole).items())


def test_another_day_is_not_shown_with_the_forecast_of_this_one(data, first):
    shown = []
    analyse(data, DEFAULTS.with_value("general.as_of", "2023-06-30"), first, show=shown.append)
    assert shown == []


def test_of_many_customers_all_but_the_forecast_is_shown_first(data, first, monkeypatch):
    monkeypatch.setattr(run_stages, "MANY_CUSTOMERS", 1)
    shown = []
    whole = analyse(data, show=shown.append)
    (early,) = shown
    assert not np.isfinite(early.churn.probability).any()
    assert early.backtest is whole.backtest
    assert early.plan.listed > 0
    expected = compared(first)
    assert all(same(result, expected[name]) for name, result in compared(whole).items())


def test_edits_during_a_training_are_scored_without_it_and_joined_by_it(data, first, monkeypatch):
    monkeypatch.setattr(run_stages, "MANY_CUSTOMERS", 1)
    shown = []
    trained = pipeline.analyse(data, DEFAULTS, show=shown.append)
    edited = DEFAULTS.with_value("general.period", "year").with_value("capacity.contacts_per_week", 7)
    assert pipeline.has_same_forecast(DEFAULTS, edited)
    early = pipeline.analyse_while_training(data, edited, shown[0])
    assert not early.is_whole
    assert early.settings == edited
    assert early.intermediate["churn_fit"] is shown[0].intermediate["churn_fit"]
    assert "churn_fit" not in early.seconds
    joined = pipeline.analyse(data, edited, trained)
    assert "churn_fit" not in joined.seconds, "the forecast is not trained again"
    assert dict(early.metrics.values) == dict(joined.metrics.values)
    assert early.plan.contacts_per_week == 7
    for key, value in (
        ("churn.model", "logistic"),
        ("general.horizon_days", 30),
        ("orders.returns", "ignore"),
    ):
        assert not pipeline.has_same_forecast(DEFAULTS, DEFAULTS.with_value(key, value))


def test_a_change_of_sliders_shows_nothing_early(data, first):
    shown = []
    analyse(data, DEFAULTS, first, show=shown.append)
    assert shown == []


def test_a_wish_to_stop_stops_the_analysis(data):
    def stop(done, _doing):
        if done > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        analyse(data, DEFAULTS, progress=Progress(stop))


def test_an_earlier_day_does_not_see_the_future(data):
    past = analyse(data, DEFAULTS.with_value("general.as_of", "2023-06-30"))
    orders = past.data.events["orders"]
    assert orders["ordered_on"].max() <= pd.Timestamp("2023-06-30")
    assert past.metrics.totals["last"].isoformat() <= "2023-06-30"
    assert past.data.n_customers < data.n_customers
    assert any(finding.code == "after_as_of" for finding in past.audit.findings)


@pytest.fixture(scope="module")
def worked(first):
    """Two lists that were handed out and came back, and the same with one answer more."""
    table = first.plan.table
    ids = first.data.customer_ids.take(table["customer"].to_numpy()).astype(object)
    rows = pd.DataFrame({name: pd.Series("", index=table.index, dtype=object) for name in HISTORY_COLUMNS})
    for name in ("play", "channel", "handling", "tier", "arm", "wave", "cost", "value_at_stake", "owner"):
        rows[name] = table[name].astype(HISTORY_COLUMNS[name])
    handed = pd.Timestamp(first.data.as_of) - pd.Timedelta(days=6)
    rows = rows.assign(
        list_id="L1",
        handed_out_on=handed,
        customer_id=ids,
        due=handed + pd.Timedelta(days=4),
        is_manual=False,
    )
    rows["status"] = np.where(np.arange(len(rows)) % 3 == 0, "done", "")
    rows["contacted_on"] = pd.Series(handed, index=rows.index).where(rows["status"] == "done")
    rows["outcome"] = np.where(rows["status"] == "done", "stays", "")
    early = ActionHistory(rows.astype(HISTORY_COLUMNS))
    later = rows.assign(status=np.where(rows["status"] == "", "skipped", rows["status"]))
    return early, ActionHistory(later.astype(HISTORY_COLUMNS))


def test_with_a_history_results_taken_over_equal_those_from_scratch(data, first, worked):
    current = first
    for history, key, value in (
        (worked[0], "capacity.contacts_per_week", 25),
        (worked[1], "playbook.cooling_off_days", 2),
        (None, "playbook.wave", "pilot"),
        (worked[0], "experiment.arms", '[{name = "A"}, {name = "B"}]'),
    ):
        settings = current.settings.with_value(key, value)
        current = analyse(data, settings, current, history=history)
        scratch = compared(analyse(data, settings, history=history))
        for name, result in compared(current).items():
            assert same(result, scratch[name]), (key, name)


def test_a_new_history_re_runs_the_plan_alone(data, first, worked):
    again = analyse(data, DEFAULTS, first, history=worked[0])
    assert set(again.seconds) == {"plan_basis", "plan"}
    assert again.plan.open_actions.carried > 0
    assert again.plan.open_actions.overdue == again.plan.open_actions.carried
    assert again.plan.fates()["cooling_off"] > 0
    assert sum(again.plan.fates().values()) == data.n_customers
