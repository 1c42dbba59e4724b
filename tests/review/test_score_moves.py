"""Why scores moved: the parts add up, for every customer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retention_desk.foundation.move_results import Rescored
from retention_desk.foundation.wording import phrase
from retention_desk.review.score_moves import score_moves

N = 6
score = arrays(np.float64, N, elements=st.one_of(st.just(np.nan), st.integers(0, 1000).map(lambda x: x / 10)))


def rescored(saved, corrected, corrected_now, moved, now, parts=None) -> Rescored:
    n = len(saved)
    return Rescored(
        saved=np.array(saved, float),
        corrected=np.array(corrected, float),
        corrected_now=np.array(corrected_now, float),
        moved=np.array(moved, float),
        now=np.array(now, float),
        keys=("silence", "amount"),
        labels=(phrase("Silence"), phrase("Amount")),
        parts=np.zeros((n, 2)) if parts is None else np.array(parts, float),
        was_there=np.ones(n, dtype=bool),
        separates_data=True,
    )


@given(score, score, score, score, score)
def test_the_parts_add_up_exactly(saved, corrected, corrected_now, moved, now):
    found = score_moves(rescored(saved, corrected, corrected_now, moved, now))
    both = ~np.isnan(saved) & ~np.isnan(now)
    assert found.customer.tolist() == np.flatnonzero(both).tolist()
    parts = found.indicators + found.weights + found.data
    assert np.abs(parts - found.total).max(initial=0.0) < 1e-9
    assert np.isfinite(parts).all()
    assert found.average("total") == pytest.approx(
        sum(found.average(part) for part in ("indicators", "weights", "data")), nan_ok=True
    )


def test_one_cause_alone_is_told_alone():
    by_values = score_moves(rescored([50], [50], [50], [60], [60]))
    assert (by_values.indicators[0], by_values.weights[0], by_values.data[0]) == (10, 0, 0)
    by_weights = score_moves(rescored([50], [50], [58], [50], [58]))
    assert (by_weights.indicators[0], by_weights.weights[0], by_weights.data[0]) == (0, 8, 0)
    by_data = score_moves(rescored([50], [44], [44], [44], [44]))
    assert (by_data.indicators[0], by_data.weights[0], by_data.data[0]) == (0, 0, -6)


def test_two_causes_share_what_they_do_together():
    # Values alone +10, weights alone +4, both +20: the 6 they do together are shared.
    found = score_moves(rescored([50], [50], [54], [60], [70]))
    assert (found.indicators[0], found.weights[0]) == (13, 7)


def test_indicators_are_told_largest_first_and_the_rest_last():
    parts = [[3.0, -1.0], [1.0, 0.0], [np.nan, np.nan]]
    found = score_moves(rescored([50] * 3, [50] * 3, [50] * 3, [54] * 3, [54] * 3, parts))
    assert [(move.key, move.change) for move in found.by_indicator] == [
        ("silence", pytest.approx(4 / 3)),
        ("amount", pytest.approx(-1 / 3)),
        ("", pytest.approx(4 - 1)),
    ]


def test_scores_that_came_and_went_are_counted():
    found = score_moves(rescored([np.nan, 50, 50], [50] * 3, [50] * 3, [50] * 3, [40, np.nan, 40]))
    assert (found.gained, found.lost, found.customer.tolist()) == (1, 1, [2])
