"""Merge three filled-in copies of an action workbook of 5,000 rows into the project that handed it out."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
ROWS = 5_000
COLLEAGUES = ("Ann", "Bo", "Cy")


@dataclass(frozen=True)
class MergeTime:
    """What three copies took: reading, comparing, keeping; and what came of it."""

    rows: int
    read_seconds: float
    merge_seconds: float
    keep_seconds: float
    taken: int
    conflicts: int
    again_seconds: float

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.read_seconds + self.merge_seconds + self.keep_seconds


def measured_merge(analysis: Any) -> MergeTime:
    """Return the times of merging three copies of the list of an analysis, each half filled in."""
    from retention_desk.foundation.wording import Words
    from retention_desk.pipeline import merge_into, read_all_returned, write_workbook
    from retention_desk.project.open_project import create_project
    from retention_desk.reporting.write_workbook import list_id

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(analysis, folder / "list.xlsx", Words("en"))
        copies = [filled_copy(folder / "list.xlsx", who, place) for place, who in enumerate(COLLEAGUES)]
        with create_project(folder / "p.rdesk") as project:
            project.save_plan(analysis, list_id(analysis))
            times = [time.perf_counter()]
            read, refused = read_all_returned(copies)
            times.append(time.perf_counter())
            merge = merge_into(project, read)
            times.append(time.perf_counter())
            project.save_merge(merge)
            times.append(time.perf_counter())
            again = merge_into(project, read)
            times.append(time.perf_counter())
    assert not refused
    assert again.changes_nothing
    read_s, merge_s, keep_s, again_s = (after - before for before, after in itertools.pairwise(times))
    rows = merge.returns[0].n_rows
    return MergeTime(rows, read_s, merge_s, keep_s, len(merge.taken), len(merge.conflicts), again_s)


def filled_copy(path: Path, who: str, place: int) -> Path:
    """Return a copy in which a colleague filled in every second row: status, note, day of contact.

    The cells are put into the XML of the first list alone, as a spreadsheet leaves them; writing the file
    with a library of spreadsheets would take longer than everything measured.
    """
    copy, columns = path.with_name(f"list_{who}.xlsx"), letters_of_columns(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet3.xml":
                data = _filled(data.decode(), columns, who, place).encode()
            elif part.filename == "docProps/core.xml":
                data = _saved_by(data.decode(), who, place).encode()
            new.writestr(part.filename, data)
    return copy


def _filled(xml: str, columns: Mapping[str, str], who: str, place: int) -> str:
    """Put status, day of contact and note into every second row."""
    wanted = {columns["status"]: ("Done", "Skipped", "In progress")[place], columns["note"]: f"{who} rang"}

    def fill(found: re.Match[str]) -> str:
        letters, row, style = found[1], int(found[2]), found[3]
        if row < 6 or (row + place) % 2:
            return found[0]
        if letters in wanted:
            said = escape(wanted[letters])
            return f'<c r="{letters}{row}"{style} t="inlineStr"><is><t>{said}</t></is></c>'
        if letters == columns["contacted_on"]:
            return f'<c r="{letters}{row}"{style}><v>{45_700 + row % 20}</v></c>'
        return found[0]

    return re.sub(r'<c r="([A-Z]+)(\d+)"( s="\d+")?/>', fill, xml)


def letters_of_columns(path: Path) -> dict[str, str]:
    """Return the letters of the first list's columns by machine key."""
    from retention_desk.importing.read_book import read_book

    keys = read_book(path).sheets[2].row(3)
    return {str(key): _letters(number) for number, key in keys.items()}


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _saved_by(xml: str, who: str, place: int) -> str:
    saved = dt.datetime(2025, 2, 3, 9 + place)
    xml = re.sub(r"<cp:lastModifiedBy>.*?</cp:lastModifiedBy>|<cp:lastModifiedBy/>", "", xml)
    modified = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{saved.isoformat()}Z</dcterms:modified>'
    xml = re.sub(r"<dcterms:modified.*?</dcterms:modified>", "", xml)
    return xml.replace(
        "</cp:coreProperties>", f"<cp:lastModifiedBy>{who}</cp:lastModifiedBy>{modified}</cp:coreProperties>"
    )
