"""Menus of the import: entries of which one holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidgetAction

from retention_desk.desktop import theme
from retention_desk.desktop.icons import icon
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Phrase, Words


def add_choice(menu: QMenu, text: str, chosen: bool, run: Callable[[], object], note: str = "") -> QAction:
    """Add an entry that runs `run`, ticked when it is the one that holds, with a note at its right."""
    said = f"{text}\t{note}" if note else text
    action = menu.addAction(said.replace("&", "&&"))
    if chosen:
        action.setIcon(icon("check", "text"))
    action.triggered.connect(lambda _on=False: run())
    return action


def add_reason(menu: QMenu, why: Phrase, words: Words) -> None:
    """Add a muted sentence below a line: why something was taken for what it is."""
    look = theme.current()
    menu.addSeparator()
    reason = Label(why, words, role="caption", tone="muted", wrap=True)
    reason.setContentsMargins(look.space.m, look.space.s, look.space.m, look.space.s)
    reason.setMaximumWidth(look.size.tooltip_max_width)
    action = QWidgetAction(menu)
    action.setDefaultWidget(reason)
    menu.addAction(action)
