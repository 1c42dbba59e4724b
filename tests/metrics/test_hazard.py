"""Hazard by month of tenure: by hand, and consistent with who left."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.wording import phrase
from retention_desk.metrics.hazard import MONTH_DAYS, hazard_curve
from retention_desk.metrics.survival import Lifetimes


def found(days, left):
    return Lifetimes(np.arange(len(days)), np.array(days, dtype=float), np.array(left, bool), phrase("gone"))


def test_a_life_table_by_hand():
    days = [5] * 20 + [40] * 10 + [45] * 10 + [200] * 60
    left = [True] * 20 + [True] * 10 + [False] * 10 + [False] * 60
    curve = hazard_curve(found(days, left))
    assert curve.month.tolist() == list(range(7))
    np.testing.assert_allclose(curve.at_risk[:3], [100, 75, 60])
    np.testing.assert_allclose(curve.share[:3], [0.2, 10 / 75, 0])
    assert curve.left.tolist()[:3] == [20, 10, 0]


def test_nobody_has_no_hazard():
    assert hazard_curve(None) is None
    assert hazard_curve(found([], [])) is None


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=100))
def test_shares_are_shares_and_leavers_are_leavers(rows):
    days, left = zip(*rows, strict=True)
    curve = hazard_curve(found(days, left))
    if curve is None:
        return
    assert ((curve.share >= 0) & (curve.share <= 1)).all()
    assert (curve.low <= curve.share + 1e-12).all()
    assert (curve.high >= curve.share - 1e-12).all()
    shown = {int(month) for month in curve.month}
    counted = sum(gone and int(day // MONTH_DAYS) in shown for day, gone in rows)
    assert curve.left.sum() == counted
