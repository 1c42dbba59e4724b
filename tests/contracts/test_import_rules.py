"""Who may import whom: the rules hold, and they do catch a fault."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "retention_desk",
        tmp_path / "retention_desk",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return tmp_path


def test_rules_hold(copy):
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "planted", "told"),
    [
        ("foundation/rounding.py", "import retention_desk.metrics", "retention_desk.foundation"),
        ("metrics/__init__.py", "import retention_desk.health", "retention_desk.metrics"),
        ("charts/__init__.py", "import retention_desk.pipeline", "retention_desk.charts"),
        ("headless/__init__.py", "import retention_desk.desktop", "retention_desk.headless"),
        ("reporting/__init__.py", "import PySide6.QtGui", "PySide6"),
        ("pipeline.py", "def f():\n    import superqt", "superqt"),
    ],
)
def test_a_forbidden_import_is_caught(copy, module, planted, told):
    file = copy / "retention_desk" / module
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{planted}\n", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode != 0
    assert "1 broken" in done.stdout
    assert told in done.stdout


def test_a_package_nobody_listed_is_caught(copy):
    (copy / "retention_desk" / "loose").mkdir()
    (copy / "retention_desk" / "loose" / "__init__.py").touch()
    done = lint_imports(copy)
    assert done.returncode != 0
    assert "loose" in done.stdout
