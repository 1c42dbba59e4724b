"""Every warning signal on its border: what sets it off, what just does not."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.health.measure_indicators import measure_indicators, signal_catalogue

NAN = float("nan")


def raised(found):
    return found[0].tolist()


def test_no_login_warns_on_the_seventh_day(make_data, measure):
    data = make_data(3, activity={"customer": [0, 1], "happened_on": [7, 6]})
    assert raised(measure("no_login", data)) == [True, False, False]
    assert measure("no_login", data)[1][0] == 7
    # who was never there has a flag of their own
    assert raised(measure("never_logged_in", data)) == [False, False, True]


def test_no_login_from_the_customer_table(make_data, measure):
    data = make_data(3, customers={"last_active_date": [8, 0, None]})
    assert raised(measure("no_login", data)) == [True, False, False]
    assert raised(measure("never_logged_in", data)) == [False, False, True]


def test_low_usage_is_under_once_a_day(make_data, measure):
    data = make_data(2, activity={"customer": [0, 1], "happened_on": [1, 1], "count": [29.0, 30.0]})
    assert raised(measure("low_usage", data)) == [True, False]


def test_usage_halved(make_data, measure):
    data = make_data(2, activity={
        "customer": [0, 0, 1, 1], "happened_on": [1, 30, 1, 59], "count": [5.0, 10.0, 6.0, 10.0],
    })  # fmt: skip
    assert raised(measure("usage_halved", data)) == [True, False]


def test_early_usage_drop_is_for_the_first_thirty_days(make_data, measure):
    data = make_data(4, activity={
        "customer": [0, 0, 1, 1, 2, 2, 3, 3], "happened_on": [30, 2, 31, 2, 14, 2, 20, 3],
        "count": [10.0, 5.0, 10.0, 5.0, 10.0, 6.0, 8.0, 1.0],
    })  # fmt: skip
    flags, change = measure("early_usage_drop", data)
    assert flags.tolist() == [True, False, False, True]
    assert change[0] == -0.5


def test_three_complaints_in_ninety_days(make_data, measure):
    data = make_data(2, tickets={
        "customer": [0, 0, 0, 1, 1, 1], "opened_on": [0, 50, 89, 0, 50, 90], "type": ["complaint"] * 6,
    })  # fmt: skip
    flags, count = measure("frequent_complaints", data)
    assert flags.tolist() == [True, False]
    assert count.tolist() == [3, 2]


def test_open_complaint_names_the_days_waited(make_data, measure):
    data = make_data(3, tickets={
        "customer": [0, 0, 1, 2], "opened_on": [12, 4, 9, 9], "closed_on": [None, None, 3, None],
        "type": ["complaint", "complaint", "complaint", "question"],
    })  # fmt: skip
    flags, waited = measure("open_complaint", data)
    assert flags.tolist() == [True, False, False]
    assert waited[0] == 12


def test_low_survey_answer_is_a_detractor(make_data, measure):
    data = make_data(3, surveys={
        "customer": [0, 1, 2], "answered_on": [89, 1, 90], "score": [6.0, 7.0, 0.0], "scale": ["NPS"] * 3,
    })  # fmt: skip
    assert raised(measure("low_survey_answer", data)) == [True, False, False]


def test_silence_above_two_and_a_half_rhythms(make_data, measure):
    days = [60, 50, 40, 30, 25, 56, 46, 36, 26]
    data = make_data(2, orders={"customer": [0] * 5 + [1] * 4, "ordered_on": days, "amount": [1.0] * 9})
    # rhythm 10 for both (all pauses 10 but one of 5): 25 ÷ 10 = 2.5 is not above, 26 ÷ 10 is
    flags, factor = measure("silent_beyond_rhythm", data)
    assert factor == pytest.approx([2.5, 2.6])
    assert flags.tolist() == [False, True]


def test_amount_down_two_periods_running(make_data, measure):
    orders = {"customer": [0, 0, 0, 1, 1, 1, 2, 2], "ordered_on": [1, 100, 200] * 2 + [1, 100]}
    amounts = [80.0, 90.0, 100.0, 90.0, 95.0, 100.0, 5.0, 9.0]
    data = make_data(3, orders=orders | {"amount": amounts})
    # 1 fell by exactly 5 % first: within ±5 %; 2 has no third period
    assert raised(measure("amount_down_twice", data)) == [True, False, False]


def test_order_amount_halved(make_data, measure):
    orders = {"customer": [0, 0, 1, 1, 2, 3, 3], "ordered_on": [1, 100, 1, 100, 100, 100, 100]}
    data = make_data(4, orders=orders | {"amount": [50.0, 100.0, 51.0, 100.0, 9.0, 9.0, 9.0]})
    # one single order is no amount that could fall
    assert raised(measure("order_amount_halved", data)) == [True, False, False, True]


def test_monthly_amount_reduced(make_data, measure):
    data = make_data(2, subscriptions={
        "customer": [0, 0, 1], "started_on": [400, 20, 400], "ended_on": [20, None, 20],
        "mrr": [10.0, 8.0, 9.0],
    })  # fmt: skip
    assert raised(measure("mrr_reduced", data)) == [True, False]


def test_bill_overdue_from_the_day_after(make_data, measure):
    data = make_data(4, payments={
        "customer": [0, 1, 2, 3, 3], "due_on": [0, 1, 9, 30, 5], "paid_on": [None, None, 2, None, None],
    })  # fmt: skip
    flags, days = measure("bill_overdue", data)
    assert flags.tolist() == [False, True, False, True]
    assert days[3] == 30


def test_many_returns(make_data, measure):
    amounts = [-1.0] * 3 + [1.0] * 7 + [-1.0] * 2 + [1.0]
    data = make_data(2, orders={"customer": [0] * 10 + [1] * 3, "ordered_on": [5] * 13, "amount": amounts})
    assert raised(measure("many_returns", data)) == [True, False]


def test_community_silence_is_of_members(make_data, measure):
    data = make_data(3, community={"customer": [0, 1], "happened_on": [30, 29], "type": ["post"] * 2})
    assert raised(measure("community_silent", data)) == [True, False, False]


def test_referrals_stopped(make_data, measure):
    data = make_data(
        3, referrals={"customer": [0, 0, 1, 2, 2, 2], "referred_on": [180, 359, 200, 200, 210, 5]}
    )
    flags, before = measure("referrals_stopped", data)
    assert flags.tolist() == [True, False, False]
    assert before[0] == 2


def test_referral_conversion_falling(make_data, measure):
    data = make_data(2, referrals={
        "customer": [0] * 4 + [1] * 3, "referred_on": [1, 2, 200, 201, 1, 200, 201],
        "converted": [True, False, True, True, False, True, True],
    })  # fmt: skip
    flags, change = measure("referral_conversion_falling", data)
    assert flags.tolist() == [True, False]
    assert change[0] == -0.5
    assert np.isnan(change[1])


def test_who_has_left_is_not_warned_of(make_data):
    data = make_data(
        3,
        customers={"churned": [True, False, None]},
        activity={"customer": [0, 1, 2], "happened_on": [20, 20, 20]},
    )
    found = {w.key: w for w in measure_indicators(data, None, AnalysisSettings()).warnings}
    assert found["no_login"].raised.tolist() == [False, True, True]


def test_a_signal_without_its_columns_is_not_there(make_data):
    data = make_data(1, orders={"customer": [0], "ordered_on": [4], "amount": [3.0]})
    found = measure_indicators(data, order_book(data), AnalysisSettings()).warnings
    assert [w.key for w in found] == [
        "silent_beyond_rhythm", "amount_down_twice", "order_amount_halved", "many_returns",
    ]  # fmt: skip


def test_signals_speak_three_languages():
    for language in LANGUAGES:
        words = Words(language)
        for entry in signal_catalogue().values():
            assert words.knows(entry.label.text)
            assert words.knows(entry.sentence.text)
            assert "{" not in words(entry.sentence, value=3.0)
