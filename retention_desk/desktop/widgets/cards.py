"""Cards: the white boxes a page is made of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import draw_box
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.wording import Words

_TITLE_SHARE: Final = 100
"""Titles take the header's room before its tools; a hidden title takes none."""


class Box(QWidget):
    """A rounded box with a border of one pixel in a ground colour role."""

    def __init__(self, ground: str = "raised", edge: str = "border", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edge = ground, edge

    def set_edge(self, edge: str) -> None:
        """Set the colour role of the border."""
        self._edge = edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        look = theme.current()
        fill, edge = getattr(look.colour, self._ground), getattr(look.colour, self._edge)
        draw_box(QPainter(self), self.rect(), look.radius.card, fill, edge, look.line.border)


class Card(Box):
    """A card with a title, a subtitle, parts at the right of them, and a body.

    Parameters
    ----------
    title : Phrase, str or None
        The answer the card gives (15 / 600); None leaves the header out.
    subtitle : Phrase, str or None
        Unit, definition, n.
    words : Words
        The language to start with.
    flush : bool
        A body without padding, for tables; the header line is then 48 high with a rule under it.

    Notes
    -----
    `body` is a vertical layout for the card's own content; `header` a horizontal one for links
    and icons at the right of the title.
    """

    def __init__(
        self,
        title: Text | None,
        words: Words,
        *,
        subtitle: Text | None = None,
        flush: bool = False,
        edge: str = "border",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("raised", edge, parent)
        look = theme.current()
        space, pad = look.space, look.line.border
        self.title = Label(title or "", words, role="section", wrap=True)
        self.subtitle = Label(subtitle or "", words, role="caption", tone="muted", wrap=True)
        if subtitle is None:
            self.subtitle.hide()
        self.header = QHBoxLayout()
        self.header.setSpacing(space.s)
        self.header.addWidget(self.title, _TITLE_SHARE, Qt.AlignmentFlag.AlignVCenter)
        self.header.addStretch(1)
        self._titles = QVBoxLayout()
        self._titles.setSpacing(0)
        self._titles.addLayout(self.header)
        self._titles.addWidget(self.subtitle)
        self.body = QVBoxLayout()
        self.body.setSpacing(space.s)
        outer = QVBoxLayout(self)
        outer.setSpacing(0 if flush else space.s)
        if flush:
            # The table's square corners would cut the card's round ones.
            outer.setContentsMargins(pad, pad, pad, look.radius.card // 2)
            self._titles.setContentsMargins(
                space.card_padding_x - pad, space.s, space.card_padding_x, space.s
            )
        else:
            across, down = space.card_padding_x + pad, space.card_padding_y + pad
            outer.setContentsMargins(across, down, across, down)
        self.head = QWidget()
        self.head.setLayout(self._titles)
        if not flush:
            self._titles.setContentsMargins(0, 0, 0, 0)
        else:
            self.head.setMinimumHeight(look.size.top_bar - 2 * pad)
        outer.addWidget(self.head)
        self._rule = Rule()
        outer.addWidget(self._rule)
        outer.addLayout(self.body, 1)
        self.head.setVisible(title is not None)
        self._rule.setVisible(flush and title is not None)

    def set_title(self, title: Text, subtitle: Text | None = None) -> None:
        """Say another title and subtitle."""
        self.title.say(title)
        self.head.show()
        self.subtitle.say(subtitle or "")
        self.subtitle.setVisible(subtitle is not None)

    def set_ruled(self, ruled: bool) -> None:
        """Show or hide the line under the header."""
        self._rule.setVisible(ruled)

    def add_tool(self, widget: QWidget) -> None:
        """Put a widget at the right end of the header line."""
        self.header.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Rule(QWidget):
    """A line of one pixel across its place, or down it."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = theme.current().line.border
        if vertical:
            self.setFixedWidth(line)
        else:
            self.setFixedHeight(line)

    def sizeHint(self) -> QSize:
        """Return one pixel; the layout stretches the other way."""
        line = theme.current().line.border
        return QSize(line, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), theme.current().colour.border)
