from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from retention_desk.desktop.widgets.spark_line import draw_spark

NAN = float("nan")


def inked(values):
    image = QImage(40, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_spark(painter, QRectF(0, 0, 40, 20), values)
    painter.end()
    return [(x, y) for x in range(40) for y in range(20) if image.pixelColor(x, y).lightness() < 250]


@pytest.mark.parametrize("values", [[], [1.0], [NAN, 2.0], [NAN, NAN]])
def test_one_value_is_no_line(qapp, appearance, values):
    assert inked(values) == []


def test_the_line_rises_with_its_values(qapp, appearance):
    places = inked([1.0, NAN, 3.0, 9.0])
    left = [y for x, y in places if x < 5]
    right = [y for x, y in places if x > 35]
    assert min(left) > max(right)


def test_a_level_line_lies_in_the_middle(qapp, appearance):
    heights = [y for x, y in inked([4.0, 4.0, 4.0]) if x < 30]
    assert set(heights) <= {9, 10, 11}
