"""Set up the development dependencies and check everything.

``python3 build_scripts/test.py`` runs lint, types, import contracts, message catalogues and the whole
test suite; the last line is pytest's own summary. With arguments only pytest runs, with them:
``python3 build_scripts/test.py tests/health -k score``.
"""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import _setup

CHECKS: dict[str, tuple[str, ...]] = {
    "types": ("-m", "mypy"),
    "format": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "translations": ("build_scripts/translations.py", "--check"),
}
WHOLE_SUITE = ("-n", "auto", "--dist", "loadscope", "--cov", "--cov-report", "term-missing:skip-covered")
# Kept inside the checkout: pytest's own folder is cleared by whoever else runs it on the machine.
TEMPORARY = _setup.ROOT / "build" / "tests"


def main(arguments: list[str]) -> int:
    """Check everything, or run pytest with the arguments; return the exit code."""
    python = _setup.environment("dev", "tests")
    environ = test_environ()
    if arguments:
        return _setup.call([str(python), "-m", "pytest", *arguments], cwd=_setup.ROOT, env=environ)
    if not all_checks_pass(python, environ):
        return 1
    TEMPORARY.parent.mkdir(exist_ok=True)
    command = [str(python), "-m", "pytest", *WHOLE_SUITE, f"--basetemp={TEMPORARY}"]
    return _setup.call(command, cwd=_setup.ROOT, env=environ)


def test_environ() -> dict[str, str]:
    """Return the environment of all checks: no window, and one thread per worker in the numeric libraries."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **threads, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def all_checks_pass(python: Path, environ: dict[str, str]) -> bool:
    """Run every check, print one line for each and what the failing ones said; return whether all pass."""

    def run(name: str) -> tuple[str, float, subprocess.CompletedProcess[str]]:
        began = time.monotonic()
        done = subprocess.run(
            [str(python), *CHECKS[name]],
            cwd=_setup.ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return name, time.monotonic() - began, done

    passed = True
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, seconds, done in pool.map(run, CHECKS):
            _setup.say(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {name:<14}{seconds:5.1f} s")
            if done.returncode != 0:
                _setup.say(done.stdout)
                passed = False
    return passed


if __name__ == "__main__":
    _setup.guarded(main)
