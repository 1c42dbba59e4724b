"""Where the contacts of the list can go besides the workbook: calendars and customer systems."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from retention_desk.desktop.icons import icon
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from retention_desk.desktop.workspace import Workspace


def add_contact_exports(menu: QMenu, workspace: Workspace) -> None:
    """Add the calendar, of all and of each owner, and a file for every customer system to a menu."""
    from retention_desk.reporting.write_contacts import contact_targets

    words, analysis = workspace.window.words, workspace.session.analysis
    owners = list(dict.fromkeys(name for name in analysis.plan.table["owner"] if name)) if analysis else []
    sign = icon("calendar-blank")
    if len(owners) > 1:
        calendars = menu.addMenu(sign, words("Calendar of the contacts"))
        calendars.addAction(words("Everybody…"), partial(ask_calendar, workspace, None))
        for owner in owners:
            name = words("{name}…", name=owner).replace("&", "&&")
            calendars.addAction(name, partial(ask_calendar, workspace, owner))
    else:
        menu.addAction(sign, words("Calendar of the contacts…"), partial(ask_calendar, workspace, None))
    systems = menu.addMenu(icon("address-book"), words("Contacts for"))
    for key, target in contact_targets().items():
        systems.addAction(words("{name}…", name=words(target.label)), partial(ask_contacts, workspace, key))


def ask_calendar(workspace: Workspace, owner: str | None) -> None:
    """Ask where the calendar goes, and write it."""
    words = workspace.window.words
    who = f" {owner}" if owner else ""
    path = _asked(workspace, f"{words('Contacts')}{who}.ics", "*.ics")
    if path is not None:
        workspace.exports.calendar(path, words, owner)


def ask_contacts(workspace: Workspace, system: str) -> None:
    """Ask where the contacts for a customer system go, and write them."""
    words = workspace.window.words
    path = _asked(workspace, f"{words('Contacts')} {system}.csv", "*.csv")
    if path is not None:
        workspace.exports.contacts(path, system, words)


def _asked(workspace: Workspace, name: str, kind: str) -> Path | None:
    from pathlib import Path

    stem = workspace.title or "retention-desk"
    title = workspace.window.words(phrase("Export"))
    chosen, _kind = QFileDialog.getSaveFileName(workspace.window, title, f"{stem} {name}", kind)
    return Path(chosen) if chosen else None
