"""The environment is made once, renewed when its list changes, and made again after an interruption."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import _setup
import pytest
from _system import SetupError

SCRIPTS = Path(_setup.__file__).parent


class Machine:
    """A folder to set up in, with the slow commands replaced by notes of what was asked for."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.venv = root / ".venv"
        self.lists = root / "locked"
        self.fails: str | None = None
        self.lists.mkdir()
        monkeypatch.setattr(_setup, "VENV", self.venv)
        monkeypatch.setattr(_setup, "STAMP", self.venv / "installed.json")
        monkeypatch.setattr(_setup, "LOCKED", self.lists)
        monkeypatch.setattr(_setup._system, "provide", lambda use: None)
        monkeypatch.setattr(_setup, "call", self.call)

    def lock(self, name: str, *pins: str) -> None:
        text = "".join(f"{pin} \\\n    --hash=sha256:{'0' * 64}\n" for pin in pins)
        (self.lists / f"{name}.txt").write_text(text, encoding="utf-8")

    def call(self, command: list[str], **_options: object) -> int:
        step = "venv" if "venv" in command else Path(command[-1]).stem
        self.done.append(step)
        if step == self.fails:
            raise KeyboardInterrupt
        if step == "venv":
            python = _setup._python_of(self.venv)
            python.parent.mkdir(parents=True)
            python.touch()
        return 0


@pytest.fixture
def machine(tmp_path, monkeypatch):
    made = Machine(tmp_path, monkeypatch)
    made.lock("run", "numpy==2.0")
    made.lock("dev", "numpy==2.0", "pytest==9.0")
    return made


def test_first_start_makes_and_installs_and_the_second_does_nothing(machine):
    python = _setup.environment("run", "command")
    assert python == _setup._python_of(machine.venv)
    assert machine.done == ["venv", "run"]
    _setup.environment("run", "command")
    assert machine.done == ["venv", "run"]


def test_a_changed_list_is_installed_into_the_same_environment(machine):
    _setup.environment("run", "command")
    machine.lock("run", "numpy==2.1")
    _setup.environment("run", "command")
    assert machine.done == ["venv", "run", "run"]


def test_the_larger_list_serves_the_smaller_but_not_the_other_way_round(machine):
    _setup.environment("run", "command")
    _setup.environment("dev", "tests")
    _setup.environment("run", "command")
    assert machine.done == ["venv", "run", "dev"]


@pytest.mark.parametrize("step", ["venv", "run"])
def test_an_interrupted_set_up_is_begun_anew(machine, step):
    machine.fails = step
    with pytest.raises(KeyboardInterrupt):
        _setup.environment("run", "command")
    machine.fails, machine.done = None, []
    _setup.environment("run", "command")
    assert machine.done == ["venv", "run"]


def test_an_interrupted_update_is_not_taken_for_finished(machine):
    _setup.environment("run", "command")
    machine.fails = "dev"
    with pytest.raises(KeyboardInterrupt):
        _setup.environment("dev", "tests")
    machine.fails, machine.done = None, []
    _setup.environment("run", "command")
    assert machine.done == ["venv", "run"]


@pytest.mark.parametrize("damage", ["", "not json", "[]", '{"python": "cpython 2.7"}'])
def test_a_damaged_or_foreign_stamp_is_no_proof(machine, damage):
    _setup.environment("run", "command")
    _setup.STAMP.write_text(damage, encoding="utf-8")
    _setup.environment("run", "command")
    assert machine.done == ["venv", "run", "venv", "run"]
    assert json.loads(_setup.STAMP.read_text(encoding="utf-8"))["python"] == _setup._python_version()


def test_a_failing_installation_says_what_to_do(machine, monkeypatch):
    monkeypatch.setattr(_setup, "call", lambda command, **_: machine.call(command) or 1)
    with pytest.raises(SetupError, match="venv module"):
        _setup.environment("run", "command")
    monkeypatch.setattr(_setup, "call", lambda command, **_: machine.call(command) or "pip" in command)
    with pytest.raises(SetupError, match="offline"):
        _setup.environment("run", "command")
    assert not _setup.STAMP.exists()


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [(KeyboardInterrupt(), 130, "Stopped"), (SetupError("paste this"), 1, "paste this")],
)
def test_no_traceback_reaches_the_person(raised, code, said, capsys):
    def main(_arguments: list[str]) -> int:
        raise raised

    with pytest.raises(SystemExit) as ended:
        _setup.guarded(main)
    assert ended.value.code == code
    assert said in capsys.readouterr().err


def test_an_old_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as ended:
        _setup.guarded(lambda arguments: 0)
    assert ended.value.code == 1
    assert "needs Python 3.11 or later; this is 3.10" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["run", "test", "package", "_setup", "_system"])
def test_an_old_python_can_read_the_scripts_far_enough_to_say_so(name):
    text = (SCRIPTS / f"{name}.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))


def test_a_command_that_a_signal_ends_counts_as_the_shell_counts(tmp_path):
    program = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert _setup.call([sys.executable, "-c", program]) == 128 + 15
    assert _setup.call([sys.executable, "-c", "raise SystemExit(3)"]) == 3
