"""Charts in the window: pure figures rendered to a picture, answering to the pointer and the keyboard."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.chart.chart_hits import Hit, Hits, is_near
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.desktop.widgets.tip import Tip
from retention_desk.foundation.wording import Language, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_RESIZE_DELAY_MS: Final = 60
ChartScheme = Literal["light", "dark", "print"]
_ARROWS: Final = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """How a chart is to be drawn: scheme and language, pixels at 100 %, device pixels per pixel.

    `scheme` is ``light``, ``dark``, or ``print``: white with black text.
    """

    scheme: ChartScheme
    language: Language
    width: int
    height: int
    scale: float
    with_titles: bool = False


Draw = Callable[[ChartFrame], "Figure"]
"""Draws a chart for a frame; the figure may carry ``hits``, a list of `Hit`."""


def render(figure: Figure, frame: ChartFrame) -> QImage:
    """Return a matplotlib figure as a picture of ``width × scale`` by ``height × scale`` device pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    image = QImage(canvas.buffer_rgba(), width, height, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(frame.scale)
    return image


def as_svg(figure: Figure) -> bytes:
    """Return a matplotlib figure as SVG with its texts as text."""
    import matplotlib

    stream = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        figure.savefig(stream, format="svg")
    return stream.getvalue()


class ChartView(QWidget):
    """Shows what a `Draw` draws, at the widget's size, sharp on every screen, in the current theme.

    Pointing at a part shows its sentence; a click, or Enter, tells its key. Arrows move from part to part.
    """

    clicked = Signal(str)
    """Key of the part that was clicked."""
    pointed = Signal(str)
    """Key of the part under the mouse; empty when there is none."""
    redrawn = Signal()
    """Another picture is shown: its parts may be others."""
    why_asked = Signal(str)
    """Key of the part on which a question mark was typed."""
    menu_asked = Signal(QPoint, str)
    """Place on the screen, and key of the part there (empty when there is none): a menu is wanted."""

    def __init__(
        self, words: Words, *, least_height: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._draw: Draw | None = None
        self._image: QImage | None = None
        self._drawn: ChartFrame | None = None
        self._hits = Hits()
        self._at: int | None = None
        self._selected: frozenset[str] = frozenset()
        self._name: Text = ""
        self._tip: Tip | None = None
        look = theme.current()
        self._least_height = least_height or look.size.figure_card_min_width
        self.choosable = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_RESIZE_DELAY_MS)
        self._timer.timeout.connect(self._redraw)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, draw: Draw | None, name: Text = "") -> None:
        """Show another chart; `name` (its answer) is what a screen reader says."""
        self._draw, self._drawn, self._name = draw, None, name
        self.setAccessibleName(say(name, self._words))
        self._point(None)
        if self.isVisible():
            self._redraw()
        self.update()

    def set_least_height(self, height: int) -> None:
        """Set the height in pixels below which the chart does not go."""
        self._least_height = height
        self.updateGeometry()

    def select(self, keys: Sequence[str]) -> None:
        """Outline the parts with these keys."""
        self._selected = frozenset(keys)
        self.update()

    def selected(self) -> frozenset[str]:
        """Return the keys of the parts that are outlined."""
        return self._selected

    def hits(self) -> Sequence[Hit]:
        """Return the parts that can be pointed at."""
        return self._hits.parts

    def frame(
        self, *, with_titles: bool = False, scale: float | None = None, for_print: bool = False
    ) -> ChartFrame:
        """Return the frame for the widget's size and the current theme, or for paper."""
        look = theme.current()
        return ChartFrame(
            "print" if for_print else look.scheme,
            self._words.language,
            max(self.width(), look.size.control),
            max(self.height(), look.size.control),
            scale or self.devicePixelRatioF(),
            with_titles,
        )

    def picture(self, *, for_print: bool = True) -> QImage | None:
        """Return the chart with its titles as a picture for the clipboard or a file."""
        if self._draw is None:
            return None
        scale = theme.current().chart_metrics.raster_scale
        frame = self.frame(with_titles=True, scale=scale, for_print=for_print)
        return render(self._draw(frame), frame)

    def svg(self, *, for_print: bool = True) -> QByteArray | None:
        """Return the chart with its titles as SVG."""
        if self._draw is None:
            return None
        frame = self.frame(with_titles=True, scale=1.0, for_print=for_print)
        return QByteArray(as_svg(self._draw(frame)))

    def retranslate(self, words: Words) -> None:
        """Draw the chart in the language of `words`."""
        self._words = words
        self.setAccessibleName(say(self._name, words))
        self._later()

    # -- drawing -------------------------------------------------------------------------------

    def _later(self) -> None:
        if self._draw is not None and self.isVisible() and self.frame() != self._drawn:
            self._timer.start()

    def _redraw(self) -> None:
        if self._draw is None:
            self._image, self._hits = None, Hits()
            return
        frame = self.frame()
        if frame == self._drawn:
            return
        figure: Any = self._draw(frame)
        self._image, self._drawn = render(figure, frame), frame
        self._hits = Hits(getattr(figure, "hits", ()))
        self._point(None)
        self.redrawn.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and the outlines."""
        if self._draw is None:
            return
        if self._image is None:
            self._redraw()
        elif self.frame() != self._drawn and not self._timer.isActive():
            self._later()
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(QPointF(0, 0), self._image)
        for place, hit in enumerate(self._hits.parts):
            if hit.key in self._selected or place == self._at:
                self._outline(painter, hit)

    def _outline(self, painter: QPainter, hit: Hit) -> None:
        """Paint what is pointed at or chosen: a ring around a place on a line, an edge around a box."""
        look = theme.current()
        ink = look.colour.accent if hit.key in self._selected else look.chart.outline
        painter.setPen(QPen(ink, look.chart_metrics.outline_width))
        box = QRectF(hit.x0, hit.y0, hit.x1 - hit.x0, hit.y1 - hit.y0)
        if is_near(hit):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(look.colour.raised)
            painter.drawEllipse(
                box.center(), look.chart_metrics.marker_radius, look.chart_metrics.marker_radius
            )
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)

    def sizeHint(self) -> QSize:
        """Return the size a chart likes."""
        return QSize(theme.current().size.inspector, self._least_height)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which a chart cannot be read."""
        return QSize(theme.current().size.figure_card_min_width, self._least_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again a moment after the last change of size."""
        self._later()

    # -- pointing ------------------------------------------------------------------------------

    def _point(self, at: int | None, place: QPointF | None = None) -> None:
        changed, self._at = at != self._at, at
        if at is None:
            if self._tip is not None:
                self._tip.hide()
        else:
            hit = self._hits[at]
            where = place or QPointF((hit.x0 + hit.x1) / 2, hit.y1)
            if self._tip is None:
                self._tip = Tip(self.window())
            self._tip.show_at(self.mapTo(self.window(), where.toPoint()), self._words(hit.sentence))
        if changed:
            hand = at is not None and self.choosable
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
            self.pointed.emit("" if at is None else self._hits[at].key)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the part under the mouse says."""
        self._point(self._hits.at(event.position().x(), event.position().y()), event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which part was clicked."""
        at = self._hits.at(event.position().x(), event.position().y())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self._hits[at].key)

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing more."""
        self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say nothing more."""
        super().focusOutEvent(event)
        self._point(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say nothing more."""
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from part to part with the arrows, choose with Enter, ask why with ?, leave with Esc."""
        key = Qt.Key(event.key())
        if key in _ARROWS and len(self._hits):
            self._point(self._hits.step(self._at, *_ARROWS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self.clicked.emit(self._hits[self._at].key)
        elif event.text() == "?":
            self.why_asked.emit("" if self._at is None else self._hits[self._at].key)
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._point(None)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the part under the mouse, or of the one reached by keys."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = self._hits.at(event.pos().x(), event.pos().y()) if by_mouse else self._at
        self.menu_asked.emit(event.globalPos(), "" if at is None else self._hits[at].key)
