"""Outcomes by play, tier, stage, channel, handling and owner."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.intervals import wilson_interval
from retention_desk.foundation.lift_results import PlayFacts
from retention_desk.foundation.outcome_results import RowOutcomes
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words, phrase
from retention_desk.review.group_outcomes import group_outcomes
from retention_desk.review.row_outcomes import row_outcomes
from tests.review.histories import data_of, history

EN = Words("en")
PLAYS = {"call": PlayFacts(phrase("Call"), 0.2)}


def outcomes(code) -> RowOutcomes:
    n = len(code)
    return RowOutcomes(
        by="orders",
        definition=phrase("Kept."),
        days=30,
        code=np.array(code, dtype=np.int8),
        spend=np.zeros(n),
        customer=np.arange(n),
        counts=np.ones(n, dtype=bool),
    )


@pytest.fixture
def found():
    rows = history(
        customer_id=[f"c{k}" for k in range(60)],
        play=["call"] * 40 + ["mail"] * 20,
        tier=[0, 1, 2, -1] * 15,
        owner=["Li", "Chen", ""] * 20,
        channel=["phone"] * 30 + ["WeChat"] * 30,
        outcome=["stays"] * 10 + ["leaves"] * 5 + [""] * 45,
        arm=["contact"] * 59 + ["holdout"],
        status=["done"] * 12 + [""] * 48,
    )
    code = [1, 0, -1] * 20
    stage = np.array([1, 3, -1] * 20, dtype=np.int8)
    return group_outcomes(rows, outcomes(code), stage, DEFAULTS.review, PLAYS)


def test_groups_are_parts_of_what_was_handed_out(found):
    groups, _ = found
    assert [group.by for group in groups] == ["play", "tier", "stage", "channel", "handling", "owner"]
    for group in groups:
        assert sum(line.handed_out for line in group.lines) == group.whole.handed_out == 59
        assert sum(line.kept for line in group.lines) == group.whole.kept == 20
        assert all(line.handed_out == line.n + line.open for line in group.lines)


def test_a_line_has_its_share_with_wilsons_interval_and_what_people_said(found):
    call = found[0][0].lines[0]
    assert (EN(call.name), call.n, call.kept, call.contacted) == ("Call", 27, 14, 12)
    assert (call.low, call.high) == pytest.approx(wilson_interval(14, 27))
    assert call.answers == (("stays", 10), ("leaves", 5))
    assert not call.is_small
    assert found[0][0].lines[1].is_small


def test_own_words_and_unknowns_are_named(found):
    by = {group.by: group for group in found[0]}
    assert [EN(line.name) for line in by["channel"].lines] == ["Phone", "WeChat"]
    assert [EN(line.name) for line in by["tier"].lines] == ["High value", "Potential", "General", "Unknown"]
    assert [EN(line.name) for line in by["owner"].lines][-1] == "Nobody named"
    assert [EN(line.name) for line in by["stage"].lines] == ["Active", "Leaving", "Unknown"]


def test_shrunk_shares_are_nearer_to_the_whole(found):
    for group in found[0]:
        whole = group.whole.share
        for line in group.lines:
            if line.n:
                assert abs(line.shrunk - whole) <= abs(line.share - whole) + 1e-9


def test_the_grid_counts_each_decided_row_of_a_known_group_once(found):
    by_tier, by_stage = found[1]
    assert (by_tier.by, by_stage.by) == ("tier", "stage")
    assert by_tier.n.shape == (2, 3)
    assert by_tier.n.sum() == sum(line.n for line in found[0][1].lines if line.key)
    assert (by_tier.kept <= by_tier.n).all()
    assert np.isnan(by_stage.shrunk[by_stage.n == 0]).all()


def test_before_any_list_there_are_no_groups():
    data = data_of(["a"], dt.date(2024, 1, 1))
    history_ = no_history()
    assert group_outcomes(history_, row_outcomes(data, history_, DEFAULTS), None, DEFAULTS.review, {}) == (
        (),
        (),
    )
