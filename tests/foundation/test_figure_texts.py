"""Values of figures in words: units, signs, and what a formula comes to."""

from __future__ import annotations

import pytest

from retention_desk.foundation.figure_texts import difference_phrase, formula_with_value, value_phrase
from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import Words, phrase

EN, ZH = Words("en"), Words("zh_CN")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.607, "share", "60.7\u202f%"),
        (480.4, "money", "£480"),
        (12.4, "money", "£12.40"),
        (-3.5, "money", "−£3.50"),
        (0.0, "money", "£0"),
        (5.25, "hours", "5.3 hours"),
        (3.0, "count", "3"),
        (2.5, "orders", "2.5"),
        (3.138, "ratio", "3.14"),
        (41.0, "score", "41.0"),
    ],
)
def test_a_value_is_said_as_its_unit_is(value, unit, said):
    assert EN(value_phrase(value, unit, "GBP")) == said


@pytest.mark.parametrize(
    ("difference", "unit", "said"),
    [
        (0.024, "share", "+2.4 points"),
        (-0.019, "share", "−1.9 points"),
        (189.0, "money", "+£189"),
        (-1.25, "money", "−£1.25"),
        (0.0, "money", "the same"),
        (0.0001, "share", "the same"),
        (0.001, "ratio", "the same"),
        (-4.0, "count", "−4"),
    ],
)
def test_a_difference_has_its_sign_and_nothing_has_none(difference, unit, said):
    assert EN(difference_phrase(difference, unit, "GBP")) == said


def test_a_formula_ends_in_what_it_comes_to():
    metric = Metric("a", "share", 0.5, formula=phrase("{a:count} ÷ {b:count}", a=1, b=2))
    assert EN(formula_with_value(metric, None)) == "1 ÷ 2 = 50.0\u202f%"
    assert ZH(formula_with_value(metric, None, strong=True)) == "1 ÷ 2 = **50.0%**"
    assert EN(formula_with_value(Metric("a", "count", 7.0), None)) == "7"
    assert EN(formula_with_value(Metric("a", "share", None), None)) == ""


def test_a_formula_that_says_the_value_or_is_no_sum_is_not_set_equal_to_it():
    seen = Metric("dau", "count", 23.0, formula=phrase("{n:count} of {all:count} customers", n=23, all=1000))
    assert EN(formula_with_value(seen, None)) == "23 of 1,000 customers"
    moved = Metric(
        "mrr_new", "money", 260.0, formula=phrase("opening {a:count}, closing {b:count}", a=2, b=9)
    )
    assert EN(formula_with_value(moved, "GBP")) == "£260 · opening 2, closing 9"
    silent = Metric("indicator.x", "ratio", 2.9, formula=phrase("Silent {value:number} × rhythm", value=2.9))
    assert EN(formula_with_value(silent, None)) == "Silent 2.9 × rhythm"
