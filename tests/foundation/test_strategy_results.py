"""The little that the nouns of the strategies work out."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.strategy_results import EventEffect, NextProducts


@pytest.mark.parametrize(
    ("low", "high", "told"), [(0.01, 0.2, True), (-0.2, -0.01, True), (-0.1, 0.1, False)]
)
def test_an_effect_can_be_told_where_zero_is_left_out(low, high, told):
    effect = EventEffect(90, 1, 1, 2, 0, 0.5, 0.4, 0.1, low, high, 0.3, 0.0, 0.0, 0.0, ())
    assert effect.can_tell is told


def test_names_and_lift_of_a_suggestion():
    found = NextProducts(
        ("pot", "tea"), np.array([0, -1], np.int32), np.array([1, -1], np.int32), np.array([0.4, np.nan]),
        np.array([0.1, np.nan]), np.array([12, 0], np.int32), 10, 1.2,
    )  # fmt: skip
    assert (found.name_of(0), found.reason_of(0)) == ("pot", "tea")
    assert (found.name_of(1), found.reason_of(1)) == ("", "")
    assert found.lift[0] == pytest.approx(4)
    assert found.n_suggested == 1
