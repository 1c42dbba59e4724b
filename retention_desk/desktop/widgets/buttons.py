"""Buttons: primary, normal, quiet, link, icon and menu buttons, painted from the theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.paint import LEFT, draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words

Kind = Literal["primary", "normal", "quiet", "link"]


class Button(QAbstractButton):
    """A button with a word, an icon, or both.

    Parameters
    ----------
    text : Phrase, str or None
        The word on it; None leaves only the icon, and `tip` names it.
    words : Words
        The language to start with.
    kind : {"normal", "primary", "quiet", "link"}
        One primary button a page; quiet has no box until hovered; a link is accent text.
    icon : str or None
        Name of an outline.
    tip : Phrase, str or None
        The tooltip, and the accessible name where there is no word.
    dense : bool
        28 rather than 32 pixels high.
    """

    def __init__(
        self,
        text: Text | None,
        words: Words,
        *,
        kind: Kind = "normal",
        icon: str | None = None,
        tip: Text | None = None,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._said, self._tip, self._words = text, tip, words
        self.kind: Kind = kind
        self.icon_name = icon
        self._dense = dense
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate(words)

    def say(self, text: Text | None, tip: Text | None = None) -> None:
        """Put another word on the button."""
        self._said, self._tip = text, tip or self._tip
        self.retranslate(self._words)

    def set_icon(self, name: str | None) -> None:
        """Show another icon."""
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def retranslate(self, words: Words) -> None:
        """Say word and tooltip again in the language of `words`."""
        self._words = words
        said = say(self._said, words)
        # An ampersand of the user's data must not become a keyboard mnemonic.
        self.setText(said.replace("&", "&&"))
        self.setToolTip(say(self._tip, words))
        self.setAccessibleName(said or say(self._tip, words))
        self.updateGeometry()
        self.update()

    @property
    def _shown(self) -> str:
        return self.text().replace("&&", "&")

    def _weight(self) -> int:
        return 400 if self.kind == "link" else theme.current().text_styles["body_medium"].weight

    def sizeHint(self) -> QSize:
        """Return the size that word and icon need."""
        look = theme.current()
        height = look.size.control_small if self._dense else look.size.control
        width = QFontMetrics(look.font("body", self._weight())).horizontalAdvance(self._shown)
        if self.icon_name:
            width += look.size.icon + (look.space.s if self._shown else 0)
        if self.kind == "link":
            return QSize(width + look.space.xs, look.size.control_small)
        if not self._shown:
            return QSize(height, height)
        return QSize(width + 2 * (look.space.s if self._dense else look.space.m) + 2, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same size: a button's word is never cut."""
        return self.sizeHint()

    def _box_colours(self) -> tuple[QColor | None, QColor | None]:
        """Return fill and edge for the state the button is in."""
        colour = theme.current().colour
        hovered, pressed = self.underMouse() and self.isEnabled(), self.isDown() or self.isChecked()
        if not self.isEnabled():
            return (None, None) if self.kind in ("quiet", "link") else (colour.hover, colour.border)
        if self.kind == "primary":
            fill = colour.accent_pressed if pressed else colour.accent_hover if hovered else colour.accent
            return fill, None
        if self.kind == "normal":
            fill = colour.border if pressed else colour.hover if hovered else colour.raised
            return fill, colour.border
        if self.kind == "quiet":
            return (colour.border if pressed else colour.hover if hovered else None), None
        return None, None

    def _text_colour(self) -> QColor:
        colour = theme.current().colour
        if not self.isEnabled():
            return colour.faint
        if self.kind == "primary":
            return colour.on_accent
        if self.kind == "link":
            return colour.accent_hover if self.underMouse() else colour.accent
        return colour.text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, icon and word."""
        look = theme.current()
        painter = QPainter(self)
        fill, edge = self._box_colours()
        if fill is not None or edge is not None:
            draw_box(painter, self.rect(), look.radius.control, fill, edge, look.line.border)
        font = look.font("body", self._weight())
        text_width = QFontMetrics(font).horizontalAdvance(self._shown)
        icon_width = look.size.icon if self.icon_name else 0
        gap = look.space.s if self.icon_name and self._shown else 0
        x = (self.width() - text_width - icon_width - gap) // 2
        colour = self._text_colour()
        if self.icon_name:
            tint = (
                colour if self.kind != "quiet" or self._shown or not self.isEnabled() else look.colour.muted
            )
            paint_icon(painter, self.icon_name, QRect(x, 0, icon_width, self.height()), tint)
            x += icon_width + gap
        draw_text(painter, QRectF(x, 0, self.width() - x, self.height()), self._shown, font, colour, LEFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class MenuButton(Button):
    """A word with a caret that opens a menu: quiet in bars, boxed as a field in the inspector.

    Parameters
    ----------
    prefix : Phrase, str or None
        Muted words before the value, e.g. ``As of``.
    boxed : bool
        Painted as a field as wide as its place.
    plain : bool
        Set in regular weight, as all boxed ones are.
    """

    def __init__(
        self,
        text: Text,
        words: Words,
        menu: QMenu | None = None,
        *,
        prefix: Text | None = None,
        boxed: bool = False,
        plain: bool = False,
        tip: Text | None = None,
    ) -> None:
        self._prefix, self._boxed, self._plain = prefix, boxed, boxed or plain
        self._menu: QMenu | None = None
        super().__init__(text, words, kind="normal" if boxed else "quiet", tip=tip)
        if boxed:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        if menu is not None:
            self.set_menu(menu)

    def set_menu(self, menu: QMenu) -> None:
        """Set the menu that the button opens; the one before is done with."""
        if self._menu is not None and self._menu is not menu:
            self._menu.deleteLater()
        self._menu = menu

    def menu(self) -> QMenu | None:
        """Return the menu that the button opens."""
        return self._menu

    def open_menu(self) -> None:
        """Open the menu under the button."""
        if self._menu is not None:
            if self._boxed:
                self._menu.setMinimumWidth(self.width())
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + theme.current().space.xs)))

    def _weight(self) -> int:
        return 400 if self._plain else theme.current().text_styles["body_medium"].weight

    def _parts(self) -> tuple[str, int]:
        look = theme.current()
        prefix = say(self._prefix, self._words)
        width = QFontMetrics(look.font("body")).horizontalAdvance(prefix)
        return prefix, width + look.space.xs + look.line.border if prefix else 0

    def sizeHint(self) -> QSize:
        """Return the size that prefix, word and caret need."""
        look = theme.current()
        width = QFontMetrics(look.font("body", self._weight())).horizontalAdvance(self._shown)
        padding = 2 * (look.space.m if self._boxed else look.space.s)
        caret = look.size.icon_caret + (look.space.s if self._boxed else look.space.xs)
        return QSize(self._parts()[1] + width + caret + padding, look.size.control)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a boxed button may cut its value, a bar's may not."""
        hint = self.sizeHint()
        return QSize(theme.current().size.control * 2, hint.height()) if self._boxed else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, prefix, word and caret."""
        look = theme.current()
        painter = QPainter(self)
        fill, edge = self._box_colours()
        if fill is not None or edge is not None:
            draw_box(painter, self.rect(), look.radius.control, fill, edge, look.line.border)
        x = look.space.m if self._boxed else look.space.s
        prefix, prefix_width = self._parts()
        height = self.height()
        if prefix:
            muted = look.colour.muted if self.isEnabled() else look.colour.faint
            draw_text(painter, QRectF(x, 0, prefix_width, height), prefix, look.font("body"), muted)
            x += prefix_width
        caret = look.size.icon_caret
        end = self.width() - caret - (look.space.m if self._boxed else look.space.s)
        font = look.font("body", self._weight())
        room = end - look.space.xs - x
        draw_text(painter, QRectF(x, 0, room + 1, height), self._shown, font, self._text_colour())
        tint = look.colour.muted if self.isEnabled() else look.colour.faint
        paint_icon(painter, "caret-down", QRect(end, 0, caret, height), tint)
