"""The range around a forecast: no more exact than it is, and small samples say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.value_page.range import (
    known_range,
    said_range,
    span_of,
    spend_range_note,
    value_range_note,
)
from retention_desk.foundation.wording import Words
from tests.desktop.value_past import spend_range, with_checks


@pytest.mark.parametrize(
    ("language", "low", "high", "said"),
    [
        ("en", 980_123.0, 2_684_000.0, "$0.98–2.68 M"),
        ("en", 91_948.4, 170_641.8, "$91,900–$171,000"),
        ("en", 0.0, 12.34, "$0–$12"),
        ("zh_CN", 980_123.0, 2_684_000.0, "$98.0 万–$268.0 万"),
    ],
)
def test_both_ends_have_three_figures(language, low, high, said):
    assert said_range(low, high, Words(language), "USD") == said


@pytest.mark.parametrize(
    ("checks", "span", "note"),
    [
        (6, "$0.98–2.68 M · 6 checks", "on 6 earlier days, 90 days ahead each"),
        (1, "$0.98–2.68 M · 1 check", "rests on 1 earlier day only"),
        (0, "$0.98–2.68 M · never checked", "too little history"),
    ],
)
def test_the_range_says_what_it_rests_on(words, checks, span, note):
    found = spend_range(checks)
    value = with_checks(spend_range=found).value
    assert words(span_of(found, found.low, found.high, words, "USD")) == span
    assert note in words(spend_range_note(value, found))
    assert "70\u202f% to 130\u202f%" in words(spend_range_note(value, found))
    told = words(value_range_note(value, found))
    assert told.startswith("This takes 12 months to turn out as 90 days did before.")
    assert note in told


def test_nothing_forecast_has_no_range():
    value = with_checks().value
    assert known_range(value) is None
    assert known_range(replace(value, spend_range=spend_range(low=0.0, high=0.0))) is None
    assert known_range(replace(value, spend_range=spend_range(low=float("nan")))) is None
    assert known_range(replace(value, spend_range=spend_range())) is not None
