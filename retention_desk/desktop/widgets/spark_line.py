"""Spark line: the last values of a figure, 40 × 20, with a dot at the end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from retention_desk.desktop import theme

SPARK_WIDTH: Final = 40
SPARK_HEIGHT: Final = 20


def draw_spark(painter: QPainter, box: QRectF, values: Sequence[float]) -> None:
    """Paint a line through the known `values`, evenly spaced over `box`, and a dot on the last one."""
    known = [(place, value) for place, value in enumerate(values) if math.isfinite(value)]
    if len(known) < 2:
        return
    look = theme.current()
    low, high = min(v for _p, v in known), max(v for _p, v in known)
    dot = look.space.xs / 2
    area = box.adjusted(dot, 2 * dot, -dot, -2 * dot)
    step = area.width() / (len(values) - 1)
    span = (high - low) or 1.0
    level = 0.5 if high == low else 0.0
    points = QPolygonF(
        [
            QPointF(area.left() + place * step, area.bottom() - area.height() * ((v - low) / span + level))
            for place, v in known
        ]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour.muted, look.chart_metrics.reference_width))
    painter.drawPolyline(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour.muted)
    painter.drawEllipse(points.last(), dot, dot)
