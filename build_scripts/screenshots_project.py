"""States of the window around a project, for `screenshots.py`."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from retention_desk.desktop.main_window import MainWindow

LONGEST_WAIT_SECONDS: Final = 600
_MONTHS: Final = 4
_clients: dict[str, Path] = {}
_holders: list[Any] = []


def _work_off(window: MainWindow) -> None:
    """Let the background work end."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + LONGEST_WAIT_SECONDS
    for _ in range(3):
        QApplication.processEvents()
        while window.runner.busy and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)


def _client(window: MainWindow) -> Path:
    """Return a project with some months of what is open, its lists and months long ago; made once."""
    from retention_desk.pipeline import analyse
    from retention_desk.project.open_project import create_project

    if "path" in _clients:
        return _clients["path"]
    analysis = window.session.session.analysis
    data, settings = analysis.imported, analysis.settings
    path = Path(tempfile.mkdtemp()) / "Northgate Supplies.rdesk"
    quick = settings.with_value("churn.model", "off")
    with create_project(path, settings=settings) as project:
        for back in range(_MONTHS - 1, 0, -1) if data.as_of else ():
            day = data.as_of - dt.timedelta(days=30 * back)
            project.save_snapshot(analyse(data.until(day), quick))
        project.save_snapshot(analysis)
        project.save_plan(replace(analysis))
    old = sqlite3.connect(path)
    old.execute("UPDATE plan SET saved_at = '2024-06-03T09:12:00+00:00'")
    old.commit()
    old.close()
    _clients["path"] = path
    return path


def _open(window: MainWindow) -> None:
    """Open the project with its data."""
    _let_go()
    window.session.project_desk.open(_client(window))
    _work_off(window)


def _headline(window: MainWindow) -> None:
    """Open the project and stop the loading of its data."""
    path = _client(window)
    window.session.project_desk.close()
    _work_off(window)
    window.session.project_desk.open(path)
    while window.runner.running("file") is None:
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents()
    window.runner.cancel("file")
    _work_off(window)


def _held(window: MainWindow) -> None:
    """Open the project while another process has it."""
    from retention_desk.project.open_project import open_project

    path = _client(window)
    window.session.project_desk.close()
    _work_off(window)
    _holders.append(open_project(path))
    window.session.project_desk.open(path)
    _work_off(window)


def _recovered(window: MainWindow) -> None:
    """Open the project after the program was killed."""
    path = _client(window)
    _let_go()
    window.session.project_desk.close()
    _work_off(window)
    window.preferences = replace(window.preferences, unclosed_project=str(path))
    window.session.project_desk.recover()
    _work_off(window)


def _months(window: MainWindow) -> None:
    """Show the months and the cadence in the inspector."""
    _open(window)
    window.open_page("home")
    window.inspector.reveal("settings")


def _customer(window: MainWindow) -> None:
    """Show a customer month by month."""
    _open(window)
    analysis = window.session.session.analysis
    known = analysis.at_risk.amounts
    window.session.customer_sheet.show_customer(int(known.argsort()[len(known) // 2]))
    _work_off(window)


def _recent(window: MainWindow) -> None:
    """Show the start with the projects that were open before."""
    path = _client(window)
    _let_go()
    window.session.project_desk.close()
    _work_off(window)
    window.preferences = window.preferences.with_recent_project(path.with_name("Alder Street.rdesk"))
    window.preferences = window.preferences.with_recent_project(path)
    window.preferences_changed.emit(window.preferences)
    window.open_page("home")
    _work_off(window)


def _let_go() -> None:
    while _holders:
        _holders.pop().close()


PROJECT_STATES: Final[dict[str, Callable[[MainWindow], None]]] = {
    "project": _open,
    "project_customer": _customer,
    "project_months": _months,
    "project_headline": _headline,
    "project_held": _held,
    "project_recovered": _recovered,
    "recent": _recent,
}
