"""Every public file is read as it has to be, or refused as it has to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from .expectations import FOLDERS, differences, load
from .observe import look_at

FILES = load(*FOLDERS)
TOGETHER = load("together")
GAPS: dict[str, str] = {
    "exports/recurly_schema/subscription_history_data.csv": "a history of subscriptions: one stands twice and counts twice, and add-ons are no part of its amount",
}
"""What the program does not do yet: file or import, and what is wrong; who mends it takes it from here."""


def cases(entries: dict) -> list:
    def marks(name: str) -> list:
        return [pytest.mark.xfail(reason=GAPS[name], strict=True)] if name in GAPS else []

    return [pytest.param(name, marks=marks(name), id=name) for name in entries]


@pytest.mark.parametrize("file", cases(FILES))
def test_a_file_is_read_as_it_has_to_be(shared_data: Path, file: str) -> None:
    said = differences(FILES[file], look_at([shared_data / file]), file)
    assert not said, "\n".join(said)


@pytest.mark.parametrize("name", cases(TOGETHER))
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


def test_gaps_are_entries() -> None:
    assert set(GAPS) <= set(FILES) | set(TOGETHER)
