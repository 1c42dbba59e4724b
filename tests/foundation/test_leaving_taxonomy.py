"""The taxonomy of reasons: texts told by words in three languages, and edits that keep their laws."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.keywords import keywords
from retention_desk.foundation.leaving_reasons import LEAVING_REASONS
from retention_desk.foundation.leaving_taxonomy import (
    as_delivered,
    counted_as,
    leaving_taxonomy,
    merged,
    taken_apart,
    with_name,
    with_reason,
    with_words,
)
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Words

DELIVERED = FigureSettings()
TEXTS = (
    "Too expensive", "Support too slow", "Switched to another product", "Missing a feature",
    "Not using it enough", "Closing the business", "价格太贵", "客服態度差", "竞争对手优惠", "xyz",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Too expensive", "price"),
        ("Support too slow", "slow_service"),
        ("Switched to another product", "competitor"),
        ("Missing a feature", "below_expectation"),
        ("Not using it enough", "no_perceived_value"),
        ("Closing the business", "no_need"),
        ("价格太贵", "price"),
        ("客服態度差", "felt_ignored"),
        ("竞争对手优惠", "competitor"),
        ("xyz", "other"),
    ],
)
def test_texts_are_told_by_their_words(text, key):
    assert leaving_taxonomy(DELIVERED).reason_of(text) == key


def test_as_delivered_there_are_the_reasons_of_the_articles():
    taxonomy = leaving_taxonomy(DELIVERED)
    assert dict(taxonomy.names) == dict(LEAVING_REASONS)
    assert list(taxonomy.names) == list(LEAVING_REASONS)
    assert [*taxonomy.words] == [*keywords("leaving"), "other"]


def test_another_name_is_said_in_every_language():
    figures = with_name(DELIVERED, "price", " Price rise ")
    assert Words("zh_TW")(leaving_taxonomy(figures).names["price"]) == "Price rise"
    assert with_name(figures, "price", "") == DELIVERED


def test_own_reasons_are_looked_for_first_and_stand_before_other():
    figures = with_reason(DELIVERED, "May price rise", ["rise of May"])
    taxonomy = leaving_taxonomy(figures)
    assert taxonomy.reason_of("the price RISE OF MAY") == "May price rise"
    assert taxonomy.reason_of("the price") == "price"
    assert list(taxonomy.names)[-2:] == ["May price rise", "other"]
    assert with_reason(figures, "May price rise", ["x"]) == figures
    assert with_reason(figures, "  ") == figures


def test_words_replace_those_delivered_and_none_finds_nothing():
    figures = with_words(DELIVERED, "price", ["fortune", "fortune", " "])
    taxonomy = leaving_taxonomy(figures)
    assert taxonomy.words["price"] == ("fortune",)
    assert taxonomy.reason_of("costs a Fortune") == "price"
    assert taxonomy.reason_of("Too expensive") == "other"
    assert leaving_taxonomy(with_words(DELIVERED, "price", [])).reason_of("Too expensive") == "other"
    assert with_words(figures, "price", keywords("leaving")["price"]) == DELIVERED


def test_a_text_can_be_told_by_itself():
    figures = counted_as(DELIVERED, "xyz", "price")
    assert leaving_taxonomy(figures).reason_of("xyz") == "price"
    assert counted_as(figures, "xyz", "other") == DELIVERED


def test_merged_reasons_can_be_taken_apart_and_no_circle_hangs():
    figures = merged(merged(DELIVERED, "poor_service", "slow_service"), "slow_service", "felt_ignored")
    taxonomy = leaving_taxonomy(figures)
    assert "poor_service" not in taxonomy.names
    assert taxonomy.home_of("poor_service") == "felt_ignored"
    assert taken_apart(taken_apart(figures, "slow_service"), "poor_service") == DELIVERED
    assert merged(figures, "felt_ignored", "poor_service") == figures
    assert merged(DELIVERED, "other", "price") == DELIVERED
    circle = AnalysisSettings.from_toml(
        '[figures.leaving_taxonomy.price]\nmerged_into = "other"\n'
        '[figures.leaving_taxonomy.other]\nmerged_into = "price"\n'
    )
    assert leaving_taxonomy(circle.figures).reason_of("Too expensive") in {"price", "other"}


@given(st.sampled_from(sorted(LEAVING_REASONS)), st.sampled_from(sorted(LEAVING_REASONS)),
       st.lists(st.sampled_from(TEXTS)))  # fmt: skip
def test_merging_adds_the_counts_exactly(key, into, texts):
    before = Counter(map(leaving_taxonomy(DELIVERED).reason_of, texts))
    after = Counter(map(leaving_taxonomy(merged(DELIVERED, key, into)).reason_of, texts))
    if key in (into, "other"):
        assert after == before
    else:
        moved = before.pop(key, 0)
        assert after == before + Counter({into: moved})


def test_an_edited_taxonomy_goes_through_a_settings_file():
    figures = counted_as(with_reason(DELIVERED, "3. 搬家 & more", ["搬家"]), "x = y.", "3. 搬家 & more")
    figures = merged(with_name(figures, "price", "贵"), "poor_service", "slow_service")
    settings = AnalysisSettings(figures=figures)
    assert AnalysisSettings.from_toml(settings.to_toml()) == settings
    assert as_delivered(figures) == DELIVERED
