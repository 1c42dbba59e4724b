"""Four months of a shop: lists handed out, filled in by colleagues, merged, and judged against a planted truth."""

from __future__ import annotations

import pytest

from retention_desk.project.open_project import open_project
from tests.journeys.four_months import CONFLICTS, MONTHS, Played, play

pytestmark = pytest.mark.timeout(900)  # the months are played once, in the first test that asks


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("months"), every=8, contacts=30)


def test_every_cell_typed_and_every_conflict_is_accounted_for(played):
    assert played.edits_taken == played.edits_typed > 300
    assert played.conflicts_found == played.conflicts_planted == MONTHS * CONFLICTS
    assert played.manual == MONTHS


def test_nothing_typed_is_lost_and_open_actions_go_on_the_next_list(played):
    with open_project(played.project, read_only=True) as project:
        rows = project.history().rows
    held = {(one.list_id, one.customer_id): one for one in rows.itertuples()}
    for (list_id, customer, column), value in played.typed.items():
        kept = getattr(held[list_id, customer], column)
        assert kept == value, (list_id, customer, column)
    assert int(rows["is_manual"].sum()) == MONTHS
    assert set(rows.loc[rows["is_manual"], "note"]) == {"met at the fair"}
    assert played.carried > 0


def test_the_interval_of_the_effect_holds_the_planted_truth(played):
    lift = played.review.lifts.whole
    assert played.effect > 0.05
    assert lift.low <= played.effect <= lift.high
    assert lift.looked_low <= lift.low
    assert lift.looked_high >= lift.high
    assert lift.contact.open + lift.holdout.open == 0
    assert played.review.lifts.looks == MONTHS


def test_where_nobody_was_moved_there_is_no_effect(played):
    lift = played.without.lifts.whole
    assert lift.low <= 0 <= lift.high
    assert lift.verdict in ("too_small", "no_effect")
    assert lift.contact.n == played.review.lifts.whole.contact.n


def test_the_months_are_compared_and_scores_taken_apart(played):
    review = played.review
    with open_project(played.project, read_only=True) as project:
        months = project.snapshots()
        before = project.headline(months[-2])
    assert len(months) == MONTHS + 1
    tiers = review.migration_of("value_tier")
    assert dict(zip(tiers.keys, tiers.opening.tolist(), strict=True)) == {
        key: n for key, n in before.tiers.items() if key
    }
    assert review.actions.done > review.actions.skipped > 0
    assert {one.play for one in review.returns} == {one.key for one in review.lifts.plays}
