import io
import subprocess
import sys
import time
from typing import Any

import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing import reader_jobs, reader_process
from retention_desk.importing.reader_messages import Request, packed_request, unpacked_answer
from retention_desk.importing.reader_process import ReaderFailed, call_reader, serve


def call(job: str = "calamine", data: bytes = b"", progress: Progress = SILENT, **options: Any) -> Any:
    bounds = {"seconds": 30.0, "memory_bytes": 4_000_000_000, **options}
    return call_reader(job, data, progress=progress, **bounds)


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(reader_process, "_command", lambda: [sys.executable, "-c", code])


def test_what_a_reader_refuses_comes_back_with_its_code() -> None:
    with pytest.raises(ReaderFailed) as failed:
        call(data=b"no workbook", max_cells=10)
    assert failed.value.code == "damaged"
    assert failed.value.detail


@pytest.mark.parametrize("code", ["import os; os.abort()", "raise SystemExit(3)", "pass"])
def test_the_end_of_a_reader_is_not_ours(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    child(monkeypatch, code)
    with pytest.raises(ReaderFailed, match="damaged"):
        call(data=b"x" * 300_000)


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(ReaderFailed, match="damaged"):
        call(seconds=0.2)


def test_a_reader_that_hangs_can_be_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1])
    child(monkeypatch, "import time; time.sleep(600)")
    asked = time.monotonic()

    def stop(_done: float, _doing: object) -> None:
        if time.monotonic() > asked + 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        call(progress=Progress(stop))
    assert started[0].poll() is not None


class _Stream:
    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)


def test_the_process_answers_with_a_result_or_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "_bound_memory", lambda _n: None)
    monkeypatch.setattr(reader_jobs, "JOBS", {"twice": lambda data, n: data * n})
    for n, result in ((2, b"abab"), ("x", None)):
        out = _Stream()
        monkeypatch.setattr(sys, "stdin", _Stream(packed_request(Request("twice", 0, {"n": n}, b"ab"))))
        monkeypatch.setattr(sys, "stdout", out)
        assert serve() == 0
        answer = unpacked_answer(out.buffer.getvalue())
        assert answer.data == result
        assert (answer.refusal is None) == (result is not None)


def test_the_packaged_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reader_process._command() == [sys.executable, "--reader"]
