"""README and ARCHITECTURE tell the truth: the tree, the catalogue folders, the commands and links they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retention_desk.headless.self_check import CATALOGUES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "retention_desk"
DOCUMENTS = sorted(ROOT.glob("*.md"))


def tree() -> dict[str, list[str]]:
    """Return the entries of the tree in ARCHITECTURE.md: top-level name → catalogue folders named beside it."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = re.search(r"```\nretention_desk/\n(.*?)```", text, re.DOTALL)
    assert drawn, "no tree"
    inside = [line.strip() for line in drawn.group(1).splitlines() if line.startswith("  ")]
    return {line.split()[0].rstrip("/"): re.findall(r"(\w+)/\*", line) for line in inside}


def test_the_tree_lists_every_package_and_nothing_else():
    real = {
        path.name
        for path in SOURCE.iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert set(tree()) == real


def test_the_tree_marks_the_catalogue_folders():
    named = {f"{package}.{folder}" for package, folders in tree().items() for folder in folders}
    assert named == set(CATALOGUES)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_a_document_names_exist(document):
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text))
    named |= set(re.findall(r"`((?:build_scripts|resources|retention_desk|tests)/[\w./-]+\w)`", text))
    named |= {
        f"retention_desk/{path}" for path in re.findall(r"`((?:foundation|desktop|headless)/\w+\.py)`", text)
    }
    assert not [path for path in sorted(named) if not (ROOT / path).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_scripts_that_a_document_starts_exist(document):
    scripts = re.findall(r"python3? (build_scripts/\w+\.py)", document.read_text(encoding="utf-8"))
    assert not [script for script in scripts if not (ROOT / script).exists()]


def test_the_readme_starts_with_the_two_commands():
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8")[:2500]
    assert "python3 build_scripts/run.py" in first_screen
    assert "python3 build_scripts/test.py" in first_screen
