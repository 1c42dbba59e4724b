"""What is lacking, and the one thing that gets there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.review_page.state import (
    NO_HOLDOUT,
    NO_PROJECT,
    NOTHING_OUT,
    ONE_MONTH,
    ReviewState,
    lack_of_holdout,
    lack_of_lists,
    lack_of_moves,
    review_of,
)
from retention_desk.project.open_project import open_project
from tests.charts import review_answers
from tests.desktop.review_parts import make_review, state


def test_with_everything_there_nothing_is_lacking():
    there = state()
    assert [lack(there) for lack in (lack_of_moves, lack_of_lists, lack_of_holdout)] == [None] * 3


@pytest.mark.parametrize("lack", [lack_of_moves, lack_of_lists, lack_of_holdout])
def test_without_a_project_that_is_what_is_lacking(lack):
    assert lack(ReviewState()) == NO_PROJECT


def test_one_month_and_no_list():
    assert lack_of_moves(state(review=make_review(earlier=None))) == ONE_MONTH
    assert lack_of_lists(state(review=make_review(lists=0))) == NOTHING_OUT


def test_nobody_held_out():
    lifts = replace(review_answers.lifts(), whole=review_answers.lift("all", "", (90, 60), (0, 0)))
    nobody = replace(lifts.whole, holdout=replace(lifts.whole.holdout, open=0))
    assert lack_of_holdout(state(review=make_review(lifts=replace(lifts, whole=nobody)))) == NO_HOLDOUT
    assert lack_of_holdout(state(review=make_review(lifts=None))) == NO_HOLDOUT


def test_while_the_review_is_on_its_way_nothing_is_said_to_be_lacking():
    waiting = ReviewState(has_project=True)
    assert [lack(waiting) for lack in (lack_of_moves, lack_of_lists, lack_of_holdout)] == [None] * 3


def test_a_project_is_reviewed_against_a_month_of_its_own(client, months):
    with open_project(client, read_only=True) as project:
        first, _last = project.snapshots()
        reviewed = review_of(months[1], project, first, 0)
    assert reviewed.review.earlier == first
    assert reviewed.review.lists == reviewed.history.n_lists == 1
    assert reviewed.review.migration_of("value_tier").counts.sum() > 0
