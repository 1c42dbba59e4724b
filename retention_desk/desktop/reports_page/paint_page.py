"""A page of the report painted with Qt, from the same marks as the PDF: for previews and for the printer."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen

from retention_desk.reporting.paper.faces import EM, Face, outline
from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH, Page, ShapeMark, TextMark

_MOVE, _LINE, _QUADRATIC, _CUBIC = 1, 2, 3, 4


def page_image(page: Page, width: int) -> QImage:
    """Return a page as a picture `width` device pixels wide, on white; needs no window."""
    scale = width / PAGE_WIDTH
    image = QImage(width, round(PAGE_HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_page(painter, page)
    painter.end()
    return image


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint the marks of a page; a unit of the painter is a pixel of the page, 96 to the inch."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in page.marks:
        if isinstance(mark, TextMark):
            _paint_text(painter, mark)
        else:
            _paint_shape(painter, mark)


def _paint_text(painter: QPainter, mark: TextMark) -> None:
    line = QPainterPath()
    for run in mark.line.runs:
        for glyph, place in zip(run.glyphs, run.places, strict=True):
            line.addPath(_glyph(run.face, glyph).translated(place, 0))
    painter.save()
    painter.translate(mark.x, mark.y)
    painter.scale(mark.size / EM, -mark.size / EM)
    line.setFillRule(Qt.FillRule.WindingFill)
    painter.fillPath(line, QBrush(QColor(mark.colour)))
    painter.restore()


@lru_cache(maxsize=8_192)
def _glyph(face: Face, glyph: int) -> QPainterPath:
    return path_of(*outline(face, glyph))


def _paint_shape(painter: QPainter, mark: ShapeMark) -> None:
    painter.save()
    painter.setOpacity(mark.opacity)
    painter.setBrush(QBrush(QColor(mark.fill)) if mark.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(mark) if mark.stroke else Qt.PenStyle.NoPen)
    painter.drawPath(path_of(mark.points, mark.codes))
    painter.restore()


def _pen(mark: ShapeMark) -> QPen:
    pen = QPen(QColor(mark.stroke), mark.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    round_ = Qt.PenJoinStyle.RoundJoin
    pen.setJoinStyle(round_ if mark.round_joins else Qt.PenJoinStyle.MiterJoin)
    if mark.dash:
        pen.setDashPattern([length / mark.width for length in mark.dash])
    return pen


def path_of(points: npt.NDArray[np.float64], codes: npt.NDArray[np.uint8]) -> QPainterPath:
    """Return an outline as Qt has it; its codes are those of matplotlib's paths."""
    path = QPainterPath()
    places = points.tolist()
    at = 0
    while at < len(codes):
        code = codes[at]
        if code == _MOVE:
            path.moveTo(*places[at])
        elif code == _LINE:
            path.lineTo(*places[at])
        elif code == _QUADRATIC:
            path.quadTo(*places[at], *places[at + 1])
            at += 1
        elif code == _CUBIC:
            path.cubicTo(*places[at], *places[at + 1], *places[at + 2])
            at += 2
        else:
            path.closeSubpath()
        at += 1
    return path
