"""Renew the locked dependencies from the ranges in ``pyproject.toml``.

``python build_scripts/lock.py`` keeps every version that still fits; ``--upgrade`` takes the newest.
It needs ``uv``. The three lists in ``build_scripts/locked`` hold the same versions: ``dev`` has
everything, ``package`` and ``run`` are parts of it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path("build_scripts", "locked")
EXTRAS: dict[str, tuple[str, ...]] = {"dev": ("dev", "package"), "package": ("package",), "run": ()}
HEADER = "# Made by build_scripts/lock.py from pyproject.toml: every platform, Python 3.11 and later.\n"
OPTIONS = (
    "--universal", "--generate-hashes", "--python-version", "3.11", "--no-sources",
    "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--quiet",
)  # fmt: skip


def compile_list(name: str, upgrade: bool) -> None:
    """Write one list; all but ``dev`` are held to the versions of ``dev``."""
    target = ROOT / FOLDER / f"{name}.txt"
    if upgrade and name == "dev":
        target.unlink(missing_ok=True)
    command = ["uv", "pip", "compile", "pyproject.toml", *OPTIONS, "-o", str(FOLDER / target.name)]
    command += [part for extra in EXTRAS[name] for part in ("--extra", extra)]
    if name != "dev":
        target.unlink(missing_ok=True)
        command += ["-c", str(FOLDER / "dev.txt")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    target.write_text(HEADER + target.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def main() -> int:
    """Renew all lists; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = parser.parse_args().upgrade
    if shutil.which("uv") is None:
        print("lock.py needs uv: python -m pip install uv", file=sys.stderr)
        return 1
    for name in EXTRAS:
        compile_list(name, upgrade)
    return 0


if __name__ == "__main__":
    sys.exit(main())
