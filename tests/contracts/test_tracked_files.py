"""What is kept under version control names no package index, no host of a mirror and no path of a machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written in parts, so that this file does not hold what it looks for.
INDEX = re.compile(
    "|".join((r"py" r"pi\.", r"py" r"thonhosted", r"--(extra-)?index-" r"url\b.*//", r"/sim" r"ple/"))
)
MACHINE = re.compile(
    "|".join((r"/ho" r"me/\w", r"/ro" r"ot/", r"/Us" r"ers/\w", r"[A-Z]:\\Us" r"ers", r"/wo" r"rk/"))
)
LARGEST_BYTES = 3_000_000


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a clone")
    names = done.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for file in tracked():
        data = file.read_bytes()
        if b"\0" not in data:
            found.append((str(file.relative_to(ROOT)), data.decode("utf-8", errors="replace")))
    assert len(found) > 50
    return found


@pytest.mark.parametrize("pattern", [INDEX, MACHINE], ids=["index", "machine"])
def test_no_address_and_no_path_of_a_machine(pattern):
    assert [(name, hit.group()) for name, text in texts() if (hit := pattern.search(text))] == []


def test_nothing_large_is_kept():
    assert [file.name for file in tracked() if file.stat().st_size > LARGEST_BYTES] == []
