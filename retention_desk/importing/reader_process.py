"""What a reader of another library makes of a file, read in a process of its own.

Those readers may hang, exhaust the memory or abort on a crafted file. In a process of their own they can be
stopped at any moment, and their end is not ours.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import Final

import msgspec

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase
from retention_desk.importing.reader_messages import (
    Answer,
    Request,
    packed_answer,
    packed_request,
    unpacked_answer,
    unpacked_request,
)

READER_ARGUMENT: Final = "--reader"
_LOOK_EVERY_SECONDS: Final = 0.1
_HALF_TIME_SECONDS: Final = 4.0


class ReaderFailed(Exception):  # noqa: N818 - a result to be turned into a refusal
    """The reader did not give a result.

    Parameters
    ----------
    code : str
        Code of the refusal: ``damaged``, ``encrypted``, ``wrong_password``, ``too_large``.
    detail : str
        What the reader said.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def call_reader(
    job: str,
    data: bytes,
    *,
    progress: Progress,
    seconds: float,
    memory_bytes: int,
    doing: Phrase | None = None,
    **options: str | int,
) -> Answer:
    """Return the answer to a job of `reader_jobs`, done by a process of its own.

    Parameters
    ----------
    job : str
        Name in `reader_jobs.JOBS`.
    data : bytes
        The file.
    progress : Progress
        Asked ten times a second whether to go on.
    seconds, memory_bytes : number
        What the process may take.
    doing : Phrase, optional
        What is said meanwhile.
    **options
        Further arguments of the job.

    Raises
    ------
    ReaderFailed
        The reader refused the file, broke down, or took too long.
    """
    started = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, no word of the user
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip
    request = packed_request(Request(job, memory_bytes, options, data))
    answers: list[bytes] = []
    talk = threading.Thread(target=lambda: answers.append(process.communicate(request)[0]), daemon=True)
    talk.start()
    try:
        while talk.is_alive():
            talk.join(_LOOK_EVERY_SECONDS)
            spent = time.monotonic() - started
            progress.step(1.0 - 0.5 ** (spent / _HALF_TIME_SECONDS), doing)
            if spent > seconds and talk.is_alive():
                raise ReaderFailed("damaged", f"> {seconds:.0f} s")
    finally:
        if process.poll() is None:
            process.kill()
        talk.join()
    return _result(answers[0] if answers else b"", process.returncode)


def _result(data: bytes, exit_code: int) -> Answer:
    try:
        answer = unpacked_answer(data)
    except (msgspec.DecodeError, ValueError) as error:
        raise ReaderFailed("damaged", f"exit {exit_code}") from error
    if answer.refusal is not None:
        raise ReaderFailed(*answer.refusal)
    return answer


def _command() -> list[str]:
    """Return how to start the program again as a reader, packaged or from source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_ARGUMENT]
    start = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; sys.exit(serve())"
    return [sys.executable, "-P", "-c", start]


def serve() -> int:
    """Do one job read from the input, write its result to the output, and return the exit code."""
    from retention_desk.importing.reader_jobs import JOBS, JobRefused

    request = unpacked_request(sys.stdin.buffer.read())
    _bound_memory(request.memory_bytes)
    try:
        result = JOBS[request.job](request.data, **request.options)
        answer = Answer(data=result) if isinstance(result, bytes) else Answer(sheets=result)
        said = packed_answer(answer)
    except JobRefused as refused:
        said = packed_answer(Answer(refusal=refused.args))
    except BaseException as error:  # calamine's panics are no Exceptions
        said = packed_answer(Answer(refusal=("damaged", f"{type(error).__name__}: {error!a}"[:200])))
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


def _bound_memory(n_bytes: int) -> None:
    """Let the system refuse more memory than `n_bytes`, where it can."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the number of cells is bounded all the same
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = n_bytes if most == resource.RLIM_INFINITY else min(n_bytes, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
