"""Pages: what a page module declares, and the column every page is set in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.commands import Command
from retention_desk.desktop.widgets.chips import ChipRow
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.wording import Phrase, Words

if TYPE_CHECKING:
    from retention_desk.desktop.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class PageEntry:
    """What a page module declares as ``ENTRY``; the module is named after `key`.

    Parameters
    ----------
    key : str
        Name of the module.
    title : Phrase
        Name in the rail and the page's own title.
    icon : str
        Name of an outline (`icons`).
    group : int
        Pages of one group stand together in the rail.
    order : int
        Place in the rail.
    build : callable
        Makes the page the first time it is shown. Import what is heavy inside it: the
        module itself is loaded before the window is visible.
    """

    key: str
    title: Phrase
    icon: str
    group: int
    order: int
    build: Callable[[Desk], Page]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page is built with: the window around it and the session it shows."""

    window: MainWindow
    session: Any

    @property
    def words(self) -> Words:
        """The language of the window."""
        return self.window.words


class Page(QWidget):
    """Title, one sentence, buttons, filter chips, and a body that scrolls where it is too high.

    Parameters
    ----------
    title : Phrase or str
        Page title (20 / 600).
    words : Words
        The language to start with.
    scroll : bool
        False lets the body fill the window instead of scrolling.

    Notes
    -----
    Add content to `body`. Override `settings_panel` and `why_panel` for the inspector, `commands` for
    the command search, `shown` to refresh when the page comes to the front, and `retranslate` (call the
    base) where the page sets texts itself.
    """

    panels_changed = Signal()
    """Settings or why panel became another widget: the window asks for them again."""

    def __init__(self, title: Text, words: Words, *, scroll: bool = True) -> None:
        super().__init__()
        self.words = words
        space = theme.current().space
        self.title = Label(title, words, role="title")
        self.sentence = Label("", words, tone="muted", wrap=True)
        self.chips = ChipRow(words)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(space.s)
        self.body = QVBoxLayout()
        self.body.setSpacing(space.card_gap)
        titles = QVBoxLayout()
        titles.setSpacing(space.xs)
        titles.addWidget(self.title)
        titles.addWidget(self.sentence)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, space.xs)
        head.setSpacing(space.l)
        head.addLayout(titles, 1)
        head.addLayout(self.buttons)
        head.setAlignment(self.buttons, Qt.AlignmentFlag.AlignVCenter)
        inner = QWidget() if scroll else self
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(space.page_margin, space.page_top, space.page_margin, space.l)
        column.setSpacing(space.m)
        column.addLayout(head)
        column.addWidget(self.chips)
        column.addLayout(self.body, 1)
        if scroll:
            self._scroll(inner)

    def _scroll(self, inner: QWidget) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.verticalScrollBar().rangeChanged.connect(self._make_room)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _make_room(self, _low: int, high: int) -> None:
        """Let the scroll bar stand in the margin, so that it narrows nothing."""
        space = theme.current().space
        margins = self._column.contentsMargins()
        wanted = space.page_margin - (space.m if high > 0 else 0)
        if margins.right() != wanted:
            margins.setRight(wanted)
            self._column.setContentsMargins(margins)

    def say(self, sentence: Text) -> None:
        """Set the sentence under the title; ``**figures**`` in it are set semibold in full text colour."""
        self.sentence.say(sentence)

    def settings_panel(self) -> QWidget | None:
        """Return the page's settings for the inspector."""
        return None

    def why_panel(self) -> QWidget | None:
        """Return the page's *Why* for the inspector."""
        return None

    def commands(self) -> Sequence[Command]:
        """Return the page's own commands."""
        return ()

    def shown(self) -> None:
        """Refresh what only matters in front."""

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take files that were dropped on the page; return whether it did."""
        return False

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`; labels and widgets say their own texts again."""
        self.words = words
