"""Raw tables of a sheet: its tables apart, their headers, and what holds for several rows put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import FileTotal, RawTable, SheetLayout
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.touched_rows import TouchedRows
from retention_desk.importing import refusals
from retention_desk.importing.date_parts import with_joined_dates, without_joined_dates
from retention_desk.importing.fill_down import filled_down
from retention_desk.importing.find_header import cell_text, header_position, row_objects
from retention_desk.importing.find_tables import Bools, Region, filled_cells, find_tables
from retention_desk.importing.header_block import header_block
from retention_desk.importing.header_text import unique_headers
from retention_desk.importing.headerless import is_table_without_header
from retention_desk.importing.sheet_cells import SheetCells


def raw_tables(
    path: Path, sheets: Sequence[SheetCells], file_hash: str, progress: Progress = SILENT
) -> list[RawTable]:
    """Return the raw tables of a file's sheets: one for each sheet, or several where it holds several.

    A further table of a sheet is named after it: ``Sheet1 (2)``.
    """
    taken = {sheet.name for sheet in sheets}
    tables = []
    for place, sheet in enumerate(sheets):
        if not sheet.cells.size:
            continue
        part = progress.part(place / len(sheets), (place + 1) / len(sheets))
        part.step(0.0)
        filled = filled_cells(sheet.cells)
        part.step(0.4)
        regions = find_tables(sheet.cells, filled)
        for number, region in enumerate(regions, start=1):
            part.step(0.5 + 0.5 * number / len(regions))
            name = sheet.name if number == 1 else _free_name(sheet.name, number, taken)
            tables.append(_raw_table(path, sheet, file_hash, name, region, filled))
    return tables


def with_header_row(raw: RawTable, header_row: int) -> RawTable:
    """Return the raw table with another row of the file as its header.

    Raises
    ------
    UserFacingError
        ``no_table`` when the sheet has no such row.
    """
    raw = without_joined_dates(raw)
    position = header_row - raw.first_row
    if not 0 <= position < len(raw.cells):
        raise refusals.no_table(raw.path)
    return _headed(raw, position, filled_cells(raw.cells), fixed=True)


def layout_of(raw: RawTable, totals: tuple[FileTotal, ...] = ()) -> SheetLayout:
    """Return how a table lies in its sheet, for the audit."""
    start = 0 if raw.header_row is None else raw.header_row - raw.first_row + 1
    rows = enumerate(row_objects(raw.cells, 0, start - raw.header_depth), raw.first_row)
    above = {number: row for number, row in rows if any(row)}
    changed = [
        codes[start:] != raw.cells.iloc[start:, column].cat.codes.to_numpy()
        for column, codes in raw.filled_down.items()
    ]
    filled = np.flatnonzero(np.logical_or.reduce(changed)) if changed else np.zeros(0, dtype=np.int32)
    return SheetLayout(
        rows_above=len(above),
        text_above=next((cell_text(cell) for row in above.values() for cell in row if cell is not None), ""),
        header_depth=raw.header_depth,
        filled_columns=tuple(raw.headers[column] for column in sorted(raw.filled_down)),
        filled_rows=len(filled),
        is_merged=bool(raw.merged) and bool(changed),
        totals=totals,
        above=TouchedRows.of(raw.file, raw.sheet, above),
        filled=TouchedRows.of(raw.file, raw.sheet, filled + raw.first_row + start),
    )


def _free_name(sheet: str, number: int, taken: set[str]) -> str:
    """Return the name of a further table of a sheet that no sheet bears."""
    base = sheet or "#"
    while f"{base} ({number})" in taken:
        number += 1
    taken.add(f"{base} ({number})")
    return f"{base} ({number})"


def _raw_table(
    path: Path, sheet: SheetCells, file_hash: str, name: str, region: Region, filled: Bools
) -> RawTable:
    """Return one table of a sheet with its header, if it has one."""
    cells, merged, counts = sheet.cells, sheet.merged, sheet.field_counts
    if (region.bottom - region.top, region.right - region.left) != cells.shape:
        cells = cells.iloc[region.top : region.bottom, region.left : region.right]
        cells = cells.set_axis(range(cells.shape[1]), axis=1).reset_index(drop=True)
        filled = filled[region.top : region.bottom, region.left : region.right]
        merged = _inside(merged, region)
        counts = None
    raw = RawTable(
        path=path.with_name(f"{path.name} › {sheet.member}") if sheet.member else path,
        sheet=name,
        cells=cells,
        first_row=sheet.first_row + region.top,
        header_row=None,
        headers=unique_headers([""] * cells.shape[1], sheet.first_column + region.left),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        file_hash=sheet.file_hash or file_hash,
        hidden=sheet.hidden,
        first_column=sheet.first_column + region.left,
        merged=merged,
        encoding_confidence=sheet.encoding_confidence,
        findings=sheet.findings,
        from_1904=sheet.from_1904,
    )
    position = header_position(cells)
    if position is None:
        return replace(raw, header_row=raw.first_row - 1) if is_table_without_header(cells) else raw
    raw = _headed(raw, position, filled)
    if counts is None or raw.header_row is None:
        return raw
    return replace(raw, ragged=_ragged_rows(counts, raw.header_row - raw.first_row))


def _inside(
    merged: Sequence[tuple[int, int, int, int]], region: Region
) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merged ranges that begin in a region, as positions in it."""
    return tuple(
        (top - region.top, left - region.left, bottom - region.top, right - region.left)
        for top, left, bottom, right in merged
        if region.top <= top < region.bottom and region.left <= left < region.right
    )


def _headed(raw: RawTable, position: int, filled: Bools, *, fixed: bool = False) -> RawTable:
    """Return a raw table with the header around the row at `position`."""
    block = header_block(raw.cells, position, raw.merged, raw.first_column, fixed=fixed)
    headed = replace(
        raw,
        header_row=raw.first_row + block.bottom,
        header_depth=block.depth,
        headers=block.headers,
        filled_down=filled_down(raw.cells, filled, block.bottom, block.headers, raw.merged),
    )
    return with_joined_dates(headed)


def _ragged_rows(counts: npt.NDArray[np.int32], header: int) -> tuple[int, ...]:
    """Return the positions of rows below the header with another number of fields.

    Where a tenth of the rows or more are short, the export leaves out trailing empty fields: short rows
    are then as good as the others. A row of one field is a blank line or a note, judged by its content.
    """
    usual = counts[header]
    below = counts[header + 1 :]
    short = (below < usual) & (below > 1)
    if short.sum() > 0.1 * len(below) and len(below) > 10:
        short[:] = False
    return tuple((np.flatnonzero(short | (below > usual)) + header + 1).tolist())
