"""The Lorenz curve: drawn to its numbers, the tenth named where there is room."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.charts.canvas import Chart
from retention_desk.charts.lorenz import Lorenz, draw_lorenz
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words, phrase


@pytest.mark.parametrize("share", [0.11, 0.5, 0.98])
def test_the_tenth_is_named_and_can_be_pointed_at(share):
    chart = Chart(Look(width=420, height=240, with_titles=False))
    curve = Lorenz(
        np.array([0.0, 0.1, 1.0]), np.array([0.0, share, 1.0]), 50, 5, share, "if all spent alike",
        lambda n, held: phrase("{n} hold {held:share}", n=n, held=held),
    )  # fmt: skip
    draw_lorenz(chart, curve, Words("en"))
    said = [label.text for label in chart.labels]
    assert f"Top tenth: {share * 100:.1f}\u202f%" in said
    assert "if all spent alike" in said
    assert [hit.key for hit in chart.hits] == ["5", "50"]
    assert Words("en")(chart.hits[0].sentence) == f"5 hold {share * 100:.1f}\u202f%"
