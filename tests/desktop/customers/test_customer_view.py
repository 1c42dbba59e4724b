"""One customer in words: figures, timeline, the score taken apart, reasons, actions, other columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.customers.customer_view import customer_view
from retention_desk.foundation.wording import Words
from tests.desktop.factory import AS_OF, make_analysis


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(120)


def scored(analysis) -> int:
    return int(np.flatnonzero(np.isfinite(analysis.health.score))[0])


def test_the_header_has_the_four_figures_as_the_tables_have_them(analysis, words):
    customer = scored(analysis)
    view = customer_view(analysis, None, customer, words)
    assert [words(name) for name, _value, _note in view.figures] == [
        "Health", "Likely to leave", "Lifetime value", "Value at risk",
    ]  # fmt: skip
    assert view.figures[0][1] == words.number(float(analysis.health.score[customer]))
    assert view.figures[1][1] == words.share(float(analysis.churn.probability[customer]), 0)


def test_the_parts_add_up_to_the_difference_from_a_typical_customer(analysis, words):
    """Where all indicators are known, the signed bars sum to the score less the mean of the points."""
    health = analysis.health
    customer = int(np.flatnonzero(np.isfinite(health.points).all(axis=1))[0])
    view = customer_view(analysis, None, customer, words)
    weights = np.asarray(health.weights) / sum(health.weights)
    typical = float(np.nanmean(health.points, axis=0) @ weights)
    total = sum(part.change for part in view.parts)
    assert total == pytest.approx(float(health.score[customer]) - typical, abs=0.06)
    assert [part.change for part in view.parts] == sorted(part.change for part in view.parts)


def test_the_rank_by_value_at_risk_is_one_for_the_highest(analysis, words):
    worst = int(np.nanargmax(analysis.at_risk.amounts))
    assert "number 1 of" in words(customer_view(analysis, None, worst, words).figures[3][2])


def test_a_score_that_moved_says_what_it_was(analysis, words):
    customer = scored(analysis)
    before = replace(analysis.health, score=analysis.health.score + 10)
    note = customer_view(analysis, before, customer, words).figures[0][2]
    assert words(note) == f"was {words.number(float(analysis.health.score[customer]) + 10)}"


def test_the_timeline_ends_on_the_as_of_day(analysis, words):
    view = customer_view(analysis, None, scored(analysis), words)
    assert view.last == AS_OF
    assert "Orders" in [words(lane.name) for lane in view.lanes]
    assert all(view.first <= mark.day <= view.last for lane in view.lanes for mark in lane.marks)


def test_actions_tell_the_play_the_holdout_and_what_was_added_by_hand(analysis, words):
    table = analysis.plan.table
    listed = int(table.loc[table["arm"] == "contact", "customer"].iloc[0])
    held = int(table.loc[table["arm"] == "holdout", "customer"].iloc[0])
    (action,) = customer_view(analysis, None, listed, words).actions
    assert action[2] != ""
    (left,) = customer_view(analysis, None, held, words).actions
    assert "by chance" in words(left[1])
    hand = table.assign(arm=np.where(table["customer"] == listed, "added", table["arm"]))
    added = replace(analysis, plan=replace(analysis.plan, table=hand))
    (action,) = customer_view(added, None, listed, words).actions
    assert "Added by hand" in words(action[1])


def test_without_a_score_there_are_no_parts_and_no_band(analysis, words):
    score = analysis.health.score.copy()
    score[3] = np.nan
    band = analysis.health.band.copy()
    band[3] = -1
    unknown = replace(analysis, health=replace(analysis.health, score=score, band=band))
    view = customer_view(unknown, None, 3, words)
    assert (view.parts, view.band) == ([], "")


def test_it_can_be_said_in_chinese(analysis):
    words = Words("zh_CN")
    view = customer_view(analysis, None, scored(analysis), words)
    assert words(view.figures[0][0]) == "健康度评分" or words(view.figures[0][0]) != "Health"
