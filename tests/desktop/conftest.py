"""A window to test with: the theme put on, small pages, work that runs when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from retention_desk.desktop.app import make_application
from retention_desk.desktop.appearance import Appearance
from retention_desk.foundation.wording import Words


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
    return {lane: ManualExecutor() for lane in ("score", "forecast", "file")}
