"""Texts that can be said again in another language."""

from __future__ import annotations

import html
import re
from typing import Protocol, TypeAlias, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD, Role
from retention_desk.foundation.wording import Phrase, Words

Text: TypeAlias = Phrase | str
"""A phrase, said in the language of the window; or text that is shown as it is (user data)."""


@runtime_checkable
class Spoken(Protocol):
    """A widget with texts of its own."""

    def retranslate(self, words: Words) -> None:
        """Say every text again in the language of `words`."""


def say(text: Text | None, words: Words) -> str:
    """Return `text` in the language of `words`; nothing for None."""
    if text is None:
        return ""
    return words(text) if isinstance(text, Phrase) else text


def retranslate_tree(root: QWidget, words: Words) -> None:
    """Say every text of `root` and all widgets in it again."""
    if isinstance(root, Spoken):
        root.retranslate(words)
    for child in root.findChildren(QWidget):
        if isinstance(child, Spoken):
            child.retranslate(words)


def rich(text: str, ink: str | None = None) -> str:
    """Return text as HTML in which ``**so**`` is set semibold in the text colour; all else as it stands."""
    shown = html.escape(text, quote=False).replace("\n", "<br>")
    strong = f"font-weight:{SEMIBOLD}; color:{ink or _ink()}"
    return re.sub(r"\*\*(.+?)\*\*", rf'<span style="{strong}">\1</span>', shown)


def _ink() -> str:
    """Return the text colour of the look as HTML has it."""
    return theme.current().colour.text.name()


class Label(QLabel):
    """A text in one of the theme's roles; ``**figures**`` in it are set semibold.

    Parameters
    ----------
    text : Phrase or str
        What is said.
    words : Words
        The language to start with; `retranslate` changes it.
    role : str
        A type role of the theme: caption, body, body_medium, section, title, figure, unit.
    tone : str
        Colour role: text, muted, faint, positive, warning, danger, info or accent.
    wrap : bool
        Whether long text takes further lines, with the role's line height.
    """

    _ink = ""
    """Colour its semibold figures are set in; empty where there are none."""

    def __init__(
        self,
        text: Text,
        words: Words,
        *,
        role: Role = "body",
        tone: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: Role = role
        self._tone = tone
        self._text, self._words, self._wrap = text, words, wrap
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            shift = self._lowered_by()
            self.setContentsMargins(0, -shift, 0, shift)
        self.dress()
        self._show()

    def say(self, text: Text) -> None:
        """Say another text."""
        if text != self._text:
            self._text = text
            self._show()

    def set_tone(self, tone: str) -> None:
        """Set the colour role."""
        if self._tone != tone:
            self._tone = tone
            self.dress()

    def dress(self) -> None:
        """Put on the face, size and colour of the current look."""
        look = theme.current()
        palette = QPalette()
        if self._tone != "text":
            role = QPalette.ColorRole.WindowText
            palette.setColor(role, getattr(look.colour, self._tone))
            palette.setColor(QPalette.ColorGroup.Disabled, role, look.colour.faint)
        self.setFont(look.font(self._role))
        self.setPalette(palette)
        if self._ink not in {"", _ink()}:
            self._show()

    def spoken(self) -> str:
        """Return the text as it is shown now, without markup."""
        return say(self._text, self._words).replace("**", "")

    def retranslate(self, words: Words) -> None:
        """Say the text again in the language of `words`."""
        self._words = words
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Return one line's height where the text wraps: the height it needs follows from its width."""
        if not self._wrap:
            return super().minimumSizeHint().expandedTo(self._line())
        return QSize(theme.current().size.control, theme.current().line_height(self._role))

    def sizeHint(self) -> QSize:
        """Return the size of the text, no line of it lower than the role's."""
        return super().sizeHint().expandedTo(self._line())

    def _lowered_by(self) -> int:
        """Return by how much Qt sets a line of fixed height too low, in pixels.

        It puts the base line at four fifths of the height; capitals stand in the middle half a capital's
        height below the middle.
        """
        look = theme.current()
        line = look.line_height(self._role)
        return round(line * 0.8 - line / 2 - QFontMetrics(look.font(self._role)).capHeight() / 2)

    def _line(self) -> QSize:
        return QSize(0, theme.current().text_styles[self._role].line)

    def _show(self) -> None:
        said = say(self._text, self._words)
        self._ink = _ink() if "**" in said else ""
        self.setAccessibleName(said.replace("**", ""))
        if not self._wrap:
            self.setText(rich(said))
            return
        height = theme.current().line_height(self._role)
        self.setText(f'<div style="line-height:{height}px">{rich(said)}</div>')


class ElidedLabel(Label):
    """A one-line label that gives way where space is short, with the whole text as tooltip."""

    def __init__(self, text: Text, words: Words, *, role: Role = "body", tone: str = "text") -> None:
        super().__init__(text, words, role=role, tone=tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _show(self) -> None:
        said = self.spoken()
        self.setAccessibleName(said)
        width = max(self.width(), 0)
        shown = QFontMetrics(self.font()).elidedText(said, Qt.TextElideMode.ElideRight, width)
        self.setText(shown)
        self.setToolTip(said if shown != said else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Return a width of nothing: the text gives way."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the size the whole text wants."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.spoken())
        return QSize(width + 2, super().sizeHint().height())
