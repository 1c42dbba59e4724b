"""Conditions by hand: borders count, texts are told in any case, what the data lack cannot be told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.wording import Words
from retention_desk.foundation.written_plays import Condition
from retention_desk.playbook.conditions import in_words, measure, meet_all

NAN = float("nan")


def met(made, *conditions):
    found = meet_all(made.context(), conditions)
    return None if found is None else found[0].tolist()


def test_borders_are_included_and_unknown_is_out(world):
    made = world(4)
    made.indicators = {"usage_frequency": [1.0, 2.0, 3.0, NAN]}
    low = Condition("indicator.usage_frequency", at_least=2)
    assert met(made, low) == [False, True, True, False]
    assert met(made, Condition("indicator.usage_frequency", at_least=1, at_most=2)) == [
        True,
        True,
        False,
        False,
    ]
    assert met(made, low, Condition("churn_probability", at_most=0.4)) == [False] * 4
    assert meet_all(made.context(), (low,))[1].tolist()[:3] == [1, 2, 3]
    assert met(made, Condition("indicator.nothing", at_least=0)) is None


def test_texts_numbers_and_flags_of_the_files(world):
    made = world(4)
    made.features = {
        "Region": ["华东", " North", None, "north"], "Seats": [3.0, 5.0, NAN, 8.0], "VIP": pd.array([True, False, None, True], dtype="boolean"),
    }  # fmt: skip
    made.customers = {"plan": ["Pro", "Basic", "Pro", None]}
    assert met(made, Condition("column.region", equals=("华东", "NORTH"))) == [True, True, False, True]
    assert met(made, Condition("column.Seats", at_least=5)) == [False, True, False, True]
    assert met(made, Condition("column.Seats", equals=("3",))) == [True, False, False, False]
    assert met(made, Condition("column.VIP", equals=("yes",))) == [True, False, False, True]
    assert met(made, Condition("column.VIP", at_least=1)) == [True, False, False, True]
    assert met(made, Condition("column.plan", equals=("pro",))) == [True, False, True, False]
    assert met(made, Condition("column.plan", at_least=1)) is None
    assert met(made, Condition("column.nothing", equals=("x",))) is None


def test_days_since_and_until_a_date(world):
    made = world(3)
    made.features = {"Trial ends": pd.to_datetime([made.day(-5), made.day(5), None])}
    assert met(made, Condition("days_until.Trial ends", at_least=0, at_most=7)) == [True, False, False]
    assert met(made, Condition("days_since.Trial ends", at_least=5)) == [False, True, False]
    assert met(made, Condition("days_since.nothing", at_least=5)) is None


def test_measures_of_orders_activity_and_loyalty(world):
    made = world(3)
    for name in (
        "orders",
        "revenue",
        "days_since_last_order",
        "days_since_first_order",
        "days_since_last_activity",
    ):
        assert measure(made.context(), name) is None
    made.first_order, made.order_count = [40, 20, 0], [2, 0, 1]
    made.loyalty_spend = np.array([1.0, 2.0, 3.0])
    made.rows("activity", "happened_on", (0, 4), (0, 9))
    context = made.context()
    assert measure(context, "orders").tolist() == [2, 0, 1]
    assert measure(context, "days_since_last_order").tolist()[::2] == [40, 0]
    assert np.isnan(measure(context, "days_since_first_order")[1])
    assert measure(context, "days_since_last_activity").tolist()[0] == 4
    assert measure(context, "loyalty_spend").tolist() == [1, 2, 3]
    assert measure(context, "churn_probability").tolist() == [0.5] * 3
    assert measure(context, "silence_in_rhythms").tolist() == [1] * 3


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("orders", at_least=3), "Orders ≥ 3"),
        (Condition("revenue", at_most=1250.5), "Net revenue so far ≤ 1250.5"),
        (Condition("days_until.contract_end", at_least=0, at_most=60), "Days until Contract ends on 0–60"),
        (Condition("column.Region", equals=("华东", "North")), "Region = 华东 / North"),
    ],
)
def test_in_words(world, condition, said):
    assert Words()(in_words(world(1).context(), condition)) == said
