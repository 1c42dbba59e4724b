"""The locked lists fit the ranges of pyproject.toml, each other, and carry a hash for everything."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "run": PROJECT["dependencies"],
    "package": PROJECT["dependencies"] + EXTRAS["package"],
    "dev": PROJECT["dependencies"] + EXTRAS["package"] + EXTRAS["dev"],
}


def entries(name: str) -> list[str]:
    """Return each requirement of a list with its hashes on one line."""
    text = (ROOT / "build_scripts" / "locked" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", "").splitlines() if line and not line.startswith("#")]


def pins(name: str) -> set[str]:
    return {line.partition(" --hash")[0].strip() for line in entries(name)}


@pytest.mark.parametrize("name", WANTED)
def test_every_dependency_is_locked_within_its_range(name):
    locked: dict[str, list[str]] = {}
    for pin in map(Requirement, pins(name)):
        versions = [clause.version for clause in pin.specifier if clause.operator == "=="]
        assert len(versions) == 1, pin
        locked.setdefault(canonicalize_name(pin.name), []).extend(versions)
    for wanted in map(Requirement, WANTED[name]):
        versions = locked[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(version) for version in versions), wanted


@pytest.mark.parametrize("name", WANTED)
def test_every_entry_has_hashes_and_no_address(name):
    for line in entries(name):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line[:80]
        assert "://" not in line
        assert not line.startswith("-")


def test_the_smaller_lists_are_parts_of_the_larger():
    assert pins("run") < pins("package") < pins("dev")
