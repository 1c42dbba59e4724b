"""A small text that leads somewhere: set as a caption, in accent under the pointer and the focus."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import LEFT, draw_line, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class CaptionLink(QAbstractButton):
    """A caption that can be clicked.

    Parameters
    ----------
    text : Phrase or str
    words : Words
        The language to start with.
    tip : Phrase or str
        Where it leads: tooltip, and part of the accessible name.
    accent : bool
        Set in accent at rest, too: a link, not a name that also leads somewhere.
    """

    def __init__(self, text: Text, words: Words, *, tip: Text, accent: bool = False) -> None:
        super().__init__()
        self._text, self._tip, self._accent = text, tip, accent
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def say(self, text: Text, words: Words) -> None:
        """Say another text."""
        self._text = text
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say text and tooltip again in the language of `words`."""
        said = say(self._text, words)
        self.setText(said.replace("&", "&&"))
        self.setToolTip(say(self._tip, words))
        self.setAccessibleName(f"{said}: {say(self._tip, words)}")
        self.updateGeometry()

    def _shown(self) -> str:
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return the size of the text on a caption's line."""
        look = theme.current()
        width = QFontMetrics(look.font("caption")).horizontalAdvance(self._shown())
        return QSize(width + look.line.border, look.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, underlined under the pointer."""
        look = theme.current()
        painter = QPainter(self)
        live = self._accent or self.underMouse() or self.hasFocus()
        ink = look.colour.accent if live else look.colour.text
        width = draw_text(painter, self.rect(), self._shown(), look.font("caption"), ink, LEFT)
        if self.underMouse():
            draw_line(painter, 0, self.height() - look.line.border, width, ink)
