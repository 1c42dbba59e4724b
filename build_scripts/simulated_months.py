"""A project as it stands after some months of work: lists handed out, filled in by colleagues, brought back.

The months are those of one sample, looked at month end by month end; the colleagues are made up by a seeded
chance. The last list is out and its copies lie beside the project, not merged yet, with answers that stand
against each other.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from retention_desk.foundation.settings import AnalysisSettings

COLLEAGUES: Final = ("Anna", "Ben", "Chen")
SEED: Final = 20_240_930
HEADER_ROW: Final = 5
SHARED_EVERY: Final = 11
"""Each so many rows everybody answers."""
_PROPERTIES: Final = "docProps/core.xml"
_OUTCOMES: Final = ("Ordered again", "Stays", "Undecided", "No answer", "Leaves")
_NOTES: Final = ("Asked for a quote", "Moved to another town", "Happy with the service", "Call again in May")


@dataclass(frozen=True)
class SimulatedProject:
    """The project, and the copies of its last list that are still to be brought back."""

    path: Path
    returned: tuple[Path, ...]


def simulate_months(
    folder: Path, exports: Sequence[Path], settings: AnalysisSettings, months: int = 4
) -> SimulatedProject:
    """Make a project of the last `months` month ends of some exports, in a folder.

    Parameters
    ----------
    folder : Path
        Has to be there; the project and the workbooks are written into it.
    exports : sequence of Path
    settings : AnalysisSettings
    months : int
    """
    from retention_desk.foundation.wording import Words
    from retention_desk.pipeline import analyse, import_files, merge_into, read_all_returned, write_workbook
    from retention_desk.project.open_project import create_project
    from retention_desk.reporting.write_workbook import list_id

    data = import_files(list(exports), settings=settings)
    chance = np.random.default_rng(SEED)
    path = folder / "Client.rdesk"
    copies: tuple[Path, ...] = ()
    with create_project(path, settings=settings) as project:
        ends = month_ends(data.as_of, months)
        for place, end in enumerate(ends):
            dated = settings.with_value("general.as_of", end)
            analysis = analyse(data, dated, history=project.history())
            project.save_snapshot(analysis)
            project.save_plan(analysis, list_id(analysis))
            workbook = folder / f"actions {end}.xlsx"
            write_workbook(analysis, workbook, Words("en"))
            copies = filled_copies(workbook, end, chance)
            if place < len(ends) - 1:
                read, refused = read_all_returned(copies)
                assert not refused, refused
                project.save_merge(merge_into(project, read, prefer="newest"))
    return SimulatedProject(path, copies)


def month_ends(latest: dt.date | None, count: int) -> list[dt.date]:
    """Return the last `count` − 1 month ends before a day and that day itself, the earliest first."""
    assert latest is not None, "the sample has dates"
    ends = [latest]
    while len(ends) < count:
        ends.append(ends[-1].replace(day=1) - dt.timedelta(days=1))
    return ends[::-1]


def filled_copies(workbook: Path, handed_out: dt.date, chance: np.random.Generator) -> tuple[Path, ...]:
    """Return the copies of a workbook that the colleagues filled in, each its part; some cells twice."""
    paths = []
    for place, name in enumerate(COLLEAGUES):
        path = workbook.with_name(f"{workbook.stem} {name}.xlsx")
        saved = dt.datetime.combine(handed_out, dt.time(9 + place, 30)) + dt.timedelta(days=6 + place)
        fill_in(workbook, path, name, saved, place, chance)
        paths.append(path)
    return tuple(paths)


def fill_in(
    workbook: Path, copy: Path, name: str, saved: dt.datetime, place: int, chance: np.random.Generator
) -> None:
    """Write a copy of a workbook in which the colleague at a place filled in her or his rows."""
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    sheet = book["Actions"]
    columns = {str(cell.value): cell.column for cell in sheet[HEADER_ROW] if cell.value is not None}
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        is_held_out = str(sheet.cell(row, columns["Arm"]).value).startswith("Holdout")
        if not is_held_out and (row % len(COLLEAGUES) == place or row % SHARED_EVERY == 0):
            _answer(sheet, row, columns, saved.date(), chance)
    book.properties.lastModifiedBy = name
    book.save(copy)
    _say_saved(copy, saved)


def _answer(sheet: Any, row: int, columns: dict[str, int], day: dt.date, chance: np.random.Generator) -> None:
    """Fill in the yellow cells of a row."""
    done = chance.random() < 0.8
    sheet.cell(row, columns["Action status"]).value = "✓ Done" if done else "✕ Skipped"
    if not done:
        return
    sheet.cell(row, columns["Contacted on"]).value = day - dt.timedelta(days=int(chance.integers(5)))
    sheet.cell(row, columns["Outcome"]).value = _OUTCOMES[chance.integers(len(_OUTCOMES))]
    if chance.random() < 0.3:
        sheet.cell(row, columns["Note"]).value = _NOTES[chance.integers(len(_NOTES))]


def _say_saved(path: Path, saved: dt.datetime) -> None:
    """Let the properties of a workbook say when it was saved last: the writer puts the present there."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    told = f">{saved:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    parts[_PROPERTIES] = re.sub(rb">[^<]*</dcterms:modified>", told, parts[_PROPERTIES])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
