"""The program with a window: quick to show, heavy parts loaded behind it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from retention_desk.desktop.appearance import Appearance
from retention_desk.desktop.crash import install_crash_hook
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.page import PageEntry
from retention_desk.desktop.preferences import load_preferences, save_preferences
from retention_desk.foundation.wording import phrase


def make_application(argv: Sequence[str]) -> QApplication:
    """Return the application object, with the base style the theme is painted on."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(argv))
    application.setApplicationName("Retention Desk")
    application.setStyle(QStyleFactory.create("Fusion"))
    return application


def load_pages() -> Mapping[str, PageEntry]:
    """Return the page catalogue in its order."""
    from retention_desk.desktop import pages
    from retention_desk.foundation.catalogue import load_catalogue

    return load_catalogue(pages, PageEntry)


def make_frame(application: QApplication) -> MainWindow:
    """Return the window as the user last left it, not yet shown and still without pages."""
    window = MainWindow({}, Appearance(application), Runner(parent=application), load_preferences())
    window.preferences_changed.connect(save_preferences)
    return window


def fill(window: MainWindow, session: Any = None) -> None:
    """Give the window its pages and tie them to a session; loads NumPy and the nouns of the data."""
    from retention_desk.desktop.session import Session
    from retention_desk.desktop.workspace import Workspace

    workspace = session or Workspace(Session(window.runner), window)
    window.set_pages(load_pages(), workspace)
    workspace.attach(window)


def make_window(application: QApplication, session: Any = None) -> MainWindow:
    """Return the window with all pages, not yet shown."""
    window = make_frame(application)
    fill(window, session)
    return window


def run(argv: Sequence[str]) -> int:
    """Show the window, open the files named in `argv[1:]`, and return the exit code at the end."""
    # Qt's loop would keep Ctrl-C from Python.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = make_application(argv)
    window = make_frame(application)
    install_crash_hook(lambda report: _tell_crash(window, report))
    window.show()
    # The frame is painted first: what the pages load takes as long again.
    application.processEvents()
    QTimer.singleShot(0, lambda: _after_shown(window, [Path(name) for name in argv[1:]]))
    return application.exec()


def _after_shown(window: MainWindow, files: list[Path]) -> None:
    fill(window)
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    if files:
        window.files_dropped.emit(files)
    else:
        window.session.project_desk.recover()


def warm_up() -> None:
    """Load what the first import and the first chart need, off the window's thread."""
    for name in ("pandas", "matplotlib.figure", "matplotlib.backends.backend_agg", "retention_desk.pipeline"):
        try:
            __import__(name)
        except ImportError:
            sys.stderr.write(f"could not load {name} ahead\n")


def _tell_crash(window: MainWindow, report: Path | None) -> None:
    text = phrase("Something failed that should not have. Your project is as you last saved it.")
    if report is None:
        window.toast(text)
    else:
        window.toast(text, phrase("Show the report"), lambda: _open(report))


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
