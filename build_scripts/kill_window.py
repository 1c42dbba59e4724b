"""Kill the window at random instants while it saves by itself, and look at what it left.

``python build_scripts/kill_window.py [--times 40]`` drives the real session without a display: settings and
notes are edited without a pause and the figures follow. Each kill finds a project that opens for writing,
whose months, settings and notes are whole, and that is not behind what the window had said was saved.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
LONGEST_SECONDS = 3.0
_READY = "ready"


@dataclass(frozen=True)
class WindowKill:
    """One kill: the last step the window had said was saved, the step found, and whether a save was amid."""

    told: int
    found: int
    was_writing: bool


def make_client(path: Path) -> None:
    """Make a project with one month of a small shop."""
    import pandas as pd

    from retention_desk.foundation.settings import DEFAULTS
    from retention_desk.pipeline import analyse, import_files
    from retention_desk.project.open_project import create_project

    draw, first = random.Random(3), pd.Timestamp(2024, 1, 1)  # noqa: S311
    rows = [
        (f"K{customer:04}", first + pd.Timedelta(days=draw.randrange(365)), draw.randrange(5, 90))
        for customer in range(400)
        for _ in range(draw.randrange(1, 9))
    ]
    file = path.with_suffix(".csv")
    pd.DataFrame(rows, columns=["Customer ID", "Order date", "Amount"]).to_csv(file, index=False)
    settings = DEFAULTS.with_value("churn.model", "off")
    with create_project(path, settings=settings) as project:
        project.save_snapshot(analyse(import_files([file]), settings))
        project.save_note("step", "0")


def edit_without_end(path: Path) -> None:
    """Open a project in a window and edit it; tell each step that is saved. Runs until it is killed."""
    from PySide6.QtCore import QTimer

    from retention_desk.desktop.app import make_application, make_window
    from retention_desk.desktop.project.state import Unsaved
    from retention_desk.foundation.wording import phrase

    application = make_application(["kill"])
    window = make_window(application)
    workspace = window.session
    project, session = workspace.project, workspace.session
    step = [0]

    def written(unsaved: Any) -> None:
        if "step" in unsaved.notes:
            print(unsaved.notes["step"], flush=True)

    def edit() -> None:
        if session.analysis is None or not session.is_current:
            return
        if step[0] == 0:
            step[0] = int(project.state.notes["step"])
            print(_READY, flush=True)
        step[0] += 1
        healthy = 60.0 + step[0] % 30
        session.set_value("health.bands.healthy", healthy, phrase("Bands"))
        project.autosave.keep(Unsaved(notes={"step": str(step[0]), "healthy": str(healthy)}))
        project.autosave.save()

    project.autosave.written.connect(written)
    project.open(path)
    timer = QTimer()
    timer.timeout.connect(edit)
    timer.start(20)
    application.exec()


def kill_window(path: Path, seconds: float) -> WindowKill:
    """Let a window edit a project, kill it so long after it began, and look at what it left."""
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "RETENTION_DESK_CONFIG": str(path.parent / "config"),
        "RETENTION_DESK_STATE": str(path.parent / "state"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, __file__, "--edit", str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == _READY:
                break
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        told = [int(line) for line in child.stdout.read().split() if line.isdigit()]
    was_writing = path.with_name(f"{path.name}-journal").exists()
    return WindowKill(told[-1] if told else -1, look(path), was_writing)


def look(path: Path) -> int:
    """Return the step that a project holds; AssertionError when something in it is not whole."""
    from retention_desk.project.open_project import open_project

    with open_project(path) as project:
        assert project.is_writable, "a process that was killed holds nothing"
        with project.database.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (month,) = project.snapshots()
        assert project.load_data(month).n_customers == month.n_customers
        assert len(project.scores(month)) == month.n_customers
        assert sum(project.headline(month).bands.values()) == month.n_customers
        project.snapshot_settings(month)
        assert 60.0 <= project.settings.health.bands.healthy <= 90.0
        return int(project.notes()["step"].text)


def window_kills(folder: Path, times: int, seed: int = 1) -> Iterator[WindowKill]:
    """Kill a window so many times; AssertionError when anything that was told as saved is lost."""
    path = folder / "client.rdesk"
    make_client(path)
    draw, found = random.Random(seed), 0  # noqa: S311
    for _ in range(times):
        kill = kill_window(path, draw.uniform(0.0, LONGEST_SECONDS))
        assert kill.found >= max(kill.told, found), kill
        found = kill.found
        yield kill


def main() -> int:
    """Kill the window and print what was found; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--edit", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.edit is not None:
        edit_without_end(options.edit)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        seen = list(window_kills(Path(folder), options.times))
    writing = sum(kill.was_writing for kill in seen)
    print(
        f"{len(seen)} kills of the window, {writing} amid a transaction, {seen[-1].found} steps: nothing lost"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
