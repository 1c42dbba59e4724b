"""The left rail: pages in the loop's order, search, settings, fold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import RIGHT, draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words, phrase


@dataclass(frozen=True, slots=True)
class RailItem:
    """One page in the rail: its key, name, outline, and the group it stands in."""

    key: str
    title: Text
    icon: str
    group: int = 0


class NavButton(QAbstractButton):
    """A row of the rail: icon, name, and a count or keys at its right."""

    def __init__(self, title: Text, icon: str, words: Words, *, note: str = "") -> None:
        super().__init__()
        self._title, self._icon, self._note, self._words = title, icon, note, words
        self._folded = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def set_note(self, note: str) -> None:
        """Show a count or keys at the right; empty shows nothing."""
        self._note = note
        self.retranslate(self._words)

    def set_face(self, title: Text, icon: str) -> None:
        """Show another name and icon."""
        self._title, self._icon = title, icon
        self.retranslate(self._words)

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, the name as tooltip."""
        self._folded = folded
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the name again in the language of `words`."""
        self._words = words
        title = say(self._title, words)
        self.setToolTip(title if self._folded else "")
        self.setAccessibleName(f"{title}, {self._note}" if self._note else title)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row; the rail gives the width."""
        size = theme.current().size
        return QSize(size.rail_folded, size.nav_item)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        look = theme.current()
        colour, space = look.colour, look.space
        painter = QPainter(self)
        current = self.isChecked()
        fill = colour.border if current or self.isDown() else colour.hover if self.underMouse() else None
        if fill is not None:
            draw_box(painter, self.rect(), look.radius.control, fill)
        tint = colour.text if current else colour.muted
        height, side = self.height(), look.size.icon
        x: float = (self.width() - side) / 2 if self._folded else float(space.s)
        paint_icon(painter, self._icon, QRectF(x, 0, side, height), tint)
        if self._folded:
            if self._note.isdigit():
                dot = space.xs + 1
                box = QRectF(x + side - dot / 2, (height - side) / 2 - dot / 2, dot, dot)
                draw_box(painter, box, dot / 2, colour.muted)
            return
        left = x + side + space.m
        right = float(self.width() - space.s)
        title = say(self._title, self._words)
        font = look.font("body", SEMIBOLD if current else None)
        if self._note:
            box = QRectF(left, 0, right - left, height)
            used = draw_text(painter, box, self._note, look.font("caption"), colour.muted, RIGHT)
            right -= used + space.xs
        draw_text(
            painter, QRectF(left, 0, right - left, height), title, font, colour.text if current else tint
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; the arrows move along the rail."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class _Brand(QWidget):
    """The program's mark and name on top of the rail."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words, self.folded = words, False
        self.setFixedHeight(theme.current().size.top_bar)

    def retranslate(self, words: Words) -> None:
        """Say the name again in the language of `words`."""
        self._words = words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and name."""
        look = theme.current()
        painter = QPainter(self)
        side, height = look.size.icon, self.height()
        x: float = (self.width() - side) / 2 if self.folded else float(look.space.l)
        paint_icon(painter, "mark", QRectF(x, 0, side, height), look.colour.text)
        if not self.folded:
            left = x + side + look.space.s + 2
            box = QRectF(left, 0, self.width() - left, height)
            name = self._words("Retention Desk")
            draw_text(painter, box, name, look.font("body", SEMIBOLD), look.colour.text)


class Rail(QWidget):
    """The column at the left of the window.

    Parameters
    ----------
    items : iterable of RailItem
        Pages in order; a change of group leaves a gap.
    words : Words
        The language to start with.
    """

    chosen = Signal(str)
    """Key of the page that was clicked."""
    search_asked = Signal()
    settings_asked = Signal()
    folded_changed = Signal(bool)

    def __init__(self, items: Iterable[RailItem], words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words, self._folded = words, False
        self._buttons: dict[str, NavButton] = {}
        self._brand = _Brand(words)
        self._search = NavButton(phrase("Search"), "magnifying-glass", words, note="Ctrl K")
        self._settings = NavButton(phrase("Settings"), "gear-six", words)
        self._fold = NavButton(phrase("Fold"), "caret-double-left", words)
        self._search.clicked.connect(self.search_asked)
        self._settings.clicked.connect(self.settings_asked)
        self._fold.clicked.connect(lambda: self.set_folded(not self._folded))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(look.space.s, look.space.s, look.space.s, look.space.s)
        self._column.setSpacing(look.size.nav_item_gap)
        foot = QVBoxLayout()
        foot.setContentsMargins(look.space.s, 0, look.space.s, look.space.s)
        foot.setSpacing(look.size.nav_item_gap)
        for button in (self._search, self._settings, self._fold):
            foot.addWidget(button)
        pages = QWidget()
        pages.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(pages)
        scroll.viewport().setAutoFillBackground(False)
        pages.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, look.line.border, 0)
        outer.setSpacing(0)
        outer.addWidget(self._brand)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        self.setFixedWidth(look.size.rail)
        self.setAccessibleName(words("Pages"))
        self.set_items(items)

    def set_items(self, items: Iterable[RailItem]) -> None:
        """Show other pages."""
        while (old := self._column.takeAt(0)) is not None:
            button = old.widget()
            if button is not None:
                button.deleteLater()
        self._buttons = {}
        size, group = theme.current().size, None
        for item in items:
            if group is not None and item.group != group:
                self._column.addSpacing(size.nav_group_gap - size.nav_item_gap)
            group = item.group
            self._column.addWidget(self._add(item))
        self._column.addStretch(1)

    def _add(self, item: RailItem) -> NavButton:
        button = NavButton(item.title, item.icon, self._words)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.set_folded(self._folded)
        button.clicked.connect(lambda: self.chosen.emit(item.key))
        self._buttons[item.key] = button
        return button

    def show_current(self, key: str) -> None:
        """Mark a page as the current one."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many things wait on a page; None or 0 shows nothing."""
        self._buttons[key].set_note(self._words.count(count) if count else "")

    @property
    def folded(self) -> bool:
        """Whether only the icons are shown."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold the rail to its icons, or unfold it."""
        if folded == self._folded:
            return
        self._folded = self._brand.folded = folded
        size = theme.current().size
        self.setFixedWidth(size.rail_folded if folded else size.rail)
        if folded:
            self._fold.set_face(phrase("Unfold"), "caret-double-right")
        else:
            self._fold.set_face(phrase("Fold"), "caret-double-left")
        for button in (*self._buttons.values(), self._search, self._settings, self._fold):
            button.set_folded(folded)
        self.folded_changed.emit(folded)

    def retranslate(self, words: Words) -> None:
        """Say the rail's own name again in the language of `words`."""
        self._words = words
        self.setAccessibleName(words("Pages"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line at the right."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour.sunken)
        line = look.line.border
        painter.fillRect(self.width() - line, 0, line, self.height(), look.colour.border)
