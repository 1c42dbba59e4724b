"""A damaged file is read with everything accounted for, or refused with a way out; in bounded time and memory."""

from __future__ import annotations

import datetime as dt
import os
import random
from pathlib import Path

import pytest
from fuzzing.campaign import damaged_copy, run_campaign, whole_files
from fuzzing.mutations import mutate

from .writers import write_ods, write_openpyxl, write_text, write_xlsxwriter

SCALE = int(os.environ.get("RETENTION_DESK_FUZZ_SCALE", "1"))
HEADER = ["Order ID", "Customer ID", "Order Date", "Amount", "Product"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Small order tables, one for each format that can be written here."""
    folder = tmp_path_factory.mktemp("whole")
    rows = [
        [
            f"A{i}",
            f"C-{i % 7}",
            dt.date(2024, 1 + i % 12, 1 + i % 28),
            10.5 * i - 20,
            "Tea, green" if i % 2 else "茶叶",
        ]
        for i in range(40)
    ]
    text = [[str(cell) for cell in row] for row in rows]
    write_text([HEADER, *text], folder / "utf8.csv", "utf-8", ",", "\r\n", False)
    write_text([HEADER, *text], folder / "gbk.csv", "gb18030", ";", "\n", True)
    write_text([HEADER, *text], folder / "utf16.txt", "utf-16", "\t", "\r\n", False)
    write_xlsxwriter([["Sales"], [], HEADER, *rows], folder / "one.xlsx")
    write_openpyxl([HEADER, *rows], folder / "other.xlsx")
    write_ods([HEADER, *rows], folder / "open.ods")
    return sorted(folder.iterdir())


def assert_clean(files: list[Path], mutations: int) -> None:
    campaign = run_campaign(files, mutations, seed=20, processes=1)
    assert campaign.files == mutations
    assert not campaign.troubles, "\n".join(map(str, campaign.troubles))


def test_damaged_tables(whole: list[Path]) -> None:
    assert_clean(whole, 60 * SCALE)


def test_damaged_public_files(shared_data: Path) -> None:
    assert_clean(whole_files(shared_data / "messy", largest_bytes=30_000), 60 * SCALE)


def test_damage_is_the_same_again_and_is_damage(whole: list[Path]) -> None:
    for number, file in enumerate(whole * 3):
        data, damage = damaged_copy(number, str(file), 1)
        assert (data, damage) == damaged_copy(number, str(file), 1)
        assert damage
    assert mutate(b"", random.Random(1))[1]


def crashes(path: Path) -> str:
    raise ZeroDivisionError(path.suffix)


def dies(path: Path) -> str:
    os._exit(9)


def hangs(path: Path) -> str:
    if path.stem == "1":
        while True:
            pass
    return "read"


@pytest.mark.parametrize(
    ("work", "outcome", "count"), [(crashes, "crash", 3), (dies, "crash", 3), (hangs, "hang", 1)]
)
def test_a_campaign_sees_what_goes_wrong(whole: list[Path], work, outcome: str, count: int) -> None:
    campaign = run_campaign(whole, 3, processes=1, longest_seconds=0.5, work=work)
    assert campaign.outcomes[outcome] == count == len(campaign.troubles)
    assert campaign.files == 3
