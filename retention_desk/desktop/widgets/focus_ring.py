"""The focus ring: one overlay that follows the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import draw_ring

_OWN_RING: Final = (QLineEdit, QPlainTextEdit, QAbstractItemView)
_FOLLOWED: Final = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


class FocusRing(QWidget):
    """A ring around the focused widget, two pixels outside it, shown once the keyboard moves the focus.

    A widget may set the property ``ring`` to ``inside`` (rows, tabs) or ``none`` (it paints its
    own), and ``ring_radius`` to its corner radius. Fields and tables paint their own.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._window = window
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []
        self._by_keyboard = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_keyboard = False
        for widget in self._chain:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._chain, self._target = [], None
        own = isinstance(new, _OWN_RING) or (new is not None and new.property("ring") == "none")
        if new is not None and not own and self._window.isAncestorOf(new):
            self._target = new
            step: QWidget | None = new
            while step is not None and step is not self._window:
                self._chain.append(step)
                step.installEventFilter(self)
                step = step.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget and what it lies in."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def expect_keyboard(self) -> None:
        """Learn that the keyboard is about to move the focus (called by the window's Tab handling)."""
        self._by_keyboard = True

    def _place(self) -> None:
        target = self._target
        if target is None or not self._by_keyboard or not target.isVisible():
            self.hide()
            return
        line = theme.current().line
        inside = target.property("ring") == "inside"
        offset = 0 if inside else line.focus_offset + line.focus_ring
        box = target.rect().adjusted(-offset, -offset, offset, offset)
        host = self._host(target)
        origin = target.mapTo(host, QPoint(0, 0)) if host is not target else QPoint(0, 0)
        if self.parentWidget() is not host:
            self.setParent(host)
        self.setGeometry(QRect(box.topLeft() + origin, box.size()))
        self.show()
        self.raise_()

    def _host(self, target: QWidget) -> QWidget:
        """Return the viewport that scrolls the widget, or the window: the ring is cut there."""
        step = target.parentWidget()
        while step is not None and step is not self._window:
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                return step
            step = step.parentWidget()
        return self._window

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        look = theme.current()
        target = self._target
        own = target.property("ring_radius") if target is not None else None
        radius = look.radius.control if own is None else int(own)
        draw_ring(QPainter(self), self.rect(), radius + look.line.focus_offset)
