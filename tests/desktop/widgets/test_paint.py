from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from retention_desk.desktop import theme
from retention_desk.desktop.widgets import paint


@pytest.fixture
def canvas(qapp, appearance):
    image = QImage(60, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    yield image, painter
    painter.end()


def test_a_box_stays_within_its_bounds(canvas):
    image, painter = canvas
    paint.draw_box(painter, QRectF(10, 10, 20, 20), 0, QColor("red"), QColor("blue"), 2)
    assert image.pixelColor(9, 20).name() == "#ffffff"
    assert image.pixelColor(10, 20).name() == image.pixelColor(11, 20).name() == "#0000ff"
    assert image.pixelColor(20, 20).name() == "#ff0000"
    assert image.pixelColor(30, 20).name() == "#ffffff"


def test_long_text_is_elided_and_its_width_told(canvas):
    _image, painter = canvas
    font = theme.current().font("body")
    whole = paint.draw_text(painter, QRectF(0, 0, 500, 20), "Hartwell Joinery", font, QColor("black"))
    short = paint.draw_text(painter, QRectF(0, 0, 40, 20), "Hartwell Joinery", font, QColor("black"))
    assert short <= 41 < whole


def test_hatching_keeps_to_its_box(canvas):
    image, painter = canvas
    paint.draw_hatch(painter, QRectF(10, 10, 20, 20), QColor("black"))
    inked = [(x, y) for x in range(60) for y in range(40) if image.pixelColor(x, y).lightness() < 250]
    assert inked
    assert all(10 <= x < 30 and 10 <= y < 30 for x, y in inked)


@pytest.mark.parametrize("band", paint.BANDS)
def test_a_mark_is_as_large_as_the_theme_says(canvas, band):
    image, painter = canvas
    paint.draw_band_mark(painter, band, QPointF(30, 20))
    columns = {x for x in range(60) for y in range(40) if image.pixelColor(x, y).name() != "#ffffff"}
    size = theme.current().size.band_mark
    assert size - 1 <= max(columns) - min(columns) + 1 <= size + 1


def test_blending_is_a_weighted_mean():
    assert paint.blend(QColor("white"), QColor("black"), 0.0).name() == "#000000"
    assert paint.blend(QColor("white"), QColor("black"), 1.0).name() == "#ffffff"
    assert abs(paint.blend(QColor("white"), QColor("black"), 0.5).red() - 128) <= 1
