"""The curve of what so many contacts reach."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.playbook.reach import MOST_POINTS, reach_curve


@given(st.lists(st.floats(0.01, 1e6), max_size=700), st.integers(0, 900))
def test_the_curve_is_the_running_share(amounts, contacts):
    ranked = np.sort(np.array(amounts))[::-1]
    curve = reach_curve(ranked, contacts)
    assert len(curve) <= MOST_POINTS
    assert curve["contacts"].iloc[0] == 0
    assert curve["contacts"].iloc[-1] == len(amounts)
    for n, share in curve.itertuples(index=False):
        assert share == pytest.approx(ranked[:n].sum() / ranked.sum() if amounts else 0)


def test_the_capacity_is_one_of_the_points():
    assert 777 in reach_curve(np.ones(5000), 777)["contacts"].tolist()


def test_every_contact_near_the_capacity():
    contacts = reach_curve(np.ones(5000), 30)["contacts"].tolist()
    assert contacts[:121] == list(range(121))
