"""Every public file is read as it has to be, or refused as it has to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from .expectations import FOLDERS, differences, load
from .observe import look_at

FILES = load(*FOLDERS)
TOGETHER = load("together")


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_read_as_it_has_to_be(shared_data: Path, file: str) -> None:
    said = differences(FILES[file], look_at([shared_data / file]), file)
    assert not said, "\n".join(said)


@pytest.mark.parametrize("name", TOGETHER)
def test_files_of_one_business_go_together(shared_data: Path, name: str) -> None:
    entry = TOGETHER[name]
    said = differences(entry, look_at([shared_data / file for file in entry["files"]]))
    assert not said, "\n".join(said)


def test_every_file_has_an_entry(shared_data: Path) -> None:
    there = {
        path.relative_to(shared_data).as_posix()
        for folder in FOLDERS
        for path in (shared_data / folder).rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    assert there == set(FILES)
