"""Icons: outlines tinted from the theme at the moment they are painted."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPixmap,
    QRawFont,
    QTransform,
)

from retention_desk.desktop import theme

_GRID: Final = 256
_STROKE: Final = 16

# A stroke is a list of points (a polyline), ("o", x, y, rx, ry) for an ellipse, ("r", x, y, w, h, radius) for
# a rounded box or ("a", x, y, r, start, span) for an arc in degrees; all on the glyph grid of 256.
_OWN: Final[dict[str, tuple[tuple[object, ...], ...]]] = {
    "audit": (
        ((32, 64), (224, 64)),
        ((32, 128), (104, 128)),
        ((32, 192), (104, 192)),
        ("o", 172, 140, 36, 36),
        ((198, 166), (224, 192)),
    ),
    "coins": (
        ("o", 96, 84, 72, 36),
        ((24, 84), (24, 128)),
        ("a", 96, 128, 72, 36, 180, 110),
        ((168, 84), (168, 104)),
        ("o", 160, 140, 72, 36),
        ((88, 140), (88, 184)),
        ((232, 140), (232, 184)),
        ("a", 160, 184, 72, 36, 180, 180),
    ),
    "sidebar": (("r", 32, 48, 192, 160, 12), ((92, 48), (92, 208))),
    "mark": (("a", 128, 128, 102, 102, 66, 292),),
}
_DISCS: Final = {"mark": (128, 128, 38)}


@cache
def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the icon font is not installed")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _font() -> tuple[QRawFont, dict[str, str]]:
    """Return the outline font at the size of its grid, and the code point of each name.

    Notes
    -----
    The font is read as outlines rather than through qtawesome's own loader: that one registers every
    font it carries, which costs a quarter of the time in which the window is to be visible.
    """
    (file,) = _folder().glob("phosphor-[0-9]*.ttf")
    (names,) = _folder().glob("phosphor-charmap-*.json")
    return QRawFont(str(file), _GRID), json.loads(names.read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def outline(name: str) -> QPainterPath:
    """Return the outline of an icon on a grid of 256 × 256.

    Raises
    ------
    KeyError
        There is no icon of this name.
    """
    if name in _OWN:
        return _drawn(name)
    font, names = _font()
    index = font.glyphIndexesForString(chr(int(names[name], 16)))[0]
    path = font.pathForGlyph(index)
    path.translate(0, _GRID)
    return path


def _drawn(name: str) -> QPainterPath:
    lines = QPainterPath()
    for stroke in _OWN[name]:
        _add(lines, stroke)
    stroker = QPainterPathStroker()
    stroker.setWidth(_STROKE * (1.5 if name in _DISCS else 1))
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    path = stroker.createStroke(lines)
    path.setFillRule(Qt.FillRule.WindingFill)
    if name in _DISCS:
        x, y, radius = _DISCS[name]
        path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _add(path: QPainterPath, stroke: tuple[object, ...]) -> None:
    if not isinstance(stroke[0], str):
        points = [QPointF(*cast("tuple[float, float]", point)) for point in stroke]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
        return
    kind, *numbers = stroke
    a, b, c, d, *more = (float(n) for n in numbers)  # type: ignore[arg-type]
    if kind == "o":
        path.addEllipse(QPointF(a, b), c, d)
    elif kind == "r":
        path.addRoundedRect(QRectF(a, b, c, d), more[0], more[0])
    else:
        box = QRectF(a - c, b - d, 2 * c, 2 * d)
        path.arcMoveTo(box, more[0])
        path.arcTo(box, more[0], more[1])


def paint_icon(painter: QPainter, name: str, box: QRectF | QRect, colour: QColor) -> None:
    """Paint an icon into the middle of `box`, as large as the box's shorter side."""
    area = QRectF(box)
    side = min(area.width(), area.height())
    scale = side / _GRID
    origin = QPointF(area.center().x() - side / 2, area.center().y() - side / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(origin)
    painter.fillPath(QTransform.fromScale(scale, scale).map(outline(name)), colour)
    painter.restore()


class _Engine(QIconEngine):
    """Paints an icon in a colour role, so that a change of theme needs no new icon."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "faint" if mode == QIcon.Mode.Disabled else self._role
        paint_icon(painter, self._name, rect, getattr(theme.current().colour, role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "muted") -> QIcon:
    """Return an icon for menus and Qt's own widgets, tinted in a colour role of the current theme."""
    return QIcon(_Engine(name, role))
