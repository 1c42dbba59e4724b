"""Labels beside each other never touch, and the grid stands at its numbers."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.charts.axes import base_line, names_below, plot_with_grid, spread, thinned
from retention_desk.charts.canvas import Chart
from retention_desk.charts.style import Look


@given(st.lists(st.floats(0, 200), min_size=1, max_size=6))
def test_labels_are_kept_apart(wanted):
    placed = sorted(spread(wanted, 16.0, 0.0, 200.0))
    assert all(b - a >= 16.0 - 1e-9 for a, b in itertools.pairwise(placed))
    assert placed[0] >= 0


def test_the_grid_has_a_number_at_every_line():
    chart = Chart(Look(width=300, height=200, with_titles=False))
    plot = plot_with_grid(chart, np.array([0.0, 50.0, 100.0]), lambda tick: f"{tick:.0f}", space_right=40)
    base_line(chart, plot)
    assert [label.text for label in chart.labels] == ["0", "50", "100"]
    assert plot.right == 260
    assert plot.y(0.0) == plot.bottom
    assert plot.y(100.0) == plot.top


def test_names_that_would_touch_are_left_out():
    chart = Chart(Look(width=300, height=200, with_titles=False))
    plot = plot_with_grid(chart, np.array([0.0, 1.0]), str)
    before = len(chart.labels)
    names_below(chart, plot, [50, 55, 150], ["December", "January", "March"])
    assert [label.text for label in chart.labels[before:]] == ["December", "March"]


def spans(names, slot, letter=6.0):
    return [(k * slot, k * slot + letter * len(name)) for k, name in enumerate(names)]


def test_names_that_find_no_room_are_thinned_evenly():
    names = [str(k) for k in range(1, 24)]
    assert thinned(names, spans(names, 30), 8) == list(range(23))
    assert thinned(names, spans(names, 18), 8) == list(range(0, 23, 2))


def test_of_months_those_with_the_year_stay():
    names = ["Nov 2023", "Dec", *(["Jan 2024", *["Feb"] * 11] * 3)]
    kept = thinned(names, spans(names, 20), 8)
    assert {2, 14, 26} <= set(kept)
    assert len(set(np.diff(kept))) == 1


def test_no_room_for_two_leaves_one_and_none_leaves_none():
    assert thinned(["a long name", "another one"], [(0, 60), (1, 61)], 8) == [0]
    assert thinned([], [], 8) == []
    assert thinned(["", "a"], [(0, 0), (5, 10)], 8) == [1]
