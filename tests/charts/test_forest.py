"""Forest plots: the scale is made for what tells something, long intervals end in an arrow."""

from __future__ import annotations

import math

import pytest

from retention_desk.charts.canvas import Chart
from retention_desk.charts.forest import ForestRow, forest, forest_height
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import phrase


def row(key, value, low, high, **more):
    return ForestRow(key, key, value, low, high, f"{value:.2f}", "", phrase(key), **more)


def drawn(*rows, **more):
    chart = Chart(Look(width=560, height=forest_height(len(rows)), with_titles=False))
    forest(chart, rows, lambda tick: f"{tick:g}", **more)
    return chart


def ticks(chart):
    return [float(label.text) for label in chart.labels if label.colour == chart.look.colour("muted")]


def test_every_row_can_be_pointed_at():
    chart = drawn(row("a", 0.1, 0.0, 0.2), row("b", -0.1, -0.2, 0.0))
    assert [hit.key for hit in chart.hits] == ["a", "b"]


def test_what_is_too_small_to_tell_does_not_stretch_the_scale():
    told = row("a", 0.1, 0.05, 0.15)
    wide = row("b", 3.0, -40.0, 60.0, is_muted=True)
    assert max(ticks(drawn(told, wide))) < 1
    assert max(ticks(drawn(wide))) >= 3


def test_the_reference_is_within_the_scale():
    seen = ticks(drawn(row("a", 2.3, 1.2, 3.6), reference=1.0))
    assert min(seen) <= 1.0 <= max(seen)
    assert 0.0 in seen


@pytest.mark.parametrize("value", [math.nan, 0.0])
def test_unknown_and_nothing_are_drawn(value):
    assert drawn(row("a", value, math.nan, math.nan)).hits


def test_no_rows_draw_nothing():
    assert not drawn().labels
