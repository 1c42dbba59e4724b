"""The inspector at the right: Settings and Why, folded to a narrow strip where space is short."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.overlays import SideSheet
from retention_desk.desktop.widgets.tabs import Tab
from retention_desk.foundation.wording import Phrase, Words, phrase

InspectorTab = Literal["settings", "why"]
_NAMES: Final[dict[InspectorTab, Phrase]] = {"settings": phrase("Settings"), "why": phrase("Why")}


class Inspector(QWidget):
    """Shows the current page's settings and the *Why* of what is selected.

    `show_panels(settings, why)` puts two widgets in; None leaves a tab out. Panels stay the page's
    own: they are only moved out when another page is shown, never deleted here.
    """

    folded_changed = Signal(bool)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = words
        self.peek: SideSheet | None = None
        self._folded = False
        self._panels: dict[InspectorTab, QWidget] = {}
        self._tabs: dict[InspectorTab, Tab] = {
            "settings": Tab(phrase("Settings"), words),
            "why": Tab(phrase("Why"), words),
        }
        self._fold = Button(None, words, kind="quiet", icon="sidebar", tip=phrase("Fold the inspector"))
        self._fold.clicked.connect(lambda: self.set_folded(not self._folded))
        self._icons: dict[InspectorTab, Button] = {
            "settings": Button(
                None, words, kind="quiet", icon="sliders-horizontal", tip=phrase("Settings"), dense=True
            ),
            "why": Button(None, words, kind="quiet", icon="question", tip=phrase("Why"), dense=True),
        }
        head = QHBoxLayout()
        head.setContentsMargins(look.space.page_top, 0, look.space.m, 0)
        head.setSpacing(look.space.page_top)
        for key, tab in self._tabs.items():
            head.addWidget(tab)
            tab.clicked.connect(lambda _on=False, key=key: self.open(key))
            self._icons[key].clicked.connect(lambda _on=False, key=key: self.open(key))
        head.addStretch(1)
        self._head = QWidget()
        self._head.setFixedHeight(look.size.top_bar)
        self._head.setLayout(head)
        self._head_row = head
        self._strip = QVBoxLayout()
        self._strip.setContentsMargins(0, look.space.s, 0, 0)
        self._strip.setSpacing(look.space.xs)
        for icon in self._icons.values():
            self._strip.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
            icon.hide()
        self._stack = QStackedWidget()
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(look.line.border, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addLayout(self._strip)
        outer.addWidget(self._stack, 1)
        outer.addStretch(0)
        head.addWidget(self._fold)
        self.setFixedWidth(look.size.inspector)
        self.setAccessibleName(words("Inspector"))

    def show_panels(self, settings: QWidget | None, why: QWidget | None) -> None:
        """Show a page's panels; the tab that was open stays open where the page has it."""
        open_tab = self.tab()
        if self.peek is not None:
            self.peek.close_sheet()
        for old in self._panels.values():
            self._stack.removeWidget(old)
        given: dict[InspectorTab, QWidget | None] = {"settings": settings, "why": why}
        self._panels = {key: panel for key, panel in given.items() if panel is not None}
        for key, panel in given.items():
            self._tabs[key].setVisible(panel is not None and not self._folded)
            self._icons[key].setVisible(panel is not None and self._folded)
            if panel is not None:
                self._stack.addWidget(panel)
        wanted = open_tab if open_tab in self._panels else next(iter(self._panels), None)
        if wanted is not None:
            self._show(wanted)

    def tab(self) -> InspectorTab:
        """Return the tab that is open."""
        return "why" if self._tabs["why"].isChecked() else "settings"

    def open(self, tab: InspectorTab) -> None:
        """Open a tab, unfolding the inspector."""
        if tab in self._panels:
            self.set_folded(False)
            self._show(tab)

    def reveal(self, tab: InspectorTab) -> None:
        """Turn to a tab: what a selected figure does. A folded inspector shows it over the page."""
        if tab not in self._panels:
            return
        self._show(tab)
        if self._folded:
            self._peek(tab)

    def _peek(self, tab: InspectorTab) -> None:
        """Lay the open panel over the page's right edge: nothing of the page moves."""
        host = self.parentWidget()
        if host is None:
            return
        if self.peek is None:
            look = theme.current()
            self.peek = SideSheet(
                self._words, host, bottom=look.size.status_bar, steps=False, width=look.size.inspector
            )
            self.peek.setAccessibleName(self._words("Inspector"))
            self.peek.closed.connect(self._take_back)
        self.peek.place.say(_NAMES[tab])
        self._stack.show()
        self.peek.show_content(self._stack, _NAMES[tab])
        self.peek.raise_()

    def _take_back(self) -> None:
        """Take the panels back from over the page."""
        if self.peek is not None and self.peek.release() is not None:
            self._outer.insertWidget(2, self._stack, 1)
            self._stack.setVisible(not self._folded)

    def _show(self, tab: InspectorTab) -> None:
        self._tabs[tab].setChecked(True)
        self._stack.setCurrentWidget(self._panels[tab])

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold the inspector to its strip, or unfold it."""
        if self.peek is not None:
            self.peek.close_sheet()
        if folded == self._folded:
            return
        self._folded = folded
        look = theme.current()
        self.setFixedWidth(look.size.inspector_folded if folded else look.size.inspector)
        margin = (look.size.inspector_folded - look.size.control) // 2
        if folded:
            self._head_row.setContentsMargins(margin, 0, margin, 0)
        else:
            self._head_row.setContentsMargins(look.space.page_top, 0, look.space.m, 0)
        for key in self._tabs:
            self._tabs[key].setVisible(not folded and key in self._panels)
            self._icons[key].setVisible(folded and key in self._panels)
        self._stack.setVisible(not folded)
        tip = phrase("Unfold the inspector") if folded else phrase("Fold the inspector")
        self._fold.say(None, tip)
        self.folded_changed.emit(folded)

    def retranslate(self, words: Words) -> None:
        """Say the inspector's own name again in the language of `words`."""
        self._words = words
        self.setAccessibleName(words("Inspector"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the line at the left and the one under the tabs."""
        look = theme.current()
        line, colour = look.line.border, look.colour
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour.raised)
        painter.fillRect(0, 0, line, self.height(), colour.border)
        painter.fillRect(0, look.size.top_bar - line, self.width(), line, colour.border)


class Panel(QScrollArea):
    """A scrolling column with the inspector's padding; add widgets to `column`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        pad = look.space.page_top
        self.column.setContentsMargins(pad - look.line.border, look.space.l, pad, look.space.l)
        self.column.setSpacing(look.space.s)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)

    def _make_room(self, _low: int, high: int) -> None:
        """Let the scroll bar stand in the padding, so that it narrows nothing."""
        space = theme.current().space
        margins = self.column.contentsMargins()
        wanted = space.page_top - (space.m if high > 0 else 0)
        if margins.right() != wanted:
            margins.setRight(wanted)
            self.column.setContentsMargins(margins)
