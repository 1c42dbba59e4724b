"""Work off the window's thread: five lanes, progress, cancel; the only place with threads."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final, Literal, TypeVar, get_args

from PySide6.QtCore import QObject, Qt, Signal

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase

Lane = Literal["score", "forecast", "file", "answer", "project"]
LANES: Final[tuple[Lane, ...]] = get_args(Lane)

_Result = TypeVar("_Result")
_REPORT_EVERY_SECONDS: Final = 0.05
_GUESS_AFTER_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far the running job of a lane is."""

    lane: Lane
    title: Phrase
    share: float
    doing: Phrase | None
    seconds_left: float | None


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work in a lane; `cancel` asks it to stop."""

    lane: Lane
    title: Phrase
    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[UserFacingError], None] | None
    topic: str = ""
    stop: Event = field(default_factory=Event)
    started_at: float = 0.0
    reported_at: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step; its result will not be delivered."""
        self.stop.set()


class Runner(QObject):
    """Runs jobs in lanes and delivers their results on the window's thread.

    Parameters
    ----------
    make_executor : callable, optional
        Gives the executor of a lane; one thread each unless a test injects another.

    Notes
    -----
    *score*: a newer job replaces the waiting one; the running one finishes and is delivered.
    *forecast*: a newer job cancels the running one. *file*: jobs wait in line.
    *answer*: jobs wait in line; a newer one replaces those waiting of its topic.
    *project*: jobs wait in line, so that what is saved is saved in its order.
    A job that was cancelled, or replaced while waiting, delivers nothing.
    """

    started = Signal(object)
    """Job: it runs now."""
    progressed = Signal(object)
    """JobProgress of a running job, at most twenty times a second."""
    ended = Signal(object)
    """Job: it is over, whatever the outcome."""
    cancelled = Signal(object)
    """Job: it was running and the user, or a newer job, stopped it."""
    failed = Signal(object)
    """UserFacingError of a job that named no other receiver."""
    settled = Signal()
    """All lanes are empty."""

    _reported = Signal(object, float, object)
    _arrived = Signal(object, object, object)

    def __init__(
        self,
        make_executor: Callable[[Lane], Executor] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        make = make_executor or (lambda lane: ThreadPoolExecutor(1, thread_name_prefix=f"lane-{lane}"))
        self._executors = {lane: make(lane) for lane in LANES}
        self._running: dict[Lane, Job | None] = dict.fromkeys(LANES)
        self._waiting: dict[Lane, deque[Job]] = {lane: deque() for lane in LANES}
        self._open = True
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        lane: Lane,
        title: Phrase,
        work: Callable[[Progress], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[UserFacingError], None] | None = None,
        *,
        topic: str = "",
    ) -> Job:
        """Put work into a lane and return its job.

        Parameters
        ----------
        lane : {"score", "forecast", "file", "answer", "project"}
            Decides what happens to work already there.
        title : Phrase
            What the status bar says while it runs.
        work : callable
            Runs off the window's thread; must touch no widget. It calls ``progress.step()``.
        done : callable
            Gets the result on the window's thread.
        failed : callable, optional
            Gets a `UserFacingError`; without it the signal `failed` does.
        topic : str
            In the lane "answer": what is asked about.
        """
        job = Job(lane, title, work, done, failed, topic)
        if not self._open:
            return job
        waiting = self._waiting[lane]
        self._clear_for(job, waiting)
        waiting.append(job)
        running = self._running[lane]
        if running is None:
            self._next(lane)
        elif lane == "forecast":
            running.cancel()
        return job

    def _clear_for(self, job: Job, waiting: deque[Job]) -> None:
        if job.lane == "answer":
            others = [other for other in waiting if other.topic != job.topic]
            waiting.clear()
            waiting.extend(others)
        elif job.lane not in ("file", "project"):
            waiting.clear()

    def running(self, lane: Lane) -> Job | None:
        """Return the job that runs in a lane."""
        return self._running[lane]

    @property
    def busy(self) -> bool:
        """Whether any job runs or waits."""
        return any(self._running.values()) or any(self._waiting.values())

    def cancel(self, lane: Lane) -> None:
        """Stop the running job of a lane and drop those waiting in it."""
        self._waiting[lane].clear()
        running = self._running[lane]
        if running is not None:
            running.cancel()

    def shut_down(self) -> None:
        """Stop everything and wait until no thread of the runner is left."""
        self._open = False
        for lane in LANES:
            self.cancel(lane)
        for executor in self._executors.values():
            executor.shutdown(wait=True, cancel_futures=True)

    # -- on the lane's thread -----------------------------------------------------------------

    def _work(self, job: Job) -> None:
        def listen(share: float, doing: Phrase | None) -> None:
            if job.stop.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - job.reported_at >= _REPORT_EVERY_SECONDS or share >= 1:
                job.reported_at = now
                self._reported.emit(job, share, doing)

        result, error = None, None
        try:
            result = job.work(Progress(listen))
        except BaseException as caught:  # handed to the window's thread, which tells the kinds apart
            error = caught
        self._arrived.emit(job, result, error)

    # -- on the window's thread ---------------------------------------------------------------

    def _next(self, lane: Lane) -> None:
        if self._running[lane] is not None:
            return  # what was delivered has put more into its lane, and that runs already
        if not self._open or not self._waiting[lane]:
            if not self.busy:
                self.settled.emit()
            return
        job = self._waiting[lane].popleft()
        self._running[lane] = job
        job.started_at = time.monotonic()
        self.started.emit(job)
        self._executors[lane].submit(self._work, job)

    def _report(self, job: Job, share: float, doing: Phrase | None) -> None:
        if self._running[job.lane] is not job or job.stop.is_set():
            return
        left = seconds_left(time.monotonic() - job.started_at, share)
        self.progressed.emit(JobProgress(job.lane, job.title, share, doing, left))

    def _deliver(self, job: Job, result: object, error: BaseException | None) -> None:
        if self._running[job.lane] is not job:
            return
        self._running[job.lane] = None
        try:
            self._hand_over(job, result, error)
        finally:
            self.ended.emit(job)
            self._next(job.lane)

    def _hand_over(self, job: Job, result: object, error: BaseException | None) -> None:
        if job.stop.is_set() or isinstance(error, Cancelled):
            self.cancelled.emit(job)
        elif isinstance(error, UserFacingError):
            (job.failed or self.failed.emit)(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            job.done(result)


def seconds_left(elapsed_seconds: float, share: float) -> float | None:
    """Return the seconds still to go, or None while too little is known to guess.

    Notes
    -----
    ``elapsed × (1 − share) ÷ share``, once a second has passed and a fiftieth is done.
    """
    if elapsed_seconds < _GUESS_AFTER_SECONDS or share < 0.02:
        return None
    return elapsed_seconds * (1 - share) / share
