import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from retention_desk.charts.canvas import Chart
from retention_desk.charts.style import Look
from retention_desk.reporting.paper.marks import ShapeMark, TextMark
from retention_desk.reporting.paper.record_figure import figure_marks


def chart() -> Chart:
    return Chart(Look("print", "en", 200, 100, scale=8.0, with_titles=False))


def test_pixels_of_a_chart_are_pixels_of_the_page():
    drawn = chart()
    drawn.boxes([(10, 20, 60, 50)], "#FF0000")
    (mark,) = [m for m in figure_marks(drawn, 300, 400, "en") if isinstance(m, ShapeMark)]
    assert mark.fill == "#ff0000"
    assert not mark.stroke
    assert mark.points.min(axis=0) == pytest.approx((310, 420))
    assert mark.points.max(axis=0) == pytest.approx((360, 450))


def test_lines_keep_their_width_and_dashes():
    drawn = chart()
    drawn.line([0, 100], [50, 50], "#00FF00", 2.0, dashed=True)
    (mark,) = [m for m in figure_marks(drawn, 0, 0, "en") if isinstance(m, ShapeMark)]
    assert mark.width == 2.0
    assert mark.dash == pytest.approx(drawn.look.dash())
    assert mark.points[0] == pytest.approx((0, 50))


def test_areas_keep_their_opacity():
    drawn = chart()
    drawn.area([0, 10], [0, 0], [10, 10], "#0000FF", 0.2)
    (mark,) = [m for m in figure_marks(drawn, 0, 0, "en") if isinstance(m, ShapeMark)]
    assert mark.opacity == pytest.approx(0.2)


def test_texts_stay_text():
    drawn = chart()
    width = drawn.label(20, 30, "Half 42 %")
    (mark,) = [m for m in figure_marks(drawn, 5, 7, "en") if isinstance(m, TextMark)]
    assert mark.line.text == "Half 42 %"
    assert mark.x == pytest.approx(25)
    assert mark.right - mark.x == pytest.approx(width, rel=0.02)
    assert 30 < mark.y - 7 < 40


def test_points_without_a_place_are_left_out():
    figure = Figure(figsize=(1, 1), dpi=72)
    figure.add_artist(Line2D([0, np.nan, 1], [0, 1, 1]))
    marks = figure_marks(figure, 0, 0, "en")
    assert all(np.isfinite(mark.points).all() for mark in marks)
