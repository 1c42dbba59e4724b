"""The backtest sees only the past, ranks rightly, and learns what matters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from retention_desk.health.backtest import false_alarms, judge_weights, missed_leavers
from retention_desk.health.indicator_signs import turned_round
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.past_health import prepare_backtest
from retention_desk.health.score_health import score_health

AS_OF = dt.date(2024, 9, 30)


def judged(data, settings=None):
    settings = settings or AnalysisSettings()
    indicators = measure_indicators(data, order_book(data), settings)
    basis = prepare_backtest(data, settings)
    return judge_weights(basis, indicators, score_health(indicators, settings), settings)


def figures(row):
    return (row.auc, row.auc_low, row.auc_high, row.worst_tenth_share, row.missed, row.false_alarms)


@pytest.fixture(scope="module")
def shop(make_data):
    """600 customers ordering every 12 days for a year; half of them stop by and by, slowing down first."""
    rng = np.random.default_rng(7)
    customer, day, product = [], [], []
    for c in range(600):
        stops = c % 2 == 0
        end = 90 + rng.integers(0, 45) if stops else 0
        at = 365.0
        while at > end:
            customer.append(c)
            day.append(int(at))
            product.append(f"p{rng.integers(0, 30)}")
            slow = 2.5 if stops and at < 170 else 1.0
            at -= rng.gamma(4, 3 * slow)
    amount = rng.gamma(3, 10, len(day)).round(2)
    return make_data(
        600, orders={"customer": customer, "ordered_on": day, "amount": amount, "product": product}
    )


@pytest.fixture(scope="module")
def verdict(shop):
    return judged(shop)


def test_it_looks_from_the_horizon_before(verdict):
    assert verdict.as_of == AS_OF - dt.timedelta(days=90)
    assert verdict.missing is None
    assert [row.name for row in verdict.rows] == ["current", "default", "equal", "learned"]
    assert 200 < verdict.left < 330
    assert verdict.n == 600
    assert [found.day for found in verdict.days] == [verdict.as_of]
    assert "90" in Words()(verdict.note)


def test_the_score_sees_it_coming(verdict):
    rows = {row.name: row for row in verdict.rows}
    assert rows["default"].auc > 0.6
    assert rows["default"].auc_low < rows["default"].auc < rows["default"].auc_high
    assert rows["learned"].auc >= rows["equal"].auc - 0.02
    assert figures(rows["current"]) == figures(rows["default"])
    assert round(sum(rows["learned"].weights.values()), 6) == 100
    assert rows["learned"].weight_ranges.keys() == rows["learned"].weights.keys()
    for row in verdict.rows:
        assert 0 <= row.missed <= verdict.left
        assert 0 <= row.false_alarms <= verdict.n - verdict.left


def test_what_happened_since_does_not_change_the_scores_of_then(shop):
    basis = prepare_backtest(shop, AnalysisSettings())
    later = shop.events["orders"]
    late = later["ordered_on"] > np.datetime64(basis.as_of)
    tripled = later.assign(amount=later["amount"].where(~late, later["amount"] * 3 + 500))
    changed = prepare_backtest(replace(shop, events={"orders": tripled}), AnalysisSettings())
    for key, values in basis.values.items():
        np.testing.assert_array_equal(values, changed.values[key])
    assert changed.learned == basis.learned


def test_moving_a_weight_judges_again_without_measuring(shop):
    settings = AnalysisSettings()
    indicators = measure_indicators(shop, order_book(shop), settings)
    basis = prepare_backtest(shop, settings)
    moved = settings.with_value("health.weights.tenure", 90)
    verdict = judge_weights(basis, indicators, score_health(indicators, moved), moved)
    rows = {row.name: row for row in verdict.rows}
    assert rows["current"].weights["tenure"] == 90
    assert rows["current"].auc < rows["default"].auc
    assert figures(rows["default"]) == figures(judged(shop).rows[1])


def test_the_same_seed_learns_the_same(shop):
    assert (
        prepare_backtest(shop, AnalysisSettings()).learned
        == prepare_backtest(shop, AnalysisSettings()).learned
    )


def test_too_few_to_tell(make_data):
    data = make_data(30, orders={
        "customer": [*range(30), *range(15)], "ordered_on": [100] * 30 + [5] * 15, "amount": [5.0] * 45,
        "product": ["a"] * 45,
    })  # fmt: skip
    verdict = judged(data)
    assert verdict.rows == ()
    assert (verdict.n, verdict.left) == (30, 15)
    assert "15 left and 15 stayed, 50 of each" in Words()(verdict.missing)


def test_without_dates_and_label_nothing_tells(make_data):
    verdict = judged(make_data(3, features={"age": [1.0, 2.0, 3.0]}, as_of=None))
    assert verdict.rows == ()
    assert "nothing tells who left" in Words()(verdict.missing)
    assert prepare_backtest(make_data(3, as_of=None), AnalysisSettings()) is None


def test_a_labelled_table_gives_an_association_of_the_same_date(make_data):
    rng = np.random.default_rng(2)
    left = rng.random(400) < 0.4
    data = make_data(
        400,
        customers={"churned": left.tolist()},
        features={"visits": rng.normal(10 - 3 * left, 2), "noise": rng.normal(0, 1, 400)},
        as_of=None,
    )
    verdict = judged(data)
    assert verdict.as_of is None
    assert (verdict.n, verdict.left) == (400, int(left.sum()))
    assert "association" in Words()(verdict.note)
    assert verdict.rows[0].auc > 0.75


def test_a_subscription_that_ended_counts_as_left(make_data):
    n = 120
    ended = [30 if c < 60 else None for c in range(n)]
    data = make_data(
        n,
        subscriptions={
            "customer": list(range(n)),
            "started_on": [400] * n,
            "ended_on": ended,
            "mrr": [9.0] * n,
        },
        activity={"customer": list(range(60, n)), "happened_on": [95] * 60, "feature": ["a"] * 60},
    )  # fmt: skip
    basis = prepare_backtest(data, AnalysisSettings())
    assert basis.left.sum() == 60
    assert "subscription ran" in Words()(basis.note)


def test_grouping_customers_by_level_changes_nothing(shop, monkeypatch):
    from retention_desk.health import past_groups

    grouped = judged(shop)
    monkeypatch.setattr(past_groups, "MOST_GROUPED", 0)
    single = judged(shop)
    assert (grouped.n, grouped.left) == (single.n, single.left)
    for one, other in zip(grouped.rows, single.rows, strict=True):
        assert figures(one) == pytest.approx(figures(other))


@pytest.fixture(scope="module")
def long_shop(make_data):
    """900 customers over two years; in every quarter some stop, having slowed down before."""
    rng = np.random.default_rng(11)
    customer, day = [], []
    for c in range(900):
        at, stop = 730.0 - rng.uniform(0, 200), rng.uniform(-250, 500)
        while at > max(stop, 0):
            customer.append(c)
            day.append(int(at))
            at -= rng.gamma(4, 4 * (2.5 if at < stop + 60 else 1.0))
    amount = rng.gamma(3, 10, len(day)).round(2)
    product = [f"p{k}" for k in rng.integers(0, 30, len(day))]
    return make_data(
        900, orders={"customer": customer, "ordered_on": day, "amount": amount, "product": product}
    )


@pytest.fixture(scope="module")
def long_verdict(long_shop):
    return judged(long_shop)


def test_several_past_days_where_the_data_allow(long_verdict):
    days = [AS_OF - dt.timedelta(days=90 * k) for k in (1, 2, 3, 4)]
    assert [found.day for found in long_verdict.days] == days
    assert long_verdict.as_of == days[0]
    assert long_verdict.n == sum(found.n for found in long_verdict.days)
    assert long_verdict.left == sum(found.left for found in long_verdict.days)
    assert "Looked from 4 days" in Words()(long_verdict.note)
    for row in long_verdict.rows:
        n = np.array([found.n for found in long_verdict.days])
        assert row.auc == pytest.approx(np.array(row.auc_by_day) @ n / n.sum())
        assert row.auc_low < row.auc < row.auc_high


def test_an_earlier_day_is_as_if_the_data_had_ended_a_horizon_after_it(long_shop, long_verdict):
    """The second day of the whole is the only one of the data as they stood a horizon ago."""
    then = judged(long_shop.until(AS_OF - dt.timedelta(days=90)))
    row, row_then = long_verdict.rows[1], then.rows[1]
    assert (long_verdict.days[1].n, long_verdict.days[1].left) == (then.days[0].n, then.days[0].left)
    assert row.auc_by_day[1] == pytest.approx(row_then.auc_by_day[0])


def lists(data, settings=None):
    settings = settings or AnalysisSettings()
    indicators = measure_indicators(data, order_book(data), settings)
    basis = prepare_backtest(data, settings)
    args = (basis, indicators, score_health(indicators, settings), settings)
    return missed_leavers(*args), false_alarms(*args), judge_weights(*args)


def test_missed_leavers_and_false_alarms_are_the_customers_counted(long_shop):
    missed, alarms, verdict = lists(long_shop)
    current = verdict.rows[0]
    assert (len(missed.customer), len(alarms.customer)) == (current.missed, current.false_alarms)
    assert np.all(np.diff(missed.score) <= 0)
    assert np.all(np.diff(alarms.score) >= 0)
    assert missed.score.min() >= 40 > alarms.score.max()
    book = order_book(long_shop)
    for found, gone in ((missed, True), (alarms, False)):
        cut = found.day.astype("datetime64[D]").astype(int)
        for customer, day in list(zip(found.customer, cut, strict=True))[:40]:
            days = book.purchase_day[book.purchase_customer == customer]
            assert ((days > day) & (days <= day + 90)).any() != gone
            assert (days <= day).any()


def test_lists_of_a_labelled_table_have_no_day(make_data):
    rng = np.random.default_rng(2)
    left = rng.random(400) < 0.4
    data = make_data(
        400,
        customers={"churned": left.tolist()},
        features={"visits": rng.normal(10 - 2 * left, 2), "noise": rng.normal(0, 1, 400)},
        as_of=None,
    )
    missed, alarms, verdict = lists(data)
    assert (len(missed.customer), len(alarms.customer)) == (
        verdict.rows[0].missed, verdict.rows[0].false_alarms,
    )  # fmt: skip
    assert np.isnat(missed.day).all()
    assert left[missed.customer].all()
    assert not left[alarms.customer].any()


def test_without_a_basis_the_lists_are_empty(make_data):
    data = make_data(3, as_of=None)
    indicators = measure_indicators(data, None, AnalysisSettings())
    health = score_health(indicators, AnalysisSettings())
    found = missed_leavers(None, indicators, health, AnalysisSettings())
    assert (len(found.customer), len(found.day), len(found.score)) == (0, 0, 0)


def test_an_indicator_that_counts_the_wrong_way_round_is_found_and_can_be_turned(long_shop):
    wrong = AnalysisSettings().with_value("health.directions.days_since_last_order", "higher")
    verdict = judged(long_shop, wrong)
    signs = {sign.key: sign for sign in verdict.signs}
    assert signs["days_since_last_order"].verdict == "opposite"
    assert signs["days_since_last_order"].auc_high < 0.5
    assert verdict.suggested_directions["days_since_last_order"] == "lower"
    turned = judged(long_shop, turned_round(wrong, verdict.suggested_directions))
    assert turned.rows[0].auc > verdict.rows[0].auc + 0.03
    assert "days_since_last_order" not in turned.suggested_directions
