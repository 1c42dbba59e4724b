"""Horizontal bars share one zero and one scale."""

from __future__ import annotations

from dataclasses import replace

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


def test_bars_below_zero_run_to_the_left_of_the_same_zero():
    chart = Chart(Look(width=400, height=200, scale=1, with_titles=False))
    horizontal_bars(chart, [bar("a", 50), bar("b", -50)])
    (up,), (down,) = (
        [artist.get_paths()[0].vertices] for artist in chart.artists if isinstance(artist, PolyCollection)
    )
    assert up[:, 0].min() == down[:, 0].max()
    assert abs(np.ptp(up[:, 0]) - np.ptp(down[:, 0])) <= 1


def test_whiskers_and_a_reference_leave_the_figures_in_a_column_at_the_right():
    chart = Chart(Look(width=400, height=200, scale=1, with_titles=False))
    bars = [replace(bar("a", 10), low=5.0, high=1e6), bar("b", 8)]
    horizontal_bars(chart, bars, reference=9.0, reference_name="all together")
    figures = [label for label in chart.labels if label.text in {"10", "8"}]
    assert len({label.x for label in figures}) == 1
    boxes = [artist.get_paths()[0].vertices for artist in chart.artists if isinstance(artist, PolyCollection)]
    assert all(box[:, 0].max() < figures[0].x - figures[0].width for box in boxes)
    assert np.ptp(boxes[0][:, 0]) > 100  # one wide interval does not shrink the bars to nothing


def test_no_bars_draw_nothing():
    chart = Chart(Look(width=400, height=200, scale=1, with_titles=False))
    horizontal_bars(chart, [])
    assert not chart.hits
    assert bars_height(2, 32, reference=True) == 80
