"""The look put on: palette, style sheet and fonts, switched while the window is open."""

from __future__ import annotations

from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from retention_desk.desktop import theme
from retention_desk.desktop.style_sheet import style_sheet
from retention_desk.desktop.theme import Look, Scheme
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Language

SchemeChoice = Literal["system", "light", "dark"]


class Appearance(QObject):
    """Chooses scheme and language of the look and puts it on the application.

    Parameters
    ----------
    application : QApplication
        The application that wears the look.

    Notes
    -----
    Painted widgets ask `theme.current()` each time they paint. Putting on a look repaints
    every widget, so that nothing has to be told one by one; `changed` is for what keeps a
    picture of the old look (charts).
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice: SchemeChoice = "system"
        self._language: Language = "en"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> SchemeChoice:
        """The scheme that was chosen."""
        return self._choice

    @property
    def scheme(self) -> Scheme:
        """The scheme that is shown."""
        if self._choice != "system":
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def choose(self, *, scheme: str | None = None, language: Language | None = None) -> None:
        """Put on the look of a scheme (``system``, ``light``, ``dark``) or a language."""
        if scheme in get_args(SchemeChoice):
            self._choice = cast("SchemeChoice", scheme)
        self._language = language or self._language
        self._put_on()

    def _system_changed(self) -> None:
        if self._choice == "system" and theme.current().scheme != self.scheme:
            self._put_on()

    def _put_on(self) -> None:
        look = theme.load_look(self.scheme, self._language)
        theme.set_current(look)
        self._application.setPalette(palette(look))
        self._application.setFont(look.font("body"))
        QToolTip.setFont(look.font("caption"))
        sheet = style_sheet(look)
        if sheet != self._application.styleSheet():
            self._application.setStyleSheet(sheet)
        for widget in QApplication.allWidgets():
            if isinstance(widget, Label):
                widget.dress()
            widget.update()
        self.changed.emit()


def palette(look: Look) -> QPalette:
    """Return the palette of a look, for what the style sheet does not reach."""
    colour, made = look.colour, QPalette()
    roles: dict[QPalette.ColorRole, QColor] = {
        QPalette.ColorRole.Window: colour.surface,
        QPalette.ColorRole.WindowText: colour.text,
        QPalette.ColorRole.Base: colour.raised,
        QPalette.ColorRole.AlternateBase: colour.surface,
        QPalette.ColorRole.Text: colour.text,
        QPalette.ColorRole.Button: colour.raised,
        QPalette.ColorRole.ButtonText: colour.text,
        QPalette.ColorRole.BrightText: colour.danger,
        QPalette.ColorRole.Highlight: colour.selection,
        QPalette.ColorRole.HighlightedText: colour.text,
        QPalette.ColorRole.Link: colour.accent,
        QPalette.ColorRole.LinkVisited: colour.accent,
        QPalette.ColorRole.ToolTipBase: colour.tip,
        QPalette.ColorRole.ToolTipText: colour.tip_text,
        QPalette.ColorRole.PlaceholderText: colour.muted,
        QPalette.ColorRole.Light: colour.raised,
        QPalette.ColorRole.Midlight: colour.hover,
        QPalette.ColorRole.Mid: colour.border,
        QPalette.ColorRole.Dark: colour.border_strong,
        QPalette.ColorRole.Accent: colour.accent,
    }
    for role, value in roles.items():
        made.setColor(role, value)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour.faint)
    return made
