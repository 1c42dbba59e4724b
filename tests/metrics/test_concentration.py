"""Lorenz and Gini, by hand and as laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.metrics.concentration import concentration


def test_by_hand():
    found = concentration(np.array([6.0, 2.0, 1.0, 1.0, np.nan, 0.0]))
    assert (found.n, found.total) == (4, 10.0)
    assert found.top_tenth_share == 0.6
    assert found.half_held_by_share == 0.25
    # mean absolute difference ÷ (2 × mean): pairs 4, 5, 5, 1, 1, 0 → 2 × 16 ÷ 16 ÷ (2 × 2.5)
    assert found.gini == pytest.approx(2 * 16 / 16 / 5)


def test_all_alike_and_nobody():
    alike = concentration(np.full(50, 3.0))
    assert alike.gini == pytest.approx(0.0)
    assert alike.half_held_by_share == 0.5
    np.testing.assert_allclose(alike.held_share, alike.customers_share)
    assert concentration(np.array([np.nan, 0.0])) is None
    assert (alike.of, concentration(np.ones(3), "value").of) == ("revenue", "value")


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=80))
def test_the_best_hold_at_least_their_share(amounts):
    found = concentration(np.array(amounts))
    assert (found.held_share >= found.customers_share - 1e-9).all()
    assert (np.diff(found.held_share) >= -1e-12).all()
    assert found.held_share[-1] == pytest.approx(1.0)
    pairs = np.abs(np.subtract.outer(amounts, amounts)).mean() / (2 * np.mean(amounts))
    assert found.gini == pytest.approx(pairs, abs=1e-9)
