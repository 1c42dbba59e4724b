"""Kill a process that writes a project at random instants, and time the opening of a large project."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MONTHS = 24
LONGEST_SECONDS = 0.4
"""A writer is killed at a random instant up to here; a state takes about a tenth of that to write."""

OPEN_HOME = """
import sys, time
import pandas  # the program runs already
started = time.perf_counter()
from pathlib import Path
from retention_desk.project.open_project import open_project
with open_project(Path(sys.argv[1])) as project:
    settings, months = project.settings, project.snapshots()
    headlines = [project.headline(month) for month in months]
    moved = [project.scores(month, ["health_band", "value_tier", "stage"]) for month in months[-2:]]
    print(len(headlines), len(moved[-1]), time.perf_counter() - started)
    started = time.perf_counter()
    print(project.load_data(months[-1]).n_customers, time.perf_counter() - started)
"""

OPEN_WINDOW = """
import sys, time
from pathlib import Path
from retention_desk.desktop.app import make_application, make_window
application = make_application(["benchmark"])
window = make_window(application)
window.show()
window.open_page("home")
import pandas  # loaded behind the window while a person chooses the file
application.processEvents()
started = time.perf_counter()
window.session.project_desk.open(Path(sys.argv[1]))
while window.session.project.state is None:
    application.processEvents()
    time.sleep(0.001)
application.processEvents()
window.grab()
print(time.perf_counter() - started, flush=True)
window.runner.cancel("file")
while window.runner.busy:
    application.processEvents()
started = time.perf_counter()
ids = window.session.project.state.project.scores(window.session.project.state.latest, []).index
first = window.session.project.state.project.customer_history([ids[len(ids) // 2]])
print(len(first.days), time.perf_counter() - started, flush=True)
window.close()
"""


@dataclass(frozen=True)
class Kill:
    """One kill: the last state the writer said it had saved, the state found, and whether it was writing."""

    told: int
    found: int
    was_writing: bool


def states(count: int, rows: int = 150_000) -> list[Any]:
    """Return snapshots of one day that tell their number in every part, more than SQLite's cache holds."""
    import numpy as np
    import pandas as pd

    from retention_desk.foundation.dataset import CustomerData
    from retention_desk.project.data_frames import pack_data
    from retention_desk.project.snapshots import PackedSnapshot

    draw = np.random.default_rng(11)
    ids = pd.Index(pd.array(["a", "b"], dtype="str"), name="customer_id")
    aside = pd.DataFrame({"source": np.zeros(0, "int16"), "source_row": np.zeros(0, "int32")})
    made = []
    for number in range(count):
        amounts = draw.random(rows)
        amounts[0] = number
        orders = pd.DataFrame({"customer": np.zeros(rows, "int32"), "amount": amounts, "back": amounts[::-1]})
        data = CustomerData(
            ids, pd.DataFrame(index=ids), pd.DataFrame(index=ids), MappingProxyType({"orders": orders}), (),
            aside, (), dt.date(2024, 1, 31), None, str(number),
        )  # fmt: skip
        frames = tuple(pack_data(data))
        made.append(PackedSnapshot("2024-01-31", None, str(number), 2, None, '{"tuple":[]}', frames))
    return made


def write_state(project: Any, packed: list[Any], number: int) -> None:
    """Write state `number` in every part of the project, in one transaction."""
    from retention_desk.project.records import write_note, write_text
    from retention_desk.project.snapshots import write_snapshot

    with project.database.writing() as connection:
        write_text(connection, "state", str(number))
        write_snapshot(connection, packed[number % len(packed)], "writer")
        write_note(connection, "writer", "a", str(number))


def read_state(path: Path, packed: list[Any]) -> int:
    """Return the number of the state a project holds; AssertionError when its parts tell different ones."""
    from retention_desk.project.open_project import open_project
    from retention_desk.project.records import read_text

    with open_project(path) as project:
        assert project.is_writable, "a process that was killed holds nothing"
        with project.database.reading() as connection:
            number = int(read_text(connection, "state"))
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (snapshot,) = project.snapshots()
        orders = project.load_data(snapshot).events["orders"]
        assert project.notes()["a"].text == str(number)
        assert snapshot.fingerprint == str(number % len(packed))
        assert orders["amount"].iloc[0] == orders["back"].iloc[-1] == number % len(packed)
    return number


def kill_writer(path: Path, packed: list[Any], start: int, seconds: float) -> Kill:
    """Let a process write state after state from `start`, kill it after so many seconds, and look."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            _write_on(path, packed, start, tell)
        os._exit(1)
    os.close(tell)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as stream:
        lines = stream.read().split(b"\n")[:-1]
    was_writing = path.with_name(f"{path.name}-journal").exists()
    last = int(lines[-1]) if lines else start - 1
    return Kill(last, read_state(path, packed), was_writing)


def _write_on(path: Path, packed: list[Any], start: int, tell: int) -> None:
    from retention_desk.project.open_project import open_project

    with open_project(path) as project:
        number = start
        while True:
            write_state(project, packed, number)
            os.write(tell, b"%d\n" % number)
            number += 1


def kills(folder: Path, times: int, seed: int = 1) -> Iterator[Kill]:
    """Kill a writer so many times; each finds the last state it told of or the next one, wholly.

    Raises
    ------
    AssertionError
        A state was lost, or is half another one.
    """
    from retention_desk.project.open_project import create_project

    path = folder / "killed.rdesk"
    packed = states(4)
    with create_project(path) as project:
        write_state(project, packed, 0)
    draw = random.Random(seed)  # noqa: S311
    found = 0
    for _ in range(times):
        kill = kill_writer(path, packed, found + 1, draw.uniform(0.0, LONGEST_SECONDS))
        assert kill.found in (kill.told, kill.told + 1), kill
        found = kill.found
        yield kill


def months_of(analysis: Any, count: int) -> Iterator[Any]:
    """Return the analysis as of the ends of so many months, with amounts and scores that differ."""
    import numpy as np

    for back in range(count - 1, -1, -1):
        draw = np.random.default_rng(back)
        day = analysis.data.as_of - dt.timedelta(days=30 * back)
        orders = analysis.imported.events["orders"]
        changed = orders.assign(amount=np.round(orders["amount"] * draw.uniform(0.9, 1.1, len(orders)), 2))
        imported = replace(analysis.imported, events=MappingProxyType({"orders": changed}))
        score = np.round(draw.permutation(analysis.health.score), 1)
        yield replace(
            analysis,
            data=replace(analysis.data, as_of=day),
            imported=imported,
            health=replace(analysis.health, score=score, band=draw.permutation(analysis.health.band)),
        )


def timed_project(analysis: Any, repeats: int = 3) -> Iterator[tuple[str, float, str, str]]:
    """Save many months and open them in fresh processes; give (name, value, unit, reach)."""
    from retention_desk.project.open_project import create_project

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "client.rdesk"
        seconds = []
        with create_project(path) as project:
            for month in months_of(analysis, MONTHS):
                started = time.perf_counter()
                project.save_snapshot(month)
                seconds.append(time.perf_counter() - started)
        size = f"{MONTHS} months of {analysis.data.n_customers:,} customers"
        yield "save a month", sorted(seconds)[len(seconds) // 2], "s", ""
        yield f"project of {size}", path.stat().st_size / 2**20, "MB", ""
        runs = [_opened(path) for _ in range(repeats)]
        shown = [_shown(path) for _ in range(repeats)]
    yield f"open {size}: figures of all, tiers of two", min(home for home, _ in runs), "s", "≤ 1.5"
    yield "… and the data of the latest", min(data for _, data in runs), "s", ""
    yield f"Home of {size} shown in the window", min(home for home, _ in shown), "s", "≤ 1.5"
    yield "… and one customer in all months", min(customer for _, customer in shown), "s", ""


def _opened(path: Path) -> tuple[float, float]:
    command = [sys.executable, "-c", OPEN_HOME, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
    return float(done[2]), float(done[4])


def _shown(path: Path) -> tuple[float, float]:
    """Return the seconds until Home is painted, and until a customer's months are known."""
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "RETENTION_DESK_CONFIG": str(path.parent / "config"),
        "RETENTION_DESK_STATE": str(path.parent / "state"),
    }  # fmt: skip
    command = [sys.executable, "-c", OPEN_WINDOW, str(path)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    words = run.stdout.split()
    return float(words[0]), float(words[2])


def timed_kills(times: int) -> Iterator[tuple[str, float, str, str]]:
    """Kill a writer so many times and count; a project that is neither old nor new raises."""
    if not hasattr(os, "fork"):
        return
    with tempfile.TemporaryDirectory() as folder:
        seen = list(kills(Path(folder), times))
    writing = sum(kill.was_writing for kill in seen)
    yield f"{times} kills of a writing process ({writing} amid a transaction): damaged", 0, "files", "0"
