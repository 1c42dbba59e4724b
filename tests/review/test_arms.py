"""Several arms against one control."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.foundation.intervals import difference_interval
from retention_desk.foundation.lift_results import PlayFacts
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words, phrase
from retention_desk.review.arms import read_arms
from retention_desk.review.dunnett import dunnett_quantile
from retention_desk.review.row_outcomes import row_outcomes
from tests.review.histories import data_of, history, orders

EN = Words("en")
PLAYS = {"call": PlayFacts(phrase("Call"), 0.2), "mail": PlayFacts(phrase("Mail"), 0.1)}


def read(groups: list[tuple[str, str, int, int]], plays=PLAYS):
    """Return the readout of (arm, play, kept, all)."""
    arm, play, kept = [], [], []
    for name, of, k, n in groups:
        arm += [name] * n
        play += [of] * n
        kept += [True] * k + [False] * (n - k)
    ids = [f"c{k:04d}" for k in range(len(arm))]
    bought = [(k, "2024-01-09", 9.0) for k, stays in enumerate(kept) if stays] + [(0, "2023-01-01", 1.0)]
    data = data_of(ids, dt.date(2024, 6, 1), {"orders": orders(bought)})
    rows = history(customer_id=ids, arm=arm, play=play)
    return read_arms(rows, row_outcomes(data, rows, DEFAULTS), DEFAULTS.review, plays)


def test_arms_are_compared_with_the_holdout_at_dunnetts_quantile():
    (found,) = read([("A", "call", 140, 200), ("B", "call", 120, 200), ("holdout", "call", 50, 100)])
    z = dunnett_quantile([200, 200], 100)
    assert (found.control, found.play, found.critical_value) == ("holdout", "call", pytest.approx(z))
    first, second = found.lines
    assert (first.low, first.high) == pytest.approx(difference_interval(0.7, 200, 0.5, 100, z))
    assert (first.verdict, second.verdict) == ("helps", "too_small")
    # Alone, without the correction, the second interval would be narrower.
    assert second.low < difference_interval(0.6, 200, 0.5, 100)[0]
    assert "Dunnett: 2 arms" in EN(found.correction)
    assert EN(found.control_name) == "Holdout"


def test_without_a_holdout_the_first_arm_is_the_control():
    (found,) = read([("A", "call", 60, 100), ("B", "call", 75, 100)])
    assert (found.control, [line.key for line in found.lines]) == ("A", ["B"])
    assert found.critical_value == pytest.approx(1.96, abs=1e-3)
    assert "no correction" in EN(found.correction)


def test_two_plays_are_read_together_and_each_by_itself():
    found = read(
        [("A", "call", 60, 100), ("B", "call", 75, 100), ("A", "mail", 30, 50), ("B", "mail", 30, 50)]
    )
    assert [arms.play for arms in found] == ["", "call", "mail"]
    assert found[0].control_count.n == 150


def test_without_named_arms_there_is_no_experiment():
    assert read([("contact", "call", 60, 100), ("holdout", "call", 40, 100)]) == ()


def test_who_was_drawn_before_the_experiment_counts_where_it_drew_them():
    ids = ["a", "a", "b", "c"]
    rows = history(
        customer_id=ids,
        arm=["contact", "A", "B", "holdout"],
        list_id=["L1", "L2", "L2", "L2"],
        handed_out_on=["2024-01-01", "2024-02-01", "2024-02-01", "2024-02-01"],
    )
    data = data_of(["a", "b", "c"], dt.date(2024, 6, 1), {"orders": orders([(0, "2023-01-01", 1.0)])})
    (found,) = read_arms(rows, row_outcomes(data, rows, DEFAULTS), DEFAULTS.review, PLAYS)
    assert {line.key: line.count.n for line in found.lines} == {"A": 1, "B": 1}


def test_intervals_of_all_arms_hold_at_once():
    """Family-wise coverage: none of four true null arms is told to differ in 95 of 100 experiments."""
    draw = np.random.default_rng(8)
    z = dunnett_quantile([150] * 4, 100)
    wrong = 0
    for _ in range(1_500):
        control = draw.binomial(100, 0.5)
        arms = draw.binomial(150, 0.5, 4)
        limits = [difference_interval(k / 150, 150, control / 100, 100, z) for k in arms]
        wrong += any(low > 0 or high < 0 for low, high in limits)
    assert wrong / 1_500 == pytest.approx(0.05, abs=0.015)
