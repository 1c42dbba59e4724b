"""What holds for every test: no window, no network, no thread left behind, no glyph missing."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("MPLBACKEND", "agg")

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_END = 5.0

settings.register_profile(
    "desk",
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("desk")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the public evaluation files, or skip: they are no part of the project."""
    named = os.environ.get("RETENTION_DESK_SHARED_DATA")
    beside = [ROOT.parent / "shared" / "data", ROOT.parent.parent / "shared" / "data"]
    for folder in [Path(named)] if named else beside:
        if folder.is_dir():
            return folder
    pytest.skip("the evaluation files are not here (RETENTION_DESK_SHARED_DATA)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that takes the evaluation files."""
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker("shared_data")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Any connection but one to a local socket file fails the test that makes it."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, real: Any = real) -> Any:
            if self.family == getattr(socket, "AF_UNIX", None):
                return real(self, address)
            raise AssertionError(f"a test tried to connect to {address!r}")

        patch.setattr(socket.socket, name, guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person keeps beside their files is neither read nor written by a test."""
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv("RETENTION_DESK_CONFIG", str(folder / "config"))
    monkeypatch.setenv("RETENTION_DESK_STATE", str(folder / "state"))


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A thread that a test started and that does not end by itself fails the test."""
    before = set(threading.enumerate())
    yield
    latest = time.monotonic() + SECONDS_TO_END
    while left := threads_started_since(before):
        if time.monotonic() > latest:
            pytest.fail(f"threads left behind: {', '.join(thread.name for thread in left)}", pytrace=False)
        left[0].join(timeout=0.05)
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None and not qt.QThreadPool.globalInstance().waitForDone(int(SECONDS_TO_END * 1000)):
        pytest.fail("work left behind in Qt's thread pool", pytrace=False)


def threads_started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return the threads that run and were not there before; Python only guesses at those Qt owns."""
    now = set(threading.enumerate()) - before
    return [t for t in now if t.is_alive() and not isinstance(t, threading._DummyThread)]
