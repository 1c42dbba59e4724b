"""Projects of a small shop: exports of two months, and a project that keeps both."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.pipeline import analyse, import_files
from retention_desk.project.open_project import create_project
from tests.small_shop import small_orders

FIRST = dt.date(2024, 10, 31)
QUICK = DEFAULTS.with_value("churn.model", "off")


def write_export(path: Path, until: dt.date | None = None) -> Path:
    """Write what the shop would have exported at the end of a day; all of it without one."""
    table = small_orders()
    if until is not None:
        table = table[table["Order date"] <= until.isoformat()]
    table.to_csv(path, index=False)
    return path


@pytest.fixture(scope="session")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """Return the analyses of two months."""
    folder = tmp_path_factory.mktemp("months")
    files = [write_export(folder / "october.csv", FIRST), write_export(folder / "december.csv")]
    first, second = (analyse(import_files([file]), QUICK) for file in files)
    return first, second


@pytest.fixture(scope="session")
def template(months: tuple[Any, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with two months, two notes and a list handed out; to be copied, not opened."""
    path = tmp_path_factory.mktemp("template") / "Client.rdesk"
    with create_project(path, settings=QUICK) as project:
        for analysis in months:
            project.save_snapshot(analysis)
        project.save_note("00001", "Ask for Dan")
        project.save_plan(months[0], "list-one")
    return path


@pytest.fixture
def client(template: Path, tmp_path: Path) -> Path:
    """Return a project of one's own with two months."""
    path = tmp_path / "Client.rdesk"
    shutil.copy(template, path)
    return path
