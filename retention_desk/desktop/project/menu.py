"""The menu of the project in the top bar, its months, and the same as commands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from retention_desk.desktop.commands import Command
from retention_desk.desktop.icons import icon
from retention_desk.desktop.samples import SAMPLES
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    from retention_desk.desktop.workspace import Workspace

MONTHS_SHOWN: Final = 12
_RECENT_SHOWN: Final = 5


def project_menu(workspace: Workspace) -> QMenu:
    """Return the menu of the project: what is open, other projects, files, samples."""
    words, menu = workspace.window.words, QMenu(workspace.window)
    desk, state = workspace.project_desk, workspace.project.state
    if state is None and workspace.session.state.data is not None:
        menu.addAction(icon("floppy-disk"), words("Keep in a project…"), desk.new)
    else:
        menu.addAction(icon("file-plus"), words("New project…"), desk.new)
    menu.addAction(icon("folder-open"), words("Open project…"), desk.choose)
    if state is not None:
        menu.addAction(icon("copy"), words("Save a copy as…"), desk.save_as)
        menu.addAction(icon("x"), words("Close the project"), desk.close)
    _add_projects(menu, workspace)
    menu.addSeparator()
    importing = words("Import files…") if state is not None else words("Open files…")
    menu.addAction(icon("table"), importing, workspace.choose_files)
    menu.addAction(icon("clipboard-text"), words("Paste a table"), workspace.paste_table)
    _add_files(menu, workspace)
    menu.addSeparator()
    samples = menu.addMenu(icon("flask"), words("Samples"))
    for sample in SAMPLES:
        samples.addAction(words(sample.title), partial(workspace.open_sample, sample.key))
    return menu


def _add_projects(menu: QMenu, workspace: Workspace) -> None:
    """Add the projects that were open before."""
    state = workspace.project.state
    open_now = "" if state is None else str(state.path)
    recent = [name for name in workspace.window.preferences.recent_projects if name != open_now]
    if recent:
        menu.addSeparator()
    for name in recent[:_RECENT_SHOWN]:
        path = Path(name)
        text = path.stem.replace("&", "&&")
        menu.addAction(icon("briefcase"), text, partial(workspace.project_desk.open, path)).setToolTip(name)


def _add_files(menu: QMenu, workspace: Workspace) -> None:
    """Add the files that were open before, in a menu of their own."""
    recent = [Path(name) for name in workspace.window.preferences.recent_files]
    if recent:
        files = menu.addMenu(icon("file"), workspace.window.words("Recent files"))
        for path in recent:
            files.addAction(path.name.replace("&", "&&"), partial(workspace.open_recent, path))


def add_months(menu: QMenu, workspace: Workspace) -> None:
    """Add the months that the project keeps to a menu, newest first, the one on show ticked."""
    state, months = workspace.project.state, workspace.months
    if state is None or not state.months:
        return
    words = workspace.window.words
    shown = months.loading or months.shown
    newest = list(reversed(state.months))
    earlier = None
    for place, month in enumerate(newest):
        if place == MONTHS_SHOWN:
            earlier = menu.addMenu(words("Earlier months"))
        action = (earlier or menu).addAction(words.date(month.day))
        if shown is not None and shown.day == month.day:
            action.setIcon(icon("check", "text"))
        action.triggered.connect(partial(_show, workspace, month.day))
    menu.addSeparator()


def _show(workspace: Workspace, day: object, _on: bool = False) -> None:
    """Show the month kept under a day, as it is in the file now."""
    state = workspace.project.state
    for month in () if state is None else state.months:
        if month.day == day:
            workspace.months.show_month(month)


def project_commands(workspace: Workspace) -> list[Command]:
    """Return the commands of the project."""
    desk = workspace.project_desk

    def is_open() -> bool:
        return workspace.project.state is not None

    return [
        Command("project.new", phrase("New project…"), desk.new, "Ctrl+N", icon="file-plus"),
        Command("project.open", phrase("Open project…"), desk.choose, "Ctrl+Shift+O", icon="folder-open"),
        Command("project.copy", phrase("Save a copy as…"), desk.save_as, "Ctrl+Shift+S", is_open, "copy"),
        Command(
            "project.save", phrase("Save now"), lambda: workspace.project.autosave.save(), "Ctrl+S", is_open,
            "floppy-disk",
        ),
        Command("project.close", phrase("Close the project"), desk.close, "Ctrl+W", is_open, "x"),
    ]  # fmt: skip
