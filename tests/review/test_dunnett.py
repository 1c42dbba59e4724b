"""Several arms against one control."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.review.dunnett import dunnett_quantile


@pytest.mark.parametrize(
    ("arms", "quantile"),
    [(1, 1.96), (2, 2.21), (3, 2.35), (4, 2.44), (5, 2.51), (6, 2.57), (7, 2.61), (8, 2.65)],
)
def test_quantiles_are_those_of_the_published_table(arms, quantile):
    # Dunnett (1964), table II: two-sided 5 %, as many in each arm as in the control, many customers
    assert dunnett_quantile([100] * arms, 100) == pytest.approx(quantile, abs=5.1e-3)


def test_unequal_arms_agree_with_a_simulation():
    sizes, control = np.array([50.0, 200.0, 400.0]), 100.0
    draw = np.random.default_rng(2)
    arm = draw.standard_normal((400_000, 3)) / np.sqrt(sizes)
    shared = draw.standard_normal((400_000, 1)) / np.sqrt(control)
    largest = (np.abs(arm - shared) / np.sqrt(1 / sizes + 1 / control)).max(axis=1)
    assert dunnett_quantile(sizes, control) == pytest.approx(np.quantile(largest, 0.95), abs=0.012)
