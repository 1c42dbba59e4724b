"""Damaged files by the thousand, each imported in a process that may be killed: what crashes or hangs."""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from fuzzing.mutations import mutate

LONGEST_SECONDS: Final = 30.0
_SECOND_TRY: Final = 4.0
"""How much longer a file may take that took too long before: the machine may have been busy."""
MOST_MEMORY_BYTES: Final = 4_000_000_000
Job = tuple[int, str]


@dataclass(frozen=True)
class Trouble:
    """A damaged file that was neither read nor refused: which, how it was damaged, what came of it."""

    number: int
    file: str
    damage: str
    what: str


@dataclass
class Campaign:
    """The outcome of a campaign: how many files came to which end, and every trouble."""

    outcomes: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    slowest_seconds: float = 0.0
    seconds: float = 0.0

    @property
    def files(self) -> int:
        """Number of damaged files tried."""
        return sum(self.outcomes.values())


def run_campaign(
    files: Sequence[Path],
    mutations: int,
    seed: int = 0,
    processes: int = 2,
    longest_seconds: float = LONGEST_SECONDS,
    work: Callable[[Path], str] | None = None,
) -> Campaign:
    """Return what became of `mutations` damaged copies of `files`, in turn.

    Parameters
    ----------
    files : sequence of Path
        Whole files to damage.
    mutations : int
        How many damaged files are made.
    seed : int
        The same seed gives the same damage.
    processes : int
        How many work at once; each is killed and replaced when a file takes longer than `longest_seconds`.
    longest_seconds : float
        More is a hang, when it also takes more than four times as long in a second try.
    work : callable, optional
        What is done with a damaged file; returns the outcome in a word. Default: `import_it`.
    """
    campaign = Campaign()
    started = time.perf_counter()
    jobs = iter([(number, str(files[number % len(files)])) for number in range(mutations)])
    with tempfile.TemporaryDirectory() as folder:
        workers = [_Worker(Path(folder), seed, work or import_it) for _ in range(min(processes, mutations))]
        try:
            _drive(workers, jobs, campaign, longest_seconds)
        finally:
            for worker in workers:
                worker.end()
    campaign.seconds = time.perf_counter() - started
    return campaign


def _drive(workers: list[_Worker], jobs: Any, campaign: Campaign, longest_seconds: float) -> None:
    """Hand out jobs until none is left; a worker that dies or takes too long is replaced."""
    idle = list(workers)
    while True:
        while idle and (job := next(jobs, None)) is not None:
            idle.pop().take(job)
        busy = [worker for worker in workers if worker.job is not None]
        if not busy:
            return
        wait([worker.pipe for worker in busy], timeout=0.25)
        for worker in busy:
            ended = worker.outcome(longest_seconds)
            if ended is None:
                continue
            assert worker.job is not None
            outcome, damage, said = ended
            campaign.outcomes[outcome] += 1
            campaign.slowest_seconds = max(campaign.slowest_seconds, time.perf_counter() - worker.since)
            if outcome in {"crash", "hang"}:
                number, file = worker.job
                campaign.troubles.append(Trouble(number, Path(file).name, damage, said))
            worker.job = None
            idle.append(worker)


class _Worker:
    """One process that imports damaged files, and the pipe to it."""

    def __init__(self, folder: Path, seed: int, work: Callable[[Path], str]) -> None:
        self._arguments = (folder, seed, work)
        self.job: Job | None = None
        self.since = 0.0
        self._again = False
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, *self._arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def take(self, job: Job) -> None:
        self.job, self.since, self._again = job, time.perf_counter(), False
        self.pipe.send(job)

    def outcome(self, longest_seconds: float) -> tuple[str, str, str] | None:
        """Return how the job ended, or None while it runs."""
        try:
            while self.pipe.poll():
                said = self.pipe.recv()
                if said != "ready":
                    return said  # type: ignore[no-any-return]
                self._ready, self.since = True, time.perf_counter()
        except (EOFError, OSError):
            code = self._end_process()
            self._start()
            return "crash", self._damage(), f"the process ended with {code}"
        longest = longest_seconds * (_SECOND_TRY if self._again else 1.0) + (0.0 if self._ready else 60.0)
        if time.perf_counter() - self.since > longest:
            self._end_process()
            self._start()
            if not self._again:
                self._again, self.since = True, time.perf_counter()
                self.pipe.send(self.job)
                return None
            return "hang", self._damage(), f"longer than {longest_seconds:.0f} s"
        return None

    def _damage(self) -> str:
        assert self.job is not None
        return damaged_copy(*self.job, self._arguments[1])[1]

    def _end_process(self) -> int | None:
        self._process.kill()
        self._process.join(5)
        self.pipe.close()
        return self._process.exitcode

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self._end_process()


def damaged_copy(number: int, file: str, seed: int) -> tuple[bytes, str]:
    """Return the damaged bytes of the job `number`, and the damage in words."""
    return mutate(Path(file).read_bytes(), random.Random(f"{seed}:{number}"))  # noqa: S311


def _serve(pipe: Connection, folder: Path, seed: int, work: Callable[[Path], str]) -> None:
    """Import damaged files until the pipe closes; runs in a process of its own."""
    _limit_memory()
    warnings.simplefilter("error", RuntimeWarning)  # arithmetic on nothing is a fault, here as in the tests
    pipe.send("ready")
    while True:
        try:
            number, file = pipe.recv()
        except EOFError:
            return
        damage = ""
        target = folder / f"{number}{Path(file).suffix}"
        try:
            data, damage = damaged_copy(number, file, seed)
            target.write_bytes(data)
            pipe.send((work(target), damage, ""))
        except BaseException:
            pipe.send(("crash", damage, traceback.format_exc(limit=-6)))
        finally:
            target.unlink(missing_ok=True)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # a system without limits for a process
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))


def import_it(path: Path) -> str:
    """Return how the import of a file ends: ``read``, or ``refused`` with a code.

    Raises
    ------
    AssertionError
        It was read, and something that always holds does not.
    """
    from fuzzing.invariants import complaints
    from retention_desk.foundation.errors import UserFacingError
    from retention_desk.foundation.wording import Words
    from retention_desk.importing.audit import audit
    from retention_desk.pipeline import import_inspected, inspect_files

    try:
        inspected = inspect_files([path])
        data = import_inspected(inspected)
    except UserFacingError as error:
        if not error.line(Words("en")).startswith(f"error[{error.code}]: "):
            raise AssertionError(f"no line to print for {error.code}") from error
        return f"refused: {error.code}"
    audit(data)
    said = complaints(inspected.raws, data)
    if said:
        raise AssertionError("; ".join(said))
    return "read"


def whole_files(*folders: Path, largest_bytes: int = 120_000) -> list[Path]:
    """Return the tables below `folders` that are small enough to be damaged by the thousand, sorted."""
    kinds = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".zip"}
    found = (path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix.lower() in kinds and path.stat().st_size <= largest_bytes]
