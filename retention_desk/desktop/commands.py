"""Commands as data: what can be done, under which name and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from retention_desk.foundation.wording import Phrase, Words


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    Parameters
    ----------
    key : str
        Stable name, e.g. ``edit.undo``.
    title : Phrase
        What the command search shows.
    run : callable
        Does it.
    shortcut : str
        Keys in Qt's portable notation, e.g. ``Ctrl+Z``; empty for none.
    enabled : callable
        Whether it can be done now.
    icon : str
        Name of an outline.
    """

    key: str
    title: Phrase
    run: Callable[[], object]
    shortcut: str = ""
    enabled: Callable[[], bool] = _always
    icon: str = "arrow-right"


class CommandTable:
    """All commands of the window by key, with their shortcuts bound to it.

    Parameters
    ----------
    window : QWidget
        The window in which the shortcuts hold.
    """

    def __init__(self, window: QWidget) -> None:
        self._window: Final = window
        self._commands: dict[str, Command] = {}
        self._shortcuts: dict[str, QShortcut] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands and bind their keys; a later one of the same key takes the place."""
        for command in commands:
            self.remove(command.key)
            self._commands[command.key] = command
            if command.shortcut:
                shortcut = QShortcut(QKeySequence(command.shortcut), self._window)
                shortcut.activated.connect(lambda key=command.key: self.run(key))
                self._shortcuts[command.key] = shortcut

    def remove(self, key: str) -> None:
        """Take a command and its keys away."""
        self._commands.pop(key, None)
        shortcut = self._shortcuts.pop(key, None)
        if shortcut is not None:
            shortcut.setParent(None)
            shortcut.deleteLater()

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, key: str) -> Command:
        return self._commands[key]

    def run(self, key: str) -> bool:
        """Run a command if it can be done now; return whether it was."""
        command = self._commands.get(key)
        if command is None or not command.enabled():
            return False
        command.run()
        return True

    def find(self, text: str, words: Words) -> list[Command]:
        """Return the commands that can be done now and whose title or key holds every word of `text`.

        Titles that start with the text come first, then those with a word that does.
        """
        wanted = text.casefold().split()
        found: list[tuple[int, int, Command]] = []
        for place, command in enumerate(self._commands.values()):
            title = words(command.title).casefold()
            if not command.enabled() or not all(word in f"{title} {command.key}" for word in wanted):
                continue
            joined = " ".join(wanted)
            rank = 0 if title.startswith(joined) else 1 if f" {joined}" in f" {title}" else 2
            found.append((rank, place, command))
        return [command for _rank, _place, command in sorted(found, key=lambda item: item[:2])]
