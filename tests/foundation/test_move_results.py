"""What the nouns of comparing two months say of themselves."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retention_desk.foundation.review_results import Migration, ScoreMoves
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import phrase


@pytest.fixture
def tiers() -> Migration:
    # Ten customers now; then: one unknown (−2), one without a tier (−1). One of tier 1 is gone since.
    then = np.array([0, 0, 0, 1, 1, 2, 2, -1, -2, 1])
    now = np.array([0, 0, 1, 0, 1, 2, 1, 0, 2, -1])
    counts = np.zeros((3, 3), dtype=np.int64)
    both = (then >= 0) & (now >= 0)
    np.add.at(counts, (then[both], now[both]), 1)
    return Migration(
        of="value_tier",
        label=phrase("Value tier"),
        keys=tuple(VALUE_TIERS),
        names=tuple(VALUE_TIERS.values()),
        best_first=True,
        counts=counts,
        new=np.array([0, 0, 1]),
        gone=np.array([0, 1, 0]),
        lost_sight=np.array([0, 1, 0]),
        found=np.array([1, 0, 0]),
        then=then,
        now=now,
    )


def test_opening_and_closing_are_the_counts_of_the_groups(tiers):
    assert tiers.opening.tolist() == [3, 4, 2]  # three of tier 1 in today's data and the one gone
    assert tiers.closing.tolist() == np.bincount(tiers.now[tiers.now >= 0], minlength=3).tolist()


def test_better_and_worse_go_by_the_order_of_the_groups(tiers):
    assert (tiers.improved, tiers.worsened) == (2, 1)
    assert tiers.members(1, 0).tolist() == [3]
    assert tiers.members(-2, 2).tolist() == [8]


def test_averages_add_up_and_are_unknown_without_anybody():
    one = np.array([10.0, 20.0])
    moves = ScoreMoves(
        customer=np.arange(2),
        then=one,
        now=one + np.array([3.0, -1.0]),
        indicators=np.array([2.0, -2.0]),
        weights=np.array([1.0, 0.0]),
        data=np.array([0.0, 1.0]),
        by_indicator=(),
        gained=0,
        lost=0,
        separates_data=True,
    )
    parts = sum(moves.average(part) for part in ("indicators", "weights", "data"))
    assert parts == pytest.approx(moves.average("total")) == pytest.approx(1.0)
    nobody = np.zeros(0)
    empty = ScoreMoves(
        np.zeros(0, np.int64), nobody, nobody, nobody, nobody, nobody, (), 0, 0, separates_data=True
    )
    assert math.isnan(empty.average("total"))
