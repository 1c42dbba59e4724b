"""The distribution of a score by band, with the one before as an outline; painted within a slider's frame."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.axes import nice_step
from retention_desk.desktop.widgets.marks import BAND_WORDS
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, blend, draw_band_mark, draw_text
from retention_desk.foundation.wording import Words

Counts = npt.NDArray[np.int64]

BINS: Final = 20
_BANDS: Final = ("risk", "watch", "healthy")


def score_counts(scores: npt.NDArray[np.float64]) -> Counts:
    """Return how many scores (0–100, NaN unknown) fall into each of 20 bins of 5 points, shape (20,).

    Notes
    -----
    A score of 100 falls into the last bin.
    """
    known = scores[np.isfinite(scores)]
    place = np.minimum((known / (100 / BINS)).astype(np.int64), BINS - 1)
    return np.bincount(place, minlength=BINS)


class BandHistogram(QWidget):
    """Twenty bars from 0 to 100 in the colours of their bands; hovering reads a bar's counts."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now: Counts = np.zeros(BINS, dtype=np.int64)
        self._before: Counts | None = None
        self._edges = (40.0, 70.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.current().size.indicator_row - theme.current().space.l)

    def show_counts(self, now: Counts, before: Counts | None, edges: tuple[float, float]) -> None:
        """Show the counts now and before, and the lowest scores of watch and healthy."""
        self._now, self._before, self._edges = now, before, edges
        self.retranslate(self._words)
        self.update()

    def counts(self) -> Counts:
        """Return the counts shown."""
        return self._now

    def retranslate(self, words: Words) -> None:
        """Say the accessible description again in the language of `words`."""
        self._words = words
        self.setAccessibleName(words("Distribution of the health score by band"))

    def sizeHint(self) -> QSize:
        """Return the size a low window leaves it; it takes what room there is."""
        size = theme.current().size
        return QSize(size.side_sheet, size.indicator_row - theme.current().space.l)

    def _plot(self) -> QRectF:
        look = theme.current()
        left = QFontMetrics(look.font("caption")).horizontalAdvance("00,000") + look.space.s
        line = look.text_styles["caption"].line
        return QRectF(
            left, line + look.space.s, self.width() - left - 1, self.height() - 2 * line - look.space.m
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grid, bars, outline, band words and axis."""
        painter = QPainter(self)
        plot = self._plot()
        most = max(int(self._now.max()), int(self._before.max()) if self._before is not None else 0, 1)
        step = nice_step(most, 3)
        top = step * int(np.ceil(most / step))
        self._paint_grid(painter, plot, step, top)
        self._paint_bars(painter, plot, top)
        self._paint_before(painter, plot, top)
        self._paint_bands(painter, plot)

    def _paint_grid(self, painter: QPainter, plot: QRectF, step: float, top: float) -> None:
        look = theme.current()
        font, line = look.font("caption"), look.text_styles["caption"].line
        value = 0.0
        while value <= top + step / 2:
            y = round(plot.bottom() - plot.height() * value / top)
            colour = look.chart.axis if value == 0 else look.chart.grid
            painter.fillRect(QRectF(plot.left(), y, plot.width(), look.line.border), colour)
            box = QRectF(0, y - line / 2, plot.left() - look.space.s, line)
            draw_text(painter, box, self._words.count(value), font, look.colour.muted, RIGHT)
            value += step
        for score in range(0, 101, 10):
            x = plot.left() + plot.width() * score / 100
            width = look.space.xxl
            box = QRectF(x - width / 2, plot.bottom() + look.space.xs, width, line)
            align = CENTRE
            if score == 100:
                box, align = QRectF(plot.right() - width, box.top(), width, line), RIGHT
            draw_text(painter, box, str(score), font, look.colour.muted, align)

    def _bar(self, plot: QRectF, place: int, count: float, top: float) -> QRectF:
        slot = plot.width() / BINS
        gap = theme.current().chart_metrics.bar_gap
        height = plot.height() * count / top
        return QRectF(plot.left() + place * slot + gap, plot.bottom() - height, slot - 2 * gap, height)

    def _band_at(self, place: int) -> str:
        middle = (place + 0.5) * 100 / BINS
        watch, healthy = self._edges
        return "healthy" if middle >= healthy else "watch" if middle >= watch else "risk"

    def _paint_bars(self, painter: QPainter, plot: QRectF, top: float) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        share = look.chart_metrics.band_alpha
        for place, count in enumerate(self._now):
            colour = blend(look.band_colour(self._band_at(place)), look.colour.raised, share)
            painter.fillRect(self._bar(plot, place, float(count), top), colour)

    def _paint_before(self, painter: QPainter, plot: QRectF, top: float) -> None:
        if self._before is None or bool((self._before == self._now).all()):
            return
        look = theme.current()
        slot = plot.width() / BINS
        line = QPolygonF()
        for place, count in enumerate(self._before):
            y = plot.bottom() - plot.height() * float(count) / top
            line.append(QPointF(plot.left() + place * slot, y))
            line.append(QPointF(plot.left() + (place + 1) * slot, y))
        painter.setPen(QPen(look.chart.outline, look.chart_metrics.outline_width))
        painter.drawPolyline(line)
        row = look.text_styles["caption"].line
        x, y = plot.left() + look.space.m, plot.top() + row / 2
        painter.drawLine(QPointF(x, y), QPointF(x + look.space.xl, y))
        box = QRectF(x + look.space.xl + look.space.s, y - row / 2, look.size.indicator_row, row)
        draw_text(painter, box, self._words("before"), look.font("caption"), look.colour.text)

    def _paint_bands(self, painter: QPainter, plot: QRectF) -> None:
        look = theme.current()
        metrics, row = QFontMetrics(look.font("caption")), look.text_styles["caption"].line
        watch, healthy = self._edges
        pen = QPen(look.chart.axis, look.line.border)
        pen.setDashPattern(list(look.chart_metrics.reference_dash))
        for edge in (watch, healthy):
            x = plot.left() + plot.width() * edge / 100
            painter.setPen(pen)
            painter.drawLine(QPointF(x, look.space.xs), QPointF(x, plot.bottom()))
        for band, low, high in zip(_BANDS, (0.0, watch, healthy), (watch, healthy, 100.0), strict=True):
            text = self._words(BAND_WORDS[band])
            width = look.size.band_mark + look.space.s + metrics.horizontalAdvance(text)
            room = plot.width() * (high - low) / 100
            if room < width:
                continue
            x = plot.left() + plot.width() * (low + high) / 200 - width / 2
            draw_band_mark(painter, band, QPointF(x + look.size.band_mark / 2, row / 2 + 1))
            box = QRectF(x + look.size.band_mark + look.space.s, 0, width, row)
            draw_text(painter, box, text, look.font("caption"), look.colour.text, LEFT)

    def event(self, event: QEvent) -> bool:
        """Read the bar under the mouse in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            plot = self._plot()
            place = int((event.pos().x() - plot.left()) // (plot.width() / BINS))
            if 0 <= place < BINS:
                QToolTip.showText(event.globalPos(), self._sentence(place), self)
            return True
        return super().event(event)

    def _sentence(self, place: int) -> str:
        low, high = place * 100 // BINS, (place + 1) * 100 // BINS
        now = int(self._now[place])
        if self._before is None:
            return self._words.plural(
                "{n:count} customer scores {low:count} to {high:count}.",
                "{n:count} customers score {low:count} to {high:count}.",
                now, low=low, high=high,
            )  # fmt: skip
        return self._words.plural(
            "{n:count} customer scores {low:count} to {high:count}, before {before:count}.",
            "{n:count} customers score {low:count} to {high:count}, before {before:count}.",
            now, low=low, high=high, before=int(self._before[place]),
        )  # fmt: skip
