"""The program as started: a command goes to the command line, none opens the window."""

import os
import subprocess
import sys

import pytest

from retention_desk import __main__ as program
from retention_desk import __version__


def test_the_module_runs_commands():
    done = subprocess.run(
        [sys.executable, "-m", "retention_desk", "--version"],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == f"retention-desk {__version__}"


@pytest.mark.parametrize("arguments", [[], ["--open", "a.csv"]])
def test_without_a_command_the_window_opens(monkeypatch, arguments):
    seen = []
    monkeypatch.setattr("retention_desk.desktop.app.run", lambda files: seen.append(files) or 0)
    monkeypatch.setattr(sys, "argv", ["retention-desk", *arguments])
    assert program.main() == 0
    assert seen == [["retention-desk", *arguments[1:]]]


def test_the_program_called_as_a_reader_reads(monkeypatch):
    monkeypatch.setattr("retention_desk.importing.reader_process.serve", lambda: 7)
    monkeypatch.setattr(sys, "argv", ["retention-desk", "--reader"])
    assert program.main() == 7


def test_linear_algebra_runs_in_one_thread_unless_told_otherwise():
    code = "import os; import retention_desk.__main__; print(os.environ['OPENBLAS_NUM_THREADS'])"
    for told, threads in (({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")):
        environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            check=True, capture_output=True, text=True, timeout=120, env=environment | told,
        )  # fmt: skip
        assert done.stdout.strip() == threads
