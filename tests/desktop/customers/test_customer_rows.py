"""Customers as rows: only columns that the data fill, each value where its customer stands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.customers import customer_rows
from retention_desk.desktop.customers.customer_rows import (
    band_keys,
    coded_words,
    customer_specs,
    customer_values,
    main_reasons,
    weakest_indicators,
)
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis

KEYS = ("name", "id", "region", "tier", "health", "churn", "value", "at_risk", "silent", "reason", "revenue")


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(60)


def keys_of(analysis) -> list[str]:
    return [spec.key for spec in customer_specs(analysis, KEYS)]


def test_columns_come_in_the_order_asked_and_only_where_there_is_something(analysis):
    keys = keys_of(analysis)
    assert keys == [key for key in KEYS if key in keys]
    assert ("revenue" in keys) == (analysis.intermediate.get("book") is not None)
    nan = np.full(60, np.nan)
    unknown = replace(analysis, churn=replace(analysis.churn, probability=nan))
    assert set(keys) - set(keys_of(unknown)) == {"churn"}


def test_values_follow_the_customers_chosen(analysis, words):
    chosen = np.array([7, 3, 59])
    specs = customer_specs(analysis, KEYS)
    found = customer_values(analysis, specs, chosen, words)
    assert found["customer"].tolist() == [7, 3, 59]
    assert found["name"].tolist() == [analysis.data.names[i] for i in (7, 3, 59)]
    assert found["health"] == pytest.approx(analysis.health.score[chosen], nan_ok=True)
    tiers = [words(name) for name in VALUE_TIERS.values()]
    assert found["tier"].tolist() == [tiers[code] for code in analysis.segments.value_tier[chosen]]
    assert {len(values) for values in found.values()} == {3}


def test_an_unknown_code_is_empty_and_never_the_last_name(words):
    assert band_keys(np.array([-1, 0, 2], dtype=np.int8)).tolist() == ["", "risk", "healthy"]
    names = (phrase("high"), "low")
    assert coded_words(np.array([-1, 1], dtype=np.int8), names, words).tolist() == ["", "low"]


def test_the_main_reason_is_a_sentence_with_the_customers_value(analysis, words):
    (said,) = main_reasons(analysis, np.array([4]), words)
    value = float(analysis.churn.reasons.values["silence"][4])
    assert words.number(value) in said


def test_for_very_many_customers_the_reason_is_named(analysis, words, monkeypatch):
    monkeypatch.setattr(customer_rows, "_SENTENCES_UP_TO", 2)
    said = main_reasons(analysis, np.arange(5), words)
    assert said.tolist() == ["Days since last order"] * 5


def test_without_a_forecast_the_weakest_indicator_stands_in(analysis, words):
    bare = replace(analysis, churn=replace(analysis.churn, reasons=None))
    chosen = np.arange(60)
    said = main_reasons(bare, chosen, words)
    assert said.tolist() == weakest_indicators(analysis, chosen, words).tolist()
    # The most weight lost: recomputed by hand for one customer.
    lost = [
        (100 - p) * w if p == p else 0
        for p, w in zip(analysis.health.points[9], analysis.health.weights, strict=True)
    ]
    if max(lost) > 0:
        column = analysis.indicators.columns[int(np.argmax(lost))]
        assert said[9] == words(phrase(column.sentence.text, value=float(column.values[9])))


def test_a_customer_who_loses_nothing_has_no_weakest_indicator(analysis, words):
    full = replace(analysis.health, points=np.full_like(analysis.health.points, 100.0))
    assert set(weakest_indicators(replace(analysis, health=full), np.arange(60), words)) == {""}


def test_reasons_are_said_in_the_language_asked(analysis):
    specs = customer_specs(analysis, ("tier",))
    found = customer_values(analysis, specs, np.arange(60), Words("zh_CN"))
    assert set(found["tier"]) <= {"高价值", "潜力", "一般", ""}
