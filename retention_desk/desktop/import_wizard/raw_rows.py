"""The rows of a sheet that the import shows: as they stand in the file, with why some are left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.unknown import is_unknown
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.vocabulary import reason_name
from retention_desk.foundation.wording import Phrase, phrase

ROWS_SHOWN: Final = 6
_WITHOUT_HEADER: Final = 12
_ABOVE_SHOWN: Final = 4
_ASIDE_SHOWN: Final = 3
_ABOVE: Final = phrase("above the table, skipped")


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file by its number there.

    Attributes
    ----------
    number : int
        Row number as Excel shows it; of a gap its first one.
    cells : tuple of str
        As a person sees them; empty for a gap.
    kind : {"above", "header", "data", "aside", "gap"}
        A gap stands for the rows from `number` to `last`, which are not shown.
    note : Phrase or None
        Why the row is left out.
    last : int
        Last row of a gap.
    """

    number: int
    cells: tuple[str, ...]
    kind: str
    note: Phrase | None = None
    last: int = 0


@dataclass(frozen=True, eq=False)
class AsideRows:
    """Rows of a sheet that are set aside: their numbers in order, and why."""

    numbers: npt.NDArray[np.int64]
    codes: npt.NDArray[np.object_]

    @classmethod
    def of(cls, mapping: ColumnMapping, data: CustomerData | None) -> AsideRows:
        """Return the rows of one sheet that `data` sets aside."""
        place = source_place(mapping, data)
        if data is None or place is None:
            return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=object))
        mine = data.set_aside[data.set_aside["source"] == place]
        numbers = mine["source_row"].to_numpy(dtype=np.int64)
        order = np.argsort(numbers, kind="stable")
        return cls(numbers[order], mine["code"].astype(object).to_numpy()[order])

    def code_of(self, row: int) -> str | None:
        """Return why a row is set aside, None when it is used."""
        at = int(np.searchsorted(self.numbers, row))
        return str(self.codes[at]) if at < len(self.numbers) and self.numbers[at] == row else None

    def first_of_each(self, after: int) -> list[int]:
        """Return a few rows behind row `after`: the first for each reason, then the next ones."""
        later = self.numbers > after
        numbers, codes = self.numbers[later], self.codes[later].astype(str)
        if not len(numbers):
            return []
        _names, first = np.unique(codes, return_index=True)
        chosen = sorted(numbers[first].tolist())
        chosen += [row for row in numbers[:_ASIDE_SHOWN].tolist() if row not in chosen]
        return sorted(chosen[:_ASIDE_SHOWN])


def source_place(mapping: ColumnMapping, data: CustomerData | None) -> int | None:
    """Return the position of a sheet among the sources of `data`, None when it is not used."""
    if data is None or mapping.skip:
        return None
    sources = enumerate(data.sources)
    return next((i for i, s in sources if (s.file, s.sheet) == (mapping.file, mapping.sheet)), None)


def raw_rows(raw: RawTable, aside: AsideRows, start: int | None = None) -> tuple[PreviewRow, ...]:
    """Return the rows of a sheet to show, in order, gaps between them.

    Parameters
    ----------
    raw : RawTable
    aside : AsideRows
        What is left out, and why.
    start : int, optional
        Row number from which rows below the header are shown; default: right below it.
    """
    last = raw.first_row + len(raw.cells) - 1
    if raw.header_row is None:
        shown = range(raw.first_row, min(raw.first_row + _WITHOUT_HEADER, last + 1))
        rows = [_row(raw, number, "above") for number in shown]
        return tuple(_with_gaps(rows, raw.first_row, last))
    top = raw.header_row - raw.header_depth + 1
    rows = [_row(raw, n, "above") for n in range(max(raw.first_row, top - _ABOVE_SHOWN), top)]
    rows += [_row(raw, number, "header") for number in range(top, raw.header_row + 1)]
    below = raw.header_row + 1
    begin = min(max(start or below, below), max(last - ROWS_SHOWN + 1, below))
    end = min(begin + ROWS_SHOWN - 1, last)
    numbers = [*range(begin, end + 1), *(n for n in aside.first_of_each(end) if n <= last)]
    rows += [_row(raw, number, "data", aside.code_of(number)) for number in numbers]
    return tuple(_with_gaps(rows, raw.first_row, last))


def _with_gaps(rows: list[PreviewRow], first: int, last: int) -> list[PreviewRow]:
    filled: list[PreviewRow] = []
    expected = first
    for row in rows:
        if row.number > expected:
            filled.append(PreviewRow(expected, (), "gap", None, row.number - 1))
        filled.append(row)
        expected = row.number + 1
    if expected <= last:
        filled.append(PreviewRow(expected, (), "gap", None, last))
    return filled


def _row(raw: RawTable, number: int, kind: str, code: str | None = None) -> PreviewRow:
    cells = tuple(cell_text(cell) for cell in raw.cells.iloc[number - raw.first_row])
    if code is not None:
        return PreviewRow(number, cells, "aside", reason_name(code))
    note = _ABOVE if kind == "above" and raw.header_row is not None and any(cells) else None
    return PreviewRow(number, cells, kind, note)


def cell_text(value: Any) -> str:
    """Return a cell as a person would have seen it in the file."""
    if is_unknown(value):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.10g}"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    return str(value)
