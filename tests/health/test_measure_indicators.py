"""Every indicator against values worked out by hand, with its windows and thresholds."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.health.backtest import judge_weights
from retention_desk.health.measure_indicators import catalogue, measure_indicators
from retention_desk.health.past_health import prepare_backtest
from retention_desk.health.score_health import level_of, score_health

NAN = float("nan")
LEVEL = {"low": 0, "medium": 1, "high": 2}


def levels(key, values):
    entry = catalogue()[key]
    found = level_of(np.array(values, dtype=float), entry.thresholds, higher_is_better=entry.higher_is_better)
    return found.tolist()


def same(found, expected):
    np.testing.assert_allclose(found, expected, equal_nan=True)


# -- the article's table ---------------------------------------------------------------------------


def test_the_article_profile_is_the_table_of_the_article():
    weights = {
        key: entry.weights["article"] for key, entry in catalogue().items() if "article" in entry.weights
    }
    assert weights == {
        "usage_frequency": 30, "after_sales_feedback": 20, "purchase_amount": 20,
        "community_participation": 15, "referral": 15,
    }  # fmt: skip


def test_usage_frequency_is_the_average_over_thirty_days(make_data, measure):
    # the 30th day back (29 days ago) counts, the day 30 days before does not
    data = make_data(3, activity={
        "customer": [0, 0, 0, 1, 1], "happened_on": [0, 29, 30, 5, 31],
        "count": [60.0, 30.0, 500.0, 91.0, 9.0],
    })  # fmt: skip
    same(measure("usage_frequency", data), [3.0, 91 / 30, 0.0])
    # "> 3 a day" is strict: 3.0 exactly is medium; 1 a day is medium
    assert levels("usage_frequency", [3.0, 91 / 30, 1.0, 29 / 30, 0.0]) == [1, 2, 1, 0, 0]


def test_an_activity_row_without_a_count_is_one_use(make_data, measure):
    data = make_data(1, activity={"customer": [0] * 3, "happened_on": [1, 2, 3], "count": [NAN, 28.0, 1.0]})
    same(measure("usage_frequency", data), [1.0])


def test_after_sales_feedback_counts_complaints_of_ninety_days(make_data, measure):
    data = make_data(3, tickets={
        "customer": [0, 0, 0, 0, 1, 1], "opened_on": [0, 10, 89, 90, 3, 4],
        "type": ["complaint", "投诉", "complaint", "complaint", "question", "complaint"],
    })  # fmt: skip
    same(measure("after_sales_feedback", data), [3, 1, 0])
    assert levels("after_sales_feedback", [0, 1, 2, 3]) == [2, 1, 1, 0]


@pytest.mark.parametrize(("period", "days"), [("month", 30), ("quarter", 90), ("year", 365)])
def test_purchase_amount_compares_two_periods(make_data, measure, period, days):
    data = make_data(3, orders={
        "customer": [0, 0, 0, 1, 1, 2], "ordered_on": [0, days - 1, days, 1, 2 * days, 5],
        "amount": [60.0, 45.0, 100.0, 7.0, 5.0, 3.0],
    })  # fmt: skip
    # customer 1's earlier order is one day too old, customer 2 has none: nothing to compare with
    same(measure("purchase_amount", data, period), [0.05, NAN, NAN])
    assert levels("purchase_amount", [0.05, 0.0499, -0.05, -0.0501, NAN]) == [2, 1, 1, 0, -1]


def test_purchase_amount_without_orders_is_the_monthly_amount(make_data, measure):
    data = make_data(2, subscriptions={
        "customer": [0, 0, 1], "started_on": [200, 20, 300], "ended_on": [20, None, None],
        "mrr": [10.0, 12.0, 9.0],
    })  # fmt: skip
    same(measure("purchase_amount", data), [0.2, 0.0])


def test_community_participation_counts_thirty_days(make_data, measure):
    data = make_data(
        2, community={"customer": [0] * 5, "happened_on": [0, 1, 15, 29, 30], "type": ["post"] * 5}
    )
    same(measure("community_participation", data), [4, 0])
    assert levels("community_participation", [4, 3, 1, 0]) == [2, 1, 1, 0]


def test_referral_has_two_levels_over_half_a_year(make_data, measure):
    data = make_data(3, referrals={"customer": [0, 1], "referred_on": [179, 180]})
    same(measure("referral", data), [1, 0, 0])
    assert levels("referral", [2, 1, 0]) == [2, 2, 0]


# -- orders ----------------------------------------------------------------------------------------


def test_silence_is_measured_by_the_own_rhythm(make_data, measure):
    # gaps of 10, 10, 10 and 40: all-customer median 10; own rhythms (3·10 + 3·10) ÷ 6 and (40 + 3·10) ÷ 4
    data = make_data(4, orders={
        "customer": [0, 0, 0, 0, 1, 1, 2], "ordered_on": [45, 35, 25, 15, 75, 35, 20], "amount": [5.0] * 7,
    })  # fmt: skip
    same(measure("days_since_last_order", data), [1.5, 2.0, 2.0, NAN])
    assert levels("days_since_last_order", [1.5, 1.51, 2.5, 2.51, NAN]) == [2, 1, 1, 0, -1]


def test_order_frequency_compares_ninety_days_with_the_year(make_data, measure):
    # 0: 2 of 8 orders in 90 days; expected 8 × 90 ÷ 365. 1: first order 80 days ago, so all in the window.
    # 2: first order 179 days ago: 4 orders in 180 days, 1 in the last 90.
    days = [400, 300, 250, 200, 150, 120, 100, 89, 0, 80, 179, 170, 160, 10]
    data = make_data(
        4, orders={"customer": [0] * 9 + [1] + [2] * 4, "ordered_on": days, "amount": [1.0] * 14}
    )
    same(measure("order_frequency", data), [2 / (8 * 90 / 365) - 1, 0.0, 1 / (4 * 90 / 180) - 1, NAN])
    assert levels("order_frequency", [0.0, -0.01, -0.2, -0.21]) == [2, 1, 1, 0]


def test_order_amount_compares_ninety_days_with_the_ninety_before(make_data, measure):
    data = make_data(2, orders={
        "customer": [0, 0, 0, 0, 1], "ordered_on": [0, 89, 90, 179, 180],
        "amount": [30.0, 20.0, 60.0, 40.0, 9.0],
    })  # fmt: skip
    same(measure("order_amount", data, "year"), [-0.5, NAN])
    assert levels("order_amount", [0.05, 0.0, -0.05, -0.06]) == [2, 1, 1, 0]


def test_product_breadth_counts_different_products_bought_within_the_year(make_data, measure):
    data = make_data(3, orders={
        "customer": [0, 0, 0, 0, 0, 1], "ordered_on": [1, 2, 364, 365, 3, 800],
        "amount": [1.0, 1, 1, 1, -1, 1],
        "product": ["tea", "tea", "cup", "pot", "jar", "tea"],
    })  # fmt: skip
    same(measure("product_breadth", data), [2, 0, NAN])
    assert levels("product_breadth", [25, 24, 8, 7]) == [2, 1, 1, 0]


def test_returns_share_is_of_the_lines_of_the_year(make_data, measure):
    data = make_data(2, orders={
        "customer": [0] * 5 + [1], "ordered_on": [1, 1, 1, 5, 400, 400], "amount": [9.0, 9, 9, -9, -9, 5],
    })  # fmt: skip
    same(measure("returns_share", data), [0.25, NAN])
    assert levels("returns_share", [0.02, 0.03, 0.1, 0.11]) == [2, 1, 1, 0]


def test_tenure_runs_from_the_first_order(make_data, measure):
    data = make_data(2, orders={"customer": [0, 0], "ordered_on": [480, 3], "amount": [1.0, 1.0]})
    same(measure("tenure", data), [480, NAN])
    assert levels("tenure", [480, 479, 180, 179]) == [2, 1, 1, 0]


def test_orders_per_year_and_amount_per_order(make_data, measure):
    data = make_data(2, orders={
        "customer": [0, 0, 0, 0], "ordered_on": [5, 80, 100, 200], "amount": [30.0, 20.0, 60.0, 40.0],
    })  # fmt: skip
    same(measure("orders_per_year", data), [4, NAN])
    same(measure("basket_trend", data), [-0.5, NAN])


def test_discounts_and_categories(make_data, measure):
    data = make_data(2, orders={
        "customer": [0, 0, 0, 0], "ordered_on": [5, 80, 100, 900], "amount": [30.0, 20.0, 60.0, 40.0],
        "discount": [5.0, 0.0, NAN, 1.0], "category": ["a", "b", "b", "c"],
    })  # fmt: skip
    same(measure("discount_share", data), [1 / 3, NAN])
    same(measure("category_breadth", data), [2, NAN])


# -- subscriptions and service ---------------------------------------------------------------------


def test_last_activity_takes_the_later_of_log_and_table(make_data, measure):
    data = make_data(
        3, customers={"last_active_date": [9, 2, None]}, activity={"customer": [0, 1], "happened_on": [6, 30]}
    )
    same(measure("days_since_last_activity", data), [6, 2, NAN])
    assert levels("days_since_last_activity", [6, 7, 14, 15]) == [2, 1, 1, 0]


def test_feature_breadth_is_a_share_of_what_anybody_used(make_data, measure):
    data = make_data(2, activity={
        "customer": [0, 0, 0, 1, 1], "happened_on": [1, 2, 3, 4, 30], "feature": ["a", "a", "b", "c", "d"],
    })  # fmt: skip
    same(measure("feature_breadth", data), [2 / 3, 1 / 3])


def test_mrr_trend_looks_back_ninety_days(make_data, measure):
    data = make_data(3, subscriptions={
        "customer": [0, 0, 1, 2], "started_on": [400, 50, 400, 10], "ended_on": [None, None, 30, None],
        "mrr": [100.0, 50.0, 80.0, 20.0],
    })  # fmt: skip
    same(measure("mrr_trend", data), [0.5, -1.0, NAN])
    assert levels("mrr_trend", [0.0, -0.01, -0.05, -0.06]) == [2, 1, 1, 0]


def test_days_to_renewal_turn_negative_after_the_end(make_data, measure):
    same(measure("days_to_renewal", make_data(3, customers={"contract_end": [-90, 5, None]})), [90, -5, NAN])
    assert levels("days_to_renewal", [90, 89, 30, 29]) == [2, 1, 1, 0]


def test_payment_delay_counts_unpaid_bills_up_to_now(make_data, measure):
    data = make_data(3, payments={
        "customer": [0, 0, 0, 1, 2], "due_on": [100, 50, 10, 20, 300], "paid_on": [104, 40, None, -3, 250],
    })  # fmt: skip
    # 0: paid early (0), 10 days late, 10 days unpaid; 1: to be paid after D: 20 days so far; 2: too long ago
    same(measure("payment_delay", data), [20 / 3, 20, NAN])


def test_open_tickets_by_date_or_by_status(make_data, measure):
    data = make_data(2, tickets={"customer": [0, 0, 0], "opened_on": [5, 9, 2], "closed_on": [None, 3, -2]})
    same(measure("open_tickets", data), [2, 0])
    status = ["closed", "open", "未解决", "unresolved", "已关闭"]
    data = make_data(1, tickets={"customer": [0] * 5, "opened_on": [5] * 5, "status": status})
    same(measure("open_tickets", data), [3])


def test_survey_score_is_the_latest_as_a_share_of_its_scale(make_data, measure):
    data = make_data(3, surveys={
        "customer": [0, 0, 1, 2], "answered_on": [100, 3, 10, 180], "score": [9.0, 6.0, 5.0, 10.0],
        "scale": ["NPS", "NPS", "CSAT 1-5", "NPS"],
    })  # fmt: skip
    same(measure("survey_score", data), [0.6, 1.0, NAN])
    assert levels("survey_score", [0.9, 0.8, 0.7, 0.6]) == [2, 1, 1, 0]


def test_an_answer_beyond_a_named_scale_is_no_answer(make_data, measure):
    scores = [9.0] * 30 + [99.0]
    data = make_data(31, surveys={
        "customer": list(range(31)), "answered_on": [5] * 31, "score": scores, "scale": ["NPS"] * 31,
    })  # fmt: skip
    same(measure("survey_score", data), [0.9] * 30 + [NAN])


def test_cases_closed_and_rated(make_data, measure):
    data = make_data(2, tickets={
        "customer": [0, 0, 1], "opened_on": [20, 9, 2], "closed_on": [18, 5, None],
        "satisfaction": [5.0, 3.0, NAN],
        "first_contact_resolved": [True, False, None],
    })  # fmt: skip
    same(measure("resolution_days", data), [3, NAN])
    same(measure("service_satisfaction", data), [0.8, NAN])
    same(measure("first_contact_resolution", data), [0.5, NAN])


def test_use_over_time(make_data, measure):
    data = make_data(2, activity={
        "customer": [0, 0, 0, 0], "happened_on": [1, 1, 29, 40], "count": [2.0, 1.0, 3.0, 8.0],
        "minutes": [10.0, NAN, 5.0, 100.0],
    })  # fmt: skip
    same(measure("usage_trend", data), [-0.25, NAN])
    same(measure("active_days", data), [2, 0])
    same(measure("minutes_of_use", data), [15, 0])


def test_weeks_in_a_row_up_to_this_week_or_the_last(make_data, measure):
    days = [0, 7, 14, 28, 9, 16, 21]
    data = make_data(3, activity={"customer": [0, 0, 0, 0, 1, 1, 2], "happened_on": days, "count": [1.0] * 7})
    last_weeks = [(data.as_of - dt.timedelta(days=ago)).isocalendar()[:2] for ago in days]
    this = data.as_of.isocalendar()[:2]
    before = (data.as_of - dt.timedelta(days=7)).isocalendar()[:2]
    starts = {0: this, 1: before, 2: before}
    expected = []
    for customer, start in starts.items():
        seen = {w for w, who in zip(last_weeks, [0, 0, 0, 0, 1, 1, 2], strict=True) if who == customer}
        length, day = 0, dt.date.fromisocalendar(*start, 1)
        while day.isocalendar()[:2] in seen:
            length, day = length + 1, day - dt.timedelta(days=7)
        expected.append(length)
    same(measure("weeks_in_a_row", data), expected)
    assert expected[0] == 3


def test_accounts_and_referrals(make_data, measure):
    data = make_data(
        2,
        customers={"signup_date": [480, -3]},
        referrals={"customer": [0, 0, 0], "referred_on": [1, 2, 400], "converted": [True, False, True]},
    )
    same(measure("account_age", data), [480, NAN])
    same(measure("referral_conversion", data), [0.5, NAN])


# -- profiles and the whole ------------------------------------------------------------------------


def of(data):
    return measure_indicators(data, order_book(data), AnalysisSettings())


ORDERS = {"customer": [0, 0], "ordered_on": [40, 3], "amount": [5.0, 6.0], "product": ["a", "b"]}
TICKETS = {"customer": [0], "opened_on": [3]}


def test_orders_alone_weigh_30_20_20_10_10_10(make_data):
    found = of(make_data(1, orders=ORDERS))
    assert found.profile == "orders"
    weights = {column.key: column.weight for column in found.columns if column.weight}
    assert weights == {
        "days_since_last_order": 30, "order_frequency": 20, "order_amount": 20,
        "product_breadth": 10, "returns_share": 10, "tenure": 10,
    }  # fmt: skip
    assert [c.key for c in found.columns[:6]] == list(weights)
    assert {c.key for c in found.columns[6:]} == {"orders_per_year", "basket_trend"}


def test_what_cannot_be_measured_leaves_its_weight_to_the_others_and_is_named(make_data):
    data = make_data(1, orders={k: v for k, v in ORDERS.items() if k != "product"})
    found = of(data)
    assert sum(column.weight for column in found.columns) == pytest.approx(100)
    assert found.columns[0].weight == 33.4
    assert "Breadth of products (Orders)" in Words()(found.profile_note)


def test_service_tables_join_the_orders(make_data):
    data = make_data(1, orders=ORDERS, tickets=TICKETS | {"closed_on": [None]})
    weights = {column.key: column.weight for column in of(data).columns if column.weight}
    assert weights["open_tickets"] == pytest.approx(9.1)
    assert round(sum(weights.values()), 6) == 100


def test_empty_tables_and_nobody(make_data):
    empty = {"customer": [], "ordered_on": [], "amount": [], "product": []}
    found = of(make_data(0, orders=empty))
    assert all(column.values.shape == (0,) for column in found.columns)
    found = of(make_data(2, orders=empty, activity={"customer": [], "happened_on": []}))
    assert all(column.values.shape == (2,) for column in found.columns)


def test_every_event_counts_once_whatever_the_order_of_the_rows(make_data):
    rng = np.random.default_rng(3)
    n = 400
    cells = {
        "customer": rng.integers(0, 20, n), "ordered_on": rng.integers(0, 500, n).tolist(),
        "amount": rng.normal(40, 30, n).round(2), "product": rng.choice(list("abcdef"), n),
    }  # fmt: skip
    data = make_data(20, orders=cells)
    frame = data.events["orders"]
    age = (pd.Timestamp(2024, 9, 30) - frame["ordered_on"]).dt.days
    last = frame[frame["is_purchase"] & (age < 90)].groupby("customer")["amount"].sum()
    before = frame[frame["is_purchase"] & (age >= 90) & (age < 180)].groupby("customer")["amount"].sum()
    expected = (last.reindex(before.index, fill_value=0) / before - 1).reindex(range(20))
    found = {c.key: c.values for c in of(data).columns}
    same(found["order_amount"], expected.to_numpy())
    broad = (
        frame[frame["is_purchase"] & (age < 365)].groupby("customer")["product"].nunique().reindex(range(20))
    )
    same(found["product_breadth"], broad.to_numpy())


def test_the_past_is_measured_as_it_was(make_data):
    data = make_data(1, orders=ORDERS | {"ordered_on": [140, 3]})
    past = data.until(dt.date(2024, 9, 30) - dt.timedelta(days=100))
    assert {c.key: c.values[0] for c in of(past).columns}["tenure"] == 40


def test_twenty_and_more_are_on_offer_and_speak_three_languages():
    entries = catalogue()
    assert len(entries) >= 20
    for entry in entries.values():
        assert set(entry.weights) <= {"article", "orders", "subscription", "customers"}
        assert (entry.thresholds.high >= entry.thresholds.medium) == entry.higher_is_better or (
            entry.thresholds.high == entry.thresholds.medium
        )
        for language in LANGUAGES:
            words = Words(language)
            assert words.knows(entry.label.text)
            assert words.knows(entry.note.text)
            assert words.knows(entry.sentence.text)
            assert "{" not in words(entry.note)
            assert "{" not in words(entry.sentence, value=0.5)


def test_who_has_ended_everything_gets_no_score(make_data):
    subscriptions = {
        "customer": [0, 1, 1, 2], "started_on": [400, 400, 50, 400], "ended_on": [60, 60, None, 60],
        "mrr": [9.0] * 4,
    }  # fmt: skip
    found = of(
        make_data(3, subscriptions=subscriptions, activity={"customer": [0, 1], "happened_on": [80, 3]})
    )
    assert all(np.isnan(column.values[[0, 2]]).all() for column in found.columns)
    assert np.isfinite(found.columns[0].values[1])
    assert "get no score (2)" in Words()(found.profile_note)
    # an order within the active window shows that the customer is still there
    orders = {"customer": [2], "ordered_on": [30], "amount": [5.0]}
    found = of(make_data(3, subscriptions=subscriptions, orders=orders))
    tenure = next(column for column in found.columns if column.key == "tenure")
    assert tenure.values[2] == 30


ONE_ROW = {
    "orders": {"customer": [0], "ordered_on": [5], "amount": [9.0], "product": ["a"]},
    "activity": {"customer": [0], "happened_on": [3], "feature": ["x"]},
    "tickets": {"customer": [0], "opened_on": [3], "closed_on": [None], "type": ["complaint"]},
    "subscriptions": {"customer": [0], "started_on": [50], "mrr": [9.0]},
    "surveys": {"customer": [0], "answered_on": [3], "score": [9.0]},
    "referrals": {"customer": [0], "referred_on": [3], "converted": [True]},
    "community": {"customer": [0], "happened_on": [3], "type": ["post"]},
    "payments": {"customer": [0], "due_on": [3], "paid_on": [None]},
}
CUSTOMERS = {
    "churned": [True],
    "mrr": [5.0],
    "last_active_date": [3],
    "contract_end": [-5],
    "signup_date": [500],
}


@pytest.mark.parametrize("kinds", [k for r in (0, 1, 2, 8) for k in combinations(ONE_ROW, r)], ids="+".join)
@pytest.mark.parametrize("listed", [{}, CUSTOMERS], ids=["events", "customers"])
def test_any_tables_together_with_one_row_or_none(make_data, kinds, listed):
    settings = AnalysisSettings()
    for tables, n in ((ONE_ROW, 1), ({k: {key: [] for key in t} for k, t in ONE_ROW.items()}, 0)):
        data = make_data(n, customers={k: v[:n] for k, v in listed.items()}, **{k: tables[k] for k in kinds})
        found = of(data)
        health = score_health(found, settings)
        assert health.score.shape == (n,)
        assert all(column.values.shape == (n,) for column in found.columns)
        assert all(warning.raised.shape == (n,) for warning in found.warnings)
        verdict = judge_weights(prepare_backtest(data, settings), found, health, settings)
        assert verdict.missing is not None
