"""The figures on top of the value page, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.value_page.figures import (
    expected_orders_figure,
    expected_spend_figure,
    lifetime_value_figure,
    value_figures,
)
from retention_desk.foundation.results import ValueRange
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis, with_currency

WORDS = Words("en")


def with_value(worth, orders=None, **changes):
    """Return an analysis with the given lifetime values and expected orders."""
    made = make_analysis(len(worth))
    orders = np.full(len(worth), np.nan) if orders is None else np.array(orders)
    value = replace(made.value, lifetime_value=np.array(worth), expected_orders=orders, **changes)
    return replace(made, value=value)


def test_lifetime_values_are_added_up_over_those_known():
    shown = lifetime_value_figure(with_value([100.0, np.nan, 304.4]), WORDS)
    card = shown.card
    assert (card.value, card.unit, card.unit_first) == ("404", "£", True)
    assert WORDS(card.note) == "£202 a customer · n = 2"
    assert "12 months" in WORDS(shown.definition)


def test_chinese_amounts_are_set_in_ten_thousands():
    words = Words("zh_CN")
    shown = lifetime_value_figure(with_currency(with_value([12_000_000.0, 345_678.0]), "CNY"), words)
    assert (shown.card.value, shown.card.unit) == ("1,234.6 万", "¥")
    assert words(shown.card.note) == words(
        phrase("{mean} a customer · n = {n:count}", mean="¥6,172,839", n=2)
    )


def test_expected_orders_are_added_up_and_dated():
    shown = expected_orders_figure(with_value([1.0, 1.0, 1.0], [1.5, np.nan, 2.25]), WORDS)
    assert shown.card.value == "4"  # 3.75
    assert WORDS(shown.card.note) == "in 90 days · n = 2"
    assert WORDS(shown.formula) == "Σ expected orders = 4"


def test_what_is_not_known_has_no_card():
    unknown = with_value([np.nan, np.nan])
    assert lifetime_value_figure(unknown, WORDS) is None
    assert expected_orders_figure(unknown, WORDS) is None
    keys = [figure.key for figure in value_figures(unknown, WORDS)]
    assert "lifetime_value" not in keys
    assert "expected_orders" not in keys


def test_the_cards_stand_in_the_order_of_the_question():
    keys = [figure.key for figure in value_figures(make_analysis(40), WORDS)]
    assert keys == [
        "lifetime_value", "value_at_risk", "expected_spend", "expected_orders", "top_decile_revenue_share"
    ]  # fmt: skip


def test_value_and_spend_carry_the_range_of_past_errors():
    made = with_value([100.0, 300.0], expected_spend=np.array([50.0, 50.0]),
                      spend_range=ValueRange(71.0, 132.0, 0.71, 1.32, 6))  # fmt: skip
    worth, spend = lifetime_value_figure(made, WORDS), expected_spend_figure(made, WORDS)
    assert WORDS(worth.card.span) == "£284–£528 · 6 checks"
    assert WORDS(spend.card.span) == "£71–£132 · 6 checks"
    assert (spend.card.value, WORDS(spend.card.note)) == ("100", "in 90 days · n = 2")
    for shown in (worth, spend):
        heading, note = shown.notes[0]
        assert WORDS(heading) == "Range"
        assert "6 earlier days" in WORDS(note)
    assert lifetime_value_figure(with_value([100.0]), WORDS).card.span is None


def test_the_season_is_told_with_the_spend():
    made = with_value([100.0], expected_spend=np.array([50.0]), parameters={"season_ratio": 0.9})
    assert [WORDS(text) for _, text in expected_spend_figure(made, WORDS).notes] == [
        "Corrected by −10.0\u202f%, as the same season turned out a year earlier."
    ]


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_what_to_mind_is_told_with_the_figure(language):
    words = Words(language)
    caveat = phrase("Left out")
    shown = lifetime_value_figure(with_value([5.0], caveats=(caveat, caveat)), words)
    assert [(words(head), words(text)) for head, text in shown.notes] == [
        (words("Mind"), words("Left out"))
    ] * 2
