"""The commands that every window has: pages, language, look, folding, undo, search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from retention_desk.desktop.commands import Command
from retention_desk.desktop.icons import icon
from retention_desk.desktop.widgets.fields import SearchField
from retention_desk.foundation.wording import Language, Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.main_window import MainWindow

LANGUAGE_NAMES: Final[dict[Language, str]] = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
SCHEME_WORDS: Final[dict[str, Phrase]] = {
    "system": phrase("As the system"),
    "light": phrase("Light"),
    "dark": phrase("Dark"),
}


def window_commands(window: MainWindow) -> list[Command]:
    """Return the commands of a window, whatever page is in front."""
    bar = window.top_bar
    commands = [
        Command(
            "edit.undo",
            phrase("Undo"),
            bar.undo.click,
            "Ctrl+Z",
            bar.undo.isEnabled,
            "arrow-u-up-left",
        ),
        Command(
            "edit.redo",
            phrase("Redo"),
            bar.redo.click,
            "Ctrl+Shift+Z",
            bar.redo.isEnabled,
            "arrow-u-up-right",
        ),
        Command(
            "file.export", phrase("Export"), bar.export.click, "Ctrl+E", bar.export.isEnabled, icon="export"
        ),
        Command("work.cancel", phrase("Cancel what is running"), window.cancel_work, "", icon="x"),
        Command(
            "view.inspector",
            phrase("Fold or unfold the inspector"),
            lambda: window.inspector.set_folded(not window.inspector.folded),
            "F8",
            icon="sidebar",
        ),
        Command(
            "view.rail",
            phrase("Fold or unfold the rail"),
            lambda: window.rail.set_folded(not window.rail.folded),
            "F7",
            icon="caret-double-left",
        ),
    ]
    title = phrase("Search the table of this page")
    commands.append(
        Command("table.search", title, partial(search_table, window), "Ctrl+F", icon="magnifying-glass")
    )
    for language, name in LANGUAGE_NAMES.items():
        title = phrase("Language: {name}", name=name)
        run = partial(window.set_language, language)
        commands.append(Command(f"language.{language}", title, run, icon="translate"))
    for scheme, word in SCHEME_WORDS.items():
        title = phrase("Look: {name}", name=word)
        commands.append(Command(f"look.{scheme}", title, partial(window.set_scheme, scheme), icon="palette"))
    title = phrase("Search pages and commands")
    commands.append(Command("search.open", title, window.search.open, "Ctrl+K", icon="magnifying-glass"))
    return commands


def search_table(window: MainWindow) -> bool:
    """Put the keyboard into the first search field of the page in front; return whether there is one."""
    page = window.page(window.current_key)
    shown = [field for field in page.findChildren(SearchField) if field.isVisible()]
    if shown:
        shown[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        shown[0].selectAll()
    return bool(shown)


def page_commands(window: MainWindow) -> list[Command]:
    """Return one command a page; the first nine have Ctrl and their digit."""
    return [
        Command(
            f"page.{entry.key}",
            entry.title,
            partial(window.open_page, entry.key),
            f"Ctrl+{place}" if place <= 9 else "",
            icon=entry.icon,
        )
        for place, entry in enumerate(window.entries.values(), start=1)
    ]


def settings_menu(window: MainWindow) -> QMenu:
    """Return the menu of what changes no number: language and look."""
    menu = QMenu(window)
    words = window.words
    languages = QActionGroup(menu)
    for language, name in LANGUAGE_NAMES.items():
        action = _choice(menu, name, chosen=language == window.words.language)
        languages.addAction(action)
        action.triggered.connect(partial(window.set_language, language))
    menu.addSeparator()
    schemes = QActionGroup(menu)
    for scheme, word in SCHEME_WORDS.items():
        action = _choice(menu, words(word), chosen=scheme == window.appearance.choice)
        schemes.addAction(action)
        action.triggered.connect(partial(window.set_scheme, scheme))
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    return menu


def _choice(menu: QMenu, text: str, *, chosen: bool) -> QAction:
    """Add a choice to a menu, with a tick where it holds."""
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(chosen)
    if chosen:
        action.setIcon(icon("check", "text"))
    return action
