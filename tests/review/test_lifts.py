"""Lift of all, by tier and by play, from a history."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.lift_results import PlayFacts
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words, phrase
from retention_desk.review.lifts import looks_taken, measure_lifts, play_name, was_contacted
from retention_desk.review.row_outcomes import row_outcomes
from tests.review.histories import data_of, history, orders

EN = Words("en")
PLAYS = {"call": PlayFacts(phrase("Call"), 0.2)}


def made(seed: int = 1, n: int = 400):
    """Return data and history of two lists: handed out are kept with 0.7, held out with 0.4."""
    draw = np.random.default_rng(seed)
    held = draw.random(n) < 0.3
    kept = draw.random(n) < np.where(held, 0.4, 0.7)
    listed = [dt.date(2024, 1, 1) if k % 2 else dt.date(2024, 2, 5) for k in range(n)]
    bought = [(k, str(listed[k] + dt.timedelta(9)), 20.0) for k in range(n) if kept[k]]
    bought.append((0, "2023-06-01", 1.0))
    ids = [f"c{k:04d}" for k in range(n)]
    data = data_of(ids, dt.date(2024, 6, 1), {"orders": orders(bought)})
    rows = history(
        customer_id=ids,
        list_id=["L1" if k % 2 else "L2" for k in range(n)],
        handed_out_on=listed,
        arm=["holdout" if h else "contact" for h in held],
        tier=[k % 3 for k in range(n)],
        play=["call" if k % 4 else "mail" for k in range(n)],
        status=["done" if k % 5 == 0 else "" for k in range(n)],
    )
    return data, rows, held, kept


def test_parts_are_the_whole_and_shares_those_of_the_customers():
    data, rows, held, kept = made()
    found = measure_lifts(rows, row_outcomes(data, rows, DEFAULTS), DEFAULTS.review, PLAYS)
    assert found.whole.contact.n == (~held).sum()
    assert found.whole.holdout.kept == (held & kept).sum()
    for parts in (found.tiers, found.plays):
        assert sum(part.contact.n for part in parts) == found.whole.contact.n
        assert sum(part.holdout.kept for part in parts) == found.whole.holdout.kept
    assert found.whole.verdict == "helps"
    assert found.whole.low < 0.3 < found.whole.high
    assert [part.key for part in found.tiers] == ["high", "potential", "general"]
    assert [EN(part.name) for part in found.plays] == ["Call", "mail"]
    assert (found.looks, found.planned_looks) == (2, 6)
    assert "look 2 of 6" in EN(found.looked_note)
    assert found.arms == ()


def test_a_planted_null_shows_no_effect():
    missed = 0
    for seed in range(40):
        draw = np.random.default_rng(seed)
        data, rows, _, _ = made(seed, 120)
        arms = draw.permutation(rows.rows["arm"].to_numpy())
        shuffled = type(rows)(rows.rows.assign(arm=arms))
        found = measure_lifts(shuffled, row_outcomes(data, shuffled, DEFAULTS), DEFAULTS.review, PLAYS)
        missed += not found.whole.low <= 0 <= found.whole.high
    assert missed <= 5  # two of forty are expected


def test_who_was_held_out_and_handed_out_later_is_told_and_counts_as_held_out():
    data, rows, held, _ = made()
    again = (
        rows.rows[held].head(7).assign(arm="contact", list_id="L3", handed_out_on=np.datetime64("2024-03-01"))
    )
    longer = type(rows)(pd.concat([rows.rows, again], ignore_index=True))
    found = measure_lifts(longer, row_outcomes(data, longer, DEFAULTS), DEFAULTS.review, PLAYS)
    assert found.switched == 7
    assert found.whole.holdout.n == held.sum()


def test_contacted_are_those_with_a_day_or_done():
    rows = history(
        customer_id=["a", "b", "c"], status=["done", "to_do", ""], contacted_on=[None, "2024-01-03", None]
    )
    assert was_contacted(rows.rows).tolist() == [True, True, False]


def test_looks_are_months_of_which_somebody_is_decided():
    rows = history(
        customer_id=["a", "b", "c", "d"],
        handed_out_on=["2024-01-01", "2024-01-29", "2024-02-05", "2024-03-01"],
    ).rows
    assert looks_taken(rows, np.array([True, True, True, False])) == 2


def test_a_play_that_is_no_longer_known_is_called_by_its_key():
    assert EN(play_name("old_play", PLAYS)) == "old_play"


@pytest.mark.parametrize("n", [1, 2])
def test_a_customer_or_two_make_no_trouble(n):
    data, rows, _, _ = made(3, n)
    found = measure_lifts(rows, row_outcomes(data, rows, DEFAULTS), DEFAULTS.review, {})
    assert found.whole.verdict == "too_small"
