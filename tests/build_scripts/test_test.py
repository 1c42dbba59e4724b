"""The check command: every gate runs, a failing one is shown and fails the whole."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "build_scripts" / "test.py"


@pytest.fixture
def script(monkeypatch):
    spec = importlib.util.spec_from_file_location("check_everything", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module._setup, "environment", lambda *_: Path(sys.executable))
    return module


@pytest.fixture
def pytest_runs(script, monkeypatch):
    runs: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        runs.append(command[3:])
        return 0

    monkeypatch.setattr(script._setup, "call", call)
    return runs


def test_arguments_run_pytest_alone(script, pytest_runs):
    assert script.main(["tests/health", "-k", "score"]) == 0
    assert pytest_runs == [["tests/health", "-k", "score"]]


def test_all_gates_pass_before_the_suite_runs(script, pytest_runs, monkeypatch, capsys):
    monkeypatch.setattr(script, "CHECKS", {"one": ("-c", ""), "two": ("-c", "print('fine')")})
    assert script.main([]) == 0
    assert pytest_runs == [[*script.WHOLE_SUITE, f"--basetemp={script.TEMPORARY}"]]
    assert capsys.readouterr().out.count("ok") == 2


def test_a_failing_gate_is_shown_and_fails(script, pytest_runs, monkeypatch, capsys):
    checks = {"one": ("-c", "print('the reason'); raise SystemExit(2)"), "two": ("-c", "")}
    monkeypatch.setattr(script, "CHECKS", checks)
    assert script.main([]) == 1
    assert pytest_runs == []
    said = capsys.readouterr().out
    assert "FAIL  one" in said
    assert "the reason" in said
    assert "ok    two" in said


def test_ci_runs_the_same_command():
    text = (SCRIPT.parents[1] / ".ci" / "run").read_text(encoding="utf-8")
    assert text.rstrip().endswith("python3 build_scripts/test.py")
    assert "python3 build_scripts/package.py\n" in text


def test_no_window_is_shown(script, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert script.test_environ()["QT_QPA_PLATFORM"] == "offscreen"
