"""Who did what."""

from __future__ import annotations

import datetime as dt

from retention_desk.foundation.action_history import no_history
from retention_desk.review.owner_actions import owner_actions
from tests.review.histories import history


def test_every_row_handed_out_is_in_one_state_and_the_holdout_in_none():
    rows = history(
        customer_id=list("abcdefgh"),
        owner=["Li", "Li", "Li", "Chen", "Chen", "", "", "Li"],
        status=["done", "skipped", "in_progress", "to_do", "", "", "done", ""],
        due=["2024-01-08"] * 7 + [None],
        outcome=["stays", "", "", "no_answer", "", "", "won_back", ""],
        contacted_on=["2024-01-05", None, None, None, None, None, "2024-01-07", None],
        arm=["contact"] * 7 + ["holdout"],
    )
    owners, everybody = owner_actions(rows, dt.date(2024, 1, 9))
    assert [found.owner for found in owners] == ["Li", "Chen", ""]
    li, chen, nobody = owners
    assert (li.handed_out, li.done, li.skipped, li.in_progress, li.overdue) == (3, 1, 1, 1, 1)
    assert (chen.to_do, chen.blank, chen.overdue, chen.unreached) == (1, 1, 2, 1)
    assert (nobody.done, nobody.overdue, nobody.latest) == (1, 1, dt.date(2024, 1, 7))
    for found in (*owners, everybody):
        parts = found.done + found.skipped + found.in_progress + found.to_do + found.blank
        assert parts == found.handed_out
    assert everybody.handed_out == 7


def test_an_action_is_late_the_day_after_it_was_due_and_never_without_dates():
    rows = history(customer_id=["a"], due=["2024-01-08"])
    assert owner_actions(rows, dt.date(2024, 1, 8))[1].overdue == 0
    assert owner_actions(rows, dt.date(2024, 1, 9))[1].overdue == 1
    assert owner_actions(rows, None)[1].overdue == 0


def test_before_any_list_there_is_nothing():
    owners, everybody = owner_actions(no_history(), dt.date(2024, 1, 1))
    assert owners == ()
    assert (everybody.handed_out, everybody.latest) == (0, None)
