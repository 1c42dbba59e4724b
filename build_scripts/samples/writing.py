"""Workbooks, CSV files and truth files that come out the same, byte for byte, every time."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

CREATED = datetime(2026, 7, 1, 9, 0, 0)
_EPOCH = pd.Timestamp(1899, 12, 30)
Rows = list[list[Any]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: the rows above the header, the table, the rows below it.

    Cells are text, numbers, timestamps (real dates) or None; nothing is guessed from text.
    """

    name: str
    header: Sequence[str]
    rows: Rows
    above: Rows = field(default_factory=list)
    below: Rows = field(default_factory=list)
    date_format: str = "yyyy-mm-dd"
    widths: Sequence[int] = ()


def sheet_of(name: str, frame: pd.DataFrame, date_format: str = "yyyy-mm-dd") -> Sheet:
    """Return a tidy sheet of a frame: header in row 1, empty cells for what is unknown."""
    return Sheet(name, [str(c) for c in frame.columns], cells_of(frame), date_format=date_format)


def cells_of(frame: pd.DataFrame) -> Rows:
    """Return the cells of a frame, row by row, as plain Python values; None where unknown."""
    columns = []
    for name in frame.columns:
        values = frame[name].astype(object)
        columns.append(values.where(frame[name].notna(), None).tolist())
    return [list(row) for row in zip(*columns, strict=True)]


def excel_serial(moment: pd.Timestamp) -> float:
    """Return the number by which a workbook of the 1900 system stores a moment."""
    return round((moment - _EPOCH) / pd.Timedelta(days=1), 8)


def write_workbook(path: Path, sheets: Sequence[Sheet], title: str) -> None:
    """Write a workbook; text stays text whatever it starts with."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": CREATED})
    bold = book.add_format({"bold": True, "bottom": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        date = book.add_format({"num_format": sheet.date_format})
        widths = sheet.widths or [max(11, min(28, len(name) + 6)) for name in sheet.header]
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        _write_rows(page, sheet.above, 0, date)
        top = len(sheet.above)
        for column, name in enumerate(sheet.header):
            page.write_string(top, column, name, bold)
        page.freeze_panes(top + 1, 0)
        _write_rows(page, sheet.rows, top + 1, date)
        _write_rows(page, sheet.below, top + 1 + len(sheet.rows), date)
    book.close()
    _pack_small(memory, path)


def _pack_small(workbook: io.BytesIO, path: Path) -> None:
    """Write the parts of a workbook to a file, packed as small as they go, all with the same old date."""
    with zipfile.ZipFile(workbook) as parts, zipfile.ZipFile(path, "w") as packed:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            packed.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED, 9)


def _write_rows(page: Any, rows: Rows, first: int, date: Any) -> None:
    """Write cells by the type they have."""
    for at, row in enumerate(rows, first):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                page.write_string(at, column, cell)
            elif isinstance(cell, pd.Timestamp):
                page.write_number(at, column, excel_serial(cell), date)
            else:
                page.write_number(at, column, cell)


def write_csv(path: Path, sheet: Sheet, bom: bool) -> None:
    """Write a sheet as UTF-8 text with commas and CRLF; numbers as they are, dates in the sheet's format."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(_texts(sheet.above))
    writer.writerow(sheet.header)
    writer.writerows(_texts(sheet.rows))
    writer.writerows(_texts(sheet.below))
    path.write_bytes(text.getvalue().encode("utf-8-sig" if bom else "utf-8"))


def _texts(rows: Rows) -> Rows:
    """Return cells as a text file holds them."""
    return [[f"{c:%Y-%m-%d %H:%M}" if isinstance(c, pd.Timestamp) else c for c in row] for row in rows]


def write_facts(path: Path, facts: Mapping[str, Any]) -> None:
    """Write the truth of a sample as JSON, keys in the order given."""
    path.write_text(
        json.dumps(facts, ensure_ascii=False, indent=1, default=_plain) + "\n", encoding="utf-8", newline="\n"
    )


def _plain(value: Any) -> Any:
    """Return a NumPy or date value as JSON knows it."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    raise TypeError(f"no JSON for {type(value).__name__}")


def write_table_gz(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as compressed CSV without the moment of writing in it."""
    text = frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
    with path.open("wb") as stream, gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        packed.write(text)
