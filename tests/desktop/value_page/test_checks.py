"""How earlier forecasts turned out: the season goes in where it counts, and nothing is made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.value_page.checks import (
    check_cells,
    checks_sentence,
    checks_subtitle,
    corrected_checks,
    missing_checks,
    off_share,
)
from tests.desktop.value_past import TENTHS, THREE, check, with_checks


def test_a_row_says_predicted_came_off_and_the_simple_guess(words):
    said = [words(cell) for cell in check_cells(THREE[0], "USD")]
    assert said == ["$110", "$100", "**+10.0\u202f%**", "−30.0\u202f%", "60\u202f%"]


def test_what_is_not_known_is_a_dash(words):
    cells = check_cells(check(3, 5.0, 0.0, 4.0, capture_share=float("nan")), None)
    assert [words(cell) for cell in cells] == ["5", "0", "**—**", "—", "—"]
    assert off_share(5.0, 0.0) is None


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (
            (70.0, 90.0, 140.0),
            "Typically 10\u202f% off; “last period repeats” would have been 30\u202f% off",
        ),
        (
            (101.0, 98.0, 100.0),
            "Typically 10\u202f% off; “last period repeats” was closer, 1\u202f% off",
        ),
        ((110.0, 90.0, 110.0), "Typically 10\u202f% off, just as “last period repeats” (10\u202f%)"),
    ],
)
def test_the_sentence_compares_the_typical_errors(words, last, said):
    checks = [replace(one, last_period=guess) for one, guess in zip(THREE, last, strict=True)]
    assert words(checks_sentence(checks)) == said


def test_few_days_are_called_few(words):
    assert words(checks_subtitle(with_checks(*THREE[:1]).value)).endswith(
        " · 1 day to look back from: too few to rely on"
    )
    assert "2 days to" in words(checks_subtitle(with_checks(*THREE[:2]).value))
    assert "spend anything" in words(checks_sentence([check(1, 5.0, 0.0, 0.0)]))


def test_the_season_corrects_earlier_forecasts_where_it_was_known():
    known = check(3, 100.0, 80.0, 90.0, season_ratio=0.5, predicted_orders=10.0)
    made = with_checks(known, check(2, 100.0, 80.0, 90.0), parameters={"season_ratio": 0.8})
    first, second = corrected_checks(made.value)
    assert (first.predicted, first.predicted_orders, second.predicted) == (50.0, 5.0, 100.0)
    np.testing.assert_allclose(first.tenths, TENTHS * [0.5, 1.0, 0.5, 1.0])
    assert corrected_checks(with_checks(known).value)[0] is known


def test_the_subtitle_says_how_far_ahead_and_whether_with_the_season(words):
    said = "Would it have been right before? Spend of the next 90 days"
    assert words(checks_subtitle(with_checks(*THREE).value)) == said
    seasonal = with_checks(*THREE, parameters={"season_ratio": 0.8})
    assert words(checks_subtitle(seasonal.value)) == f"{said}, with the season of a year earlier"


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("pareto_nbd", "takes 180 days of them"),
        ("contractual", "90 days each"),
        ("simple", "one day only"),
        ("none", "Pareto/NBD"),
    ],
)
def test_what_is_missing_depends_on_what_there_is(words, method, said):
    assert said in words(missing_checks(with_checks(method=method)))
