"""The sheet: pixels from the top left, marks, hatches, lines that fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from retention_desk.charts.canvas import Chart, _diagonals, wrapped
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import phrase


def picture(chart):
    canvas = FigureCanvasAgg(chart)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


@pytest.mark.parametrize("scale", [1, 2])
def test_a_box_fills_exactly_its_pixels(scale):
    chart = Chart(Look(width=40, height=30, scale=scale, with_titles=False))
    chart.boxes([(10, 5, 20, 15)], chart.look.series)
    filled = (picture(chart) != picture(Chart(chart.look))).any(axis=2)
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    assert (rows[0], rows[-1]) == (5 * scale, 15 * scale - 1)
    assert (columns[0], columns[-1]) == (10 * scale, 20 * scale - 1)


@pytest.mark.parametrize("shape", ["circle", "triangle", "square"])
def test_marks_are_centred_and_the_triangle_points_up(shape):
    chart = Chart(Look(width=40, height=40, scale=2, with_titles=False))
    chart.mark(20, 20, shape, chart.look.band("risk"), 16)
    filled = (picture(chart) != picture(Chart(chart.look))).any(axis=2)
    rows, columns = np.nonzero(filled)
    assert (rows.min() + rows.max()) / 2 == pytest.approx(40, abs=1.5)
    assert (columns.min() + columns.max()) / 2 == pytest.approx(40, abs=1.5)
    if shape == "triangle":
        assert filled[rows.max() - 2].sum() > filled[rows.min() + 2].sum()


def test_texts_are_set_where_they_are_asked_for():
    chart = Chart(Look(width=120, height=40, with_titles=False))
    width = chart.label(110, 20, "3,000", align="right")
    drawn = (picture(chart) != picture(Chart(chart.look))).any(axis=2)
    rows, columns = np.nonzero(drawn)
    assert columns.max() / 2 == pytest.approx(110, abs=2)
    assert columns.min() / 2 == pytest.approx(110 - width, abs=2)
    assert (rows.min() + rows.max()) / 4 == pytest.approx(20, abs=2)


def test_titles_take_room_only_when_asked_for():
    titled, bare = Chart(Look()), Chart(Look(with_titles=False))
    for chart in (titled, bare):
        chart.titled("An answer", "n = 3")
    assert titled.top > 40
    assert bare.top == 0
    assert bare.labels == []


def test_hits_are_kept_as_given():
    chart = Chart(Look())
    chart.hit(1, 2, 3, 4, "2011-Q3", phrase("stayed"))
    hit = chart.hits[0]
    assert (hit.x0, hit.y0, hit.x1, hit.y1, hit.key, hit.sentence.text) == (1, 2, 3, 4, "2011-Q3", "stayed")


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1, 80), st.floats(1, 40))
def test_hatches_stay_in_their_box(x, y, width, height):
    for x0, y0, x1, y1 in _diagonals(x, y, x + width, y + height, spacing=5.0):
        assert x - 1e-6 <= min(x0, x1)
        assert max(x0, x1) <= x + width + 1e-6
        assert y - 1e-6 <= min(y0, y1)
        assert max(y0, y1) <= y + height + 1e-6
        assert x1 - x0 == pytest.approx(y0 - y1)


def test_long_texts_break_after_a_dot_or_between_words():
    look = Look()
    text = "Customers active at the end of each quarter, last 90 days · n = 2,151 in 2011-Q3"
    lines = wrapped(text, 400, look, "caption")
    assert lines == ["Customers active at the end of each quarter, last 90 days", "n = 2,151 in 2011-Q3"]
    assert all(look.text_width(line) <= 150 for line in wrapped(text, 150, look, "caption"))
