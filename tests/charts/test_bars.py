"""Horizontal bars share one zero and one scale."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import phrase


def bar(key, length):
    return Bar(key, f"name of {key}", length, str(length), "", Look().series, phrase("said"))


def test_lengths_are_in_proportion():
    chart = Chart(Look(width=400, height=200, scale=1, with_titles=False))
    horizontal_bars(chart, [bar("a", 100), bar("b", 50), bar("c", 0)])
    boxes = [artist.get_paths()[0].vertices for artist in chart.artists if isinstance(artist, PolyCollection)]
    width = [np.ptp(box[:, 0]) for box in boxes]
    assert len(width) == 2
    assert abs(width[0] - 2 * width[1]) <= 1
    assert [hit.key for hit in chart.hits] == ["a", "b", "c"]
    assert bars_height(3, 32) == 96
