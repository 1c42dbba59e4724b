"""A window to test with: the theme put on, small pages, work that runs when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from retention_desk.desktop.app import load_pages, make_application
from retention_desk.desktop.appearance import Appearance
from retention_desk.desktop.jobs import LANES, Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.session import Session
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.wording import Words
from tests.desktop.small_project import client, months, template

__all__ = ["client", "months", "template"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it cannot do: it has no window manager to ask."""
    for item in items:
        if "desktop" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    application = make_application(["tests"])
    yield application
    # The offscreen clipboard outlives the interpreter, and what a test copied would be freed after it.
    application.clipboard().clear()


@pytest.fixture
def words() -> Words:
    return Words("en")


@pytest.fixture
def appearance(qapp) -> Iterator[Appearance]:
    appearance = Appearance(qapp)
    appearance.choose(scheme="light", language="en")
    yield appearance
    # Without an event loop, Qt keeps what was to be deleted; each later look would be put on that too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    appearance.choose(scheme="light", language="en")
    appearance.deleteLater()


class ManualExecutor(Executor):
    """Keeps what is submitted until `run_next` is called."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.closed = False

    def submit(self, fn, /, *args, **kwargs):
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: fn(*args, **kwargs)))
        return future

    def run_next(self) -> None:
        future, work = self.waiting.pop(0)
        future.set_result(work())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.closed = True
        if cancel_futures:
            self.waiting.clear()


@pytest.fixture
def manual_executors() -> dict[str, ManualExecutor]:
    return {lane: ManualExecutor() for lane in LANES}


class Opened:
    """The real window with its pages, over work that runs when told."""

    def __init__(self, qtbot: Any, appearance: Appearance, executors: dict[str, ManualExecutor]) -> None:
        self._qtbot, self._executors = qtbot, executors
        runner = Runner(lambda lane: executors[lane])
        self.workspace = Workspace(Session(runner))
        self.session = self.workspace.session
        self.imports = self.workspace.imports
        kept = Preferences(scheme="light")
        self.window = MainWindow(load_pages(), appearance, runner, kept, self.workspace)
        self.workspace.attach(self.window)
        qtbot.addWidget(self.window)
        self.window.show()

    def run(self, *lanes: str) -> None:
        """Work off what waits in the lanes, in this order."""
        for lane in lanes:
            while self._executors[lane].waiting:
                self._executors[lane].run_next()
                self._qtbot.wait(1)

    def settle(self) -> None:
        """Work off all that waits in any lane, and all that follows from it; what is saved later, at once."""
        while any(executor.waiting for executor in self._executors.values()):
            self.run(*LANES)

    def waiting(self, lane: str) -> int:
        """Return how much work waits in a lane."""
        return len(self._executors[lane].waiting)


@pytest.fixture
def opened(qtbot, appearance, manual_executors) -> Iterator[Opened]:
    opened = Opened(qtbot, appearance, manual_executors)
    yield opened
    opened.window.close()
