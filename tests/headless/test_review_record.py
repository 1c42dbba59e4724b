"""The review as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.headless.review_record import review_record
from retention_desk.review_questions import review_month
from tests.review.months import analysed, handed_out, kept_month


@pytest.fixture(scope="module")
def record():
    then = analysed(60)
    review = review_month(replace(analysed(0), history=handed_out(then)), kept_month(then))
    return review_record(review, Words("zh_CN"))


def test_it_is_json_without_a_number_that_is_none(record):
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_keys_are_stable_whatever_the_language(record):
    assert set(record) == {
        "schema", "version", "lang", "day", "earlier", "currency", "kept", "migration", "score_moves", "lists",
        "first_list", "last_list", "actions", "owners", "outcomes", "grids", "lift", "returns", "missed_leavers",
        "learned", "decisions", "caveats", "missing",
    }  # fmt: skip
    assert set(record["lift"]) == {
        "whole", "tiers", "plays", "arms", "looks", "planned_looks", "looked_note", "method", "switched",
    }  # fmt: skip
    assert {"contact", "holdout", "difference", "low", "high", "verdict", "weeks_needed"} <= set(
        record["lift"]["whole"]
    )
    assert set(record["migration"]) == {"value_tier", "stage", "health_band"}


def test_leavers_carry_keys_and_words(record):
    (first, *_) = record["missed_leavers"]["customers"]
    assert first["tier"] in {"high", "potential", "general", None}
    assert first["said"]
    assert sum(record["missed_leavers"]["by_why"].values()) == record["missed_leavers"]["n"]


def test_a_review_of_nothing_is_a_record_too():
    record = review_record(review_month(analysed(0)), Words("en"))
    assert (record["lift"], record["missed_leavers"], record["returns"]) == (None, None, [])
