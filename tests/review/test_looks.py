"""Looking more than once takes wider intervals."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.review.looks import boundary_constant, looked_quantile


@pytest.mark.parametrize(
    ("looks", "constant"),
    [(1, 1.960), (2, 1.977), (3, 2.004), (4, 2.024), (5, 2.040), (6, 2.053), (8, 2.072), (10, 2.087)],
)
def test_constants_are_those_of_the_published_table(looks, constant):
    # Jennison and Turnbull (2000), table 2.3: O'Brien–Fleming, two-sided 5 %
    assert boundary_constant(looks) == pytest.approx(constant, abs=6e-4)


def test_early_looks_ask_for_more_and_the_last_one_for_hardly_more():
    quantiles = [looked_quantile(look, 4) for look in (1, 2, 3, 4)]
    assert quantiles == pytest.approx([4.049, 2.863, 2.337, 2.024], abs=2e-3)


def test_more_looks_than_planned_are_planned_for():
    assert looked_quantile(8, 6) == pytest.approx(looked_quantile(8, 8))


def test_together_the_looks_keep_to_the_error():
    draw = np.random.default_rng(11)
    walks = np.cumsum(draw.standard_normal((40_000, 6)), axis=1) / np.sqrt(np.arange(1, 7))
    limits = np.array([looked_quantile(look, 6) for look in range(1, 7)])
    assert (np.abs(walks) > limits).any(axis=1).mean() == pytest.approx(0.05, abs=0.004)
    assert (np.abs(walks) > 1.96).any(axis=1).mean() > 0.12  # what looking without it would cost
