"""The start command: the window on a sample, the command line without a display, or what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
import run


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Record the environment asked for and the program's arguments, without starting it."""
    seen: dict[str, list[str]] = {"environment": [], "arguments": []}

    def environment(*needs: str) -> Path:
        seen["environment"] = list(needs)
        return Path("python")

    def call(command: list[str], **_options: object) -> int:
        seen["arguments"] = command[3:]
        return 0

    monkeypatch.setattr(run._setup, "environment", environment)
    monkeypatch.setattr(run._setup, "call", call)
    monkeypatch.setattr(run, "OUTPUT", tmp_path / "output")
    return seen


def test_with_a_display_the_window_opens_on_a_sample(started, monkeypatch):
    monkeypatch.setattr(run._system, "has_display", lambda: True)
    assert run.main([]) == 0
    assert started == {"environment": ["run", "window"], "arguments": ["--open", str(run.sample())]}


def test_without_a_display_the_sample_is_analysed_and_the_results_named(started, monkeypatch, capsys):
    monkeypatch.setattr(run._system, "has_display", lambda: False)
    assert run.main([]) == 0
    assert started["environment"] == ["run", "command"]
    assert started["arguments"][:2] == ["analyze", str(run.sample())]
    said = capsys.readouterr().out
    assert "no display" in said
    for path in started["arguments"][3::2]:
        assert str(run.OUTPUT) in path
        assert path in said


def test_arguments_go_to_the_program(started, monkeypatch):
    monkeypatch.setattr(run._system, "has_display", lambda: False)
    run.main(["analyze", "my.xlsx", "--workbook", "out.xlsx"])
    assert started == {
        "environment": ["run", "command"],
        "arguments": ["analyze", "my.xlsx", "--workbook", "out.xlsx"],
    }


def test_the_sample_is_there():
    assert run.sample().name == run.PREFERRED_SAMPLE
