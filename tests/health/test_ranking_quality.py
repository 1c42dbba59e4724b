"""AUC, its interval and the worst tenth against independent counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from retention_desk.health.ranking_quality import ranking_quality

people = st.lists(st.tuples(st.integers(0, 1000), st.booleans()), min_size=4, max_size=60).filter(
    lambda rows: 0 < sum(left for _, left in rows) < len(rows)
)


@given(people)
def test_auc_is_that_of_every_pair(rows):
    score = np.array([tenths / 10 for tenths, _ in rows])
    left = np.array([gone for _, gone in rows])
    found = ranking_quality(score, left * 1.0, ~left * 1.0)
    assert found.auc == pytest.approx(roc_auc_score(left, -score))
    assert 0 <= found.auc_low <= found.auc <= found.auc_high <= 1


def test_the_interval_is_that_of_delong_over_all_pairs():
    rng = np.random.default_rng(4)
    left = rng.random(80) < 0.4
    score = np.round(np.clip(rng.normal(60 - 15 * left, 15), 0, 100), 1)
    pair = (score[left][:, None] < score[~left]) + 0.5 * (score[left][:, None] == score[~left])
    variance = pair.mean(axis=1).var(ddof=1) / left.sum() + pair.mean(axis=0).var(ddof=1) / (~left).sum()
    found = ranking_quality(score, left * 1.0, ~left * 1.0)
    assert found.auc == pytest.approx(pair.mean())
    assert found.auc_high - found.auc == pytest.approx(1.959964 * np.sqrt(variance))


def test_the_worst_tenth_shares_ties_out():
    score = np.array([10.0, 20, 20, 20, 20] + [90.0] * 15)
    left = np.array([True, True, True, False, False] + [False] * 15)
    # two of twenty are called: the first, and one of the four at 20, two of which left
    assert ranking_quality(score, left * 1.0, ~left * 1.0).worst_tenth_share == pytest.approx((1 + 2 / 4) / 3)


def test_a_perfect_and_a_useless_score():
    left = np.array([True] * 5 + [False] * 5)
    assert ranking_quality(np.where(left, 10.0, 90.0), left * 1.0, ~left * 1.0).auc == 1.0
    assert ranking_quality(np.full(10, 50.0), left * 1.0, ~left * 1.0).auc == 0.5
