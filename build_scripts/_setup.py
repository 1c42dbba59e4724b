"""Set up ``.venv`` from a locked list of dependencies; shared by run.py, test.py and package.py.

Standard library only. It parses on Python 3.7, so that an interpreter too old is told so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import _system
from _system import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCKED = ROOT / "build_scripts" / "locked"
STAMP = VENV / "installed.json"
OLDEST_PYTHON = (3, 11)
INTERRUPTED = 130


def guarded(main: Callable[[list[str]], int]) -> NoReturn:
    """Run `main` with the arguments and exit: 1 with a line of advice, 130 when interrupted."""
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise SetupError(
                "Retention Desk needs Python {}.{} or later; this is {}.{} ({}).".format(
                    *OLDEST_PYTHON, *sys.version_info[:2], sys.executable
                )
            )
        code = main(sys.argv[1:])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        print("\nStopped. Run it again to go on.", file=sys.stderr)
        code = INTERRUPTED
    sys.exit(code)


def say(text: str) -> None:
    """Print a line at once, also when the output is a file."""
    print(text, flush=True)


def environment(name: str, use: str) -> Path:
    """Return the Python of ``.venv``, holding the locked list `name`, installed when it is not there yet.

    Parameters
    ----------
    name : {"run", "package", "dev"}
        One of the lists in ``build_scripts/locked``.
    use : {"command", "window", "tests", "package"}
        What is going to run, which decides about the system's libraries.

    Raises
    ------
    SetupError
        The list cannot be installed: no connection, no venv module, a system library missing.
    """
    _system.provide(use)
    listed = {path.stem: path.read_text(encoding="utf-8") for path in LOCKED.glob("*.txt")}
    stamp = _read_stamp()
    python = _python_of(VENV)
    usable = stamp.get("python") == _python_version() and python.exists()
    if usable and stamp.get("lists", {}).get(name) == _fingerprint(listed[name]):
        return python
    # Without a stamp an earlier run was stopped half-way, and what it left cannot be trusted.
    if STAMP.exists():
        STAMP.unlink()
    if not usable:
        _make_venv()
    _install(python, name, listed[name])
    held = _requirements(listed[name])
    done = {other: _fingerprint(text) for other, text in listed.items() if _requirements(text) <= held}
    _write_stamp({"python": _python_version(), "lists": done})
    return python


def call(command: list[str], **options: Any) -> int:
    """Run a command to its end and return its exit code; Ctrl-C reaches it too and is passed on."""
    process = subprocess.Popen(command, **options)
    try:
        code = process.wait()
    except KeyboardInterrupt:
        try:
            process.wait()
        except KeyboardInterrupt:
            process.kill()
            process.wait()
        raise
    return code if code >= 0 else 128 - code


def program_environ(**changes: str) -> dict[str, str]:
    """Return the environment in which ``python -m retention_desk`` finds the source from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1", **changes}


def _python_of(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def _python_version() -> str:
    return "{} {}.{}".format(sys.implementation.name, *sys.version_info[:2])


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _requirements(text: str) -> set[str]:
    """Return the requirement of each entry of a list, without its hashes."""
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    return {line.rstrip("\\ ") for line in lines}


def _read_stamp() -> dict[str, Any]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(stamp: dict[str, Any]) -> None:
    temporary = STAMP.with_suffix(".tmp")
    temporary.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    temporary.replace(STAMP)


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _system.provide_venv_module()
    say("Making .venv …")
    if VENV.exists():
        shutil.rmtree(str(VENV))
    # From inside a virtual environment the new one has to stand on the Python below it.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if call([base, "-I", "-m", "venv", str(VENV)]) != 0:
        raise SetupError(f"Python's venv module could not make {VENV}.")


def _install(python: Path, name: str, text: str) -> None:
    say(f"Installing {len(_requirements(text))} locked packages, once …")
    command = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    command += [] if sys.stdout.isatty() else ["--quiet"]
    command += ["--requirement", str(LOCKED / (name + ".txt"))]
    if call(command, env={**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}) != 0:
        raise SetupError(
            "The packages could not be installed: the lines above say why. If this machine is offline, "
            f"run this once with a connection; everything is then kept in {VENV}."
        )
