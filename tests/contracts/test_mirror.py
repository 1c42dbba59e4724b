"""Every source file has its test file, and every test file its source file, in the same place.

The entries of a catalogue folder are recipes: each has a test file of its own or is a named case in the
tests of its package, besides the checks that every entry passes (`test_catalogues`). Files that define
types and constants alone need none.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from retention_desk.headless.self_check import CATALOGUES

ROOT = Path(__file__).resolve().parents[2]
# Tests of the whole, which mirror no single file.
WHOLE = {"journeys", "contracts", "build_scripts"}
RECIPES = {name.replace(".", "/") for name in CATALOGUES}


def source_files(root: str, pattern: str) -> set[str]:
    files = {
        file.relative_to(ROOT / root).with_suffix("").as_posix()
        for file in (ROOT / root).glob(pattern)
        if file.name != "__init__.py"
    }
    assert files, f"nothing seen in {root}"
    return files


def files_with_tests(folder: Path, left_out: set[str]) -> set[str]:
    return {
        file.relative_to(folder).with_name(file.stem.removeprefix("test_")).as_posix()
        for file in folder.rglob("test_*.py")
        if file.relative_to(folder).parts[0] not in left_out
    }


def does_something(file: Path) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def is_named(entry: str, tests: str) -> bool:
    return re.search(rf"[\"'.]{entry}[\"'. ]", tests) is not None


def without_underscore(name: str) -> str:
    """Return the name of the test of a private module: ``build_scripts/_setup`` is tested by ``test_setup``."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/{file.strip('_')}".lstrip("/")


def lacking(root: str, pattern: str, tests: Path, left_out: set[str]) -> list[str]:
    """Return what is missing on either side."""
    sources = source_files(root, pattern)
    there = files_with_tests(tests, left_out)
    recipes = {name for name in sources if name.rpartition("/")[0] in RECIPES}
    needed = {name for name in sources - recipes if does_something(ROOT / root / f"{name}.py")}
    said = [f"without a test: {name}" for name in needed if without_underscore(name) not in there]
    known = {without_underscore(name) for name in sources} | RECIPES
    known |= {f"{folder}/{folder.rpartition('/')[2]}" for folder in RECIPES}
    helpers = {file.relative_to(tests).with_suffix("").as_posix() for file in tests.rglob("*.py")}
    said += [f"without a source: {name}" for name in there - known - helpers]
    for package in {name.partition("/")[0] for name in recipes}:
        text = "\n".join(file.read_text(encoding="utf-8") for file in (tests / package).rglob("*.py"))
        entries = {name for name in recipes - there if name.startswith(f"{package}/")}
        unnamed = (name for name in entries if not is_named(Path(name).name, text))
        said += [f"named in no test: {name}" for name in unnamed if not Path(name).name.startswith("_")]
    return sorted(said)


@pytest.mark.parametrize(
    ("root", "pattern", "tests", "left_out"),
    [
        ("retention_desk", "**/*.py", ROOT / "tests", WHOLE),
        ("build_scripts", "*.py", ROOT / "tests" / "build_scripts", set()),
    ],
    ids=["retention_desk", "build_scripts"],
)
def test_tests_mirror_the_source_both_ways(root, pattern, tests, left_out):
    found = lacking(root, pattern, tests, left_out)
    assert not found, "\n".join(sorted(found))


def test_a_case_has_to_name_the_entry():
    assert is_named("no_login", 'case("no_login", 3)')
    assert not is_named("no_login", "no_login_ever = 'no_login_ever'")
