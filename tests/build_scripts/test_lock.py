"""Renewing the locks asks for every platform and for hashes, and names no index."""

from __future__ import annotations

import itertools
from pathlib import Path

import lock
import pytest


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """Record the commands; each writes the list it is asked for."""
    ran: list[list[str]] = []
    (tmp_path / lock.FOLDER).mkdir(parents=True)

    def run(command: list[str], cwd: Path, **_options: object) -> None:
        ran.append(command)
        (cwd / command[command.index("-o") + 1]).write_text("numpy==2.0\n", encoding="utf-8")

    monkeypatch.setattr(lock, "ROOT", tmp_path)
    monkeypatch.setattr(lock.subprocess, "run", run)
    monkeypatch.setattr(lock.shutil, "which", lambda name: name)
    monkeypatch.setattr(lock.sys, "argv", ["lock.py"])
    return ran


def test_all_lists_are_renewed_and_held_to_the_largest(commands):
    assert lock.main() == 0
    assert [Path(command[command.index("-o") + 1]).stem for command in commands] == ["dev", "package", "run"]
    for command in commands:
        assert {"--universal", "--generate-hashes", "--no-emit-index-url"} <= set(command)
        assert ("-c" in command) == ("dev.txt" not in command[command.index("-o") + 1])
        assert not any("://" in part for part in command)


def test_the_extras_of_each_list(commands):
    lock.main()
    extras = [[after for part, after in itertools.pairwise(c) if part == "--extra"] for c in commands]
    assert extras == [["dev", "package"], ["package"], []]


def test_each_list_says_where_it_comes_from(commands, tmp_path):
    lock.main()
    for name in lock.EXTRAS:
        text = (tmp_path / lock.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        assert text == lock.HEADER + "numpy==2.0\n"


def test_without_uv_it_says_how_to_get_it(commands, monkeypatch, capsys):
    monkeypatch.setattr(lock.shutil, "which", lambda name: None)
    assert lock.main() == 1
    assert commands == []
    assert "pip install uv" in capsys.readouterr().err
