"""What a widget painted, read back from its pixels, and what it says where the mouse points."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget


def picture(widget: QWidget) -> QImage:
    """Return what the widget paints now."""
    return widget.grab().toImage()


def colour_at(widget: QWidget, x: float, y: float) -> str:
    """Return the colour painted at a place, as ``#rrggbb``."""
    image = picture(widget)
    scale = image.devicePixelRatio()
    return image.pixelColor(int(x * scale), int(y * scale)).name()


def pixels(widget: QWidget) -> npt.NDArray[np.uint32]:
    """Return the colours painted as 0xRRGGBB, shape (height, width)."""
    image = picture(widget).convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(bytes(image.constBits()), dtype=np.uint32)
    return raw.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()] & 0xFFFFFF


def _number(colour: QColor | str) -> int:
    return int(QColor(colour).rgb()) & 0xFFFFFF


def in_row(widget: QWidget, y: float, colour: QColor | str) -> list[int]:
    """Return the x of all pixels of a colour in one row."""
    return np.flatnonzero(pixels(widget)[int(y)] == _number(colour)).tolist()


def in_column(widget: QWidget, x: float, colour: QColor | str) -> list[int]:
    """Return the y of all pixels of a colour in one column."""
    return np.flatnonzero(pixels(widget)[:, int(x)] == _number(colour)).tolist()


def inked(widget: QWidget, y: float, *grounds: QColor | str) -> list[int]:
    """Return the x of all pixels in one row of another colour than the grounds: soft edges count."""
    row = pixels(widget)[int(y)]
    return np.flatnonzero(~np.isin(row, [_number(ground) for ground in grounds])).tolist()


def colours(widget: QWidget) -> set[str]:
    """Return every colour the widget paints, as ``#rrggbb``."""
    return {f"#{number:06x}" for number in np.unique(pixels(widget)).tolist()}


def tip_at(monkeypatch, widget: QWidget, x: float, y: float) -> str:
    """Return what the tooltip says at a place; nothing where there is none."""
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_rest: said.append(text))
    place = QPoint(int(x), int(y))
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    return said[-1] if said else ""


def focus(qtbot, widget: QWidget) -> None:
    """Show the widget and give it the keyboard."""
    widget.show()
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
