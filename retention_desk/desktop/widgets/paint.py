"""Strokes of the brush that painted widgets share: boxes, text, rings, band marks."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from retention_desk.desktop import theme

Band = Literal["healthy", "watch", "risk"]
BANDS: Final[tuple[Band, ...]] = ("healthy", "watch", "risk")

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


def draw_box(
    painter: QPainter,
    box: QRectF | QRect,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Paint a rounded box with a fill and an edge that lies wholly inside `box`."""
    area = QRectF(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if edge is not None:
        half = width / 2
        area = area.adjusted(half, half, -half, -half)
        pen = QPen(edge, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def draw_text(
    painter: QPainter,
    box: QRectF | QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
    *,
    elide: bool = True,
) -> float:
    """Paint one line of text into `box`, elided where it is too long; return its width in pixels.

    The capitals stand in the middle of the box's height, whatever face a script falls back to: Qt's own
    vertical centring would move a line down as soon as it holds a Chinese character.
    """
    area = QRectF(box)
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(text)
    if elide and width > area.width() + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(colour)
    x = area.left()
    if align & Qt.AlignmentFlag.AlignRight:
        x = area.right() - width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x += (area.width() - width) / 2
    painter.drawText(QPointF(x, round(area.center().y() + metrics.capHeight() / 2)), text)
    return float(width)


def draw_ring(painter: QPainter, box: QRectF | QRect, radius: float) -> None:
    """Paint the focus ring inside `box`."""
    look = theme.current()
    draw_box(painter, box, radius, None, look.colour.accent, look.line.focus_ring)


def draw_line(painter: QPainter, x: float, y: float, width: float, colour: QColor | None = None) -> None:
    """Paint a crisp horizontal line one border wide."""
    look = theme.current()
    painter.fillRect(QRectF(x, y, width, look.line.border), colour or look.colour.border)


def draw_band_mark(painter: QPainter, band: str, centre: QPointF, colour: QColor | None = None) -> None:
    """Paint the mark of a band around `centre`: a disc, a triangle or a square, in the band's colour."""
    look = theme.current()
    half = look.size.band_mark / 2
    x, y = centre.x(), centre.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour or look.band_colour(band))
    if band == "healthy":
        painter.drawEllipse(centre, half, half)
    elif band == "watch":
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - half), QPointF(x + half, y + half), QPointF(x - half, y + half)])
        )
    else:
        painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))


def draw_hatch(painter: QPainter, box: QRectF | QRect, colour: QColor | None = None) -> None:
    """Paint diagonal hatching clipped to `box`: not over, or set aside."""
    look = theme.current()
    area = QRectF(box)
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour or look.chart.hatch, look.line.border))
    step = look.chart_metrics.hatch_spacing
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += step
    painter.restore()


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """Return `over` laid on `under` with an opacity of `share` (0–1)."""
    rest = 1 - share
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * rest,
        over.greenF() * share + under.greenF() * rest,
        over.blueF() * share + under.blueF() * rest,
    )
