"""Rows of a text read one by one, with every way of quoting; a quote left open swallows one line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.text_dialect import ALIGNED, TextDialect, column_starts, fields_reader

_END: Final = "\x02\x03"
_MOST_QUOTES_MENDED: Final = 50
_LONGEST_FIELD: Final = 1 << 30
_LONG_FIELD_LINES: Final = 30
_LOOKED_AT_LINES: Final = 5_000
_ROWS_PER_STEP: Final = 50_000


def read_rows(
    text: str, dialect: TextDialect, step: Callable[[float], None] = lambda _share: None
) -> list[list[str]]:
    """Return the fields of each row of a text whose lines end in LF.

    Parameters
    ----------
    text : str
    dialect : TextDialect
    step : callable
        Told the share done now and then; may raise to stop.
    """
    if dialect.delimiter == ALIGNED:
        return _aligned(text)
    if len(dialect.delimiter) > 1:
        return [_bare(line.split(dialect.delimiter), dialect) for line in text.removesuffix("\n").split("\n")]
    csv.field_size_limit(_LONGEST_FIELD)
    lines = text.removesuffix("\n").split("\n")
    rows: list[list[str]] = []
    done = 0
    for _ in range(_MOST_QUOTES_MENDED):
        fresh, taken = _rows_until_open_quote(lines[done:], dialect, step)
        rows += fresh
        done += taken
        if done >= len(lines):
            return rows
        rows.append(_bare(lines[done].split(dialect.delimiter), dialect))
        done += 1
    rows += [_bare(line.split(dialect.delimiter), dialect) for line in lines[done:]]
    return rows


def _rows_until_open_quote(
    lines: Sequence[str], dialect: TextDialect, step: Callable[[float], None]
) -> tuple[list[list[str]], int]:
    """Return rows up to one that opens a quote and never closes it, and how many lines they take."""
    if not lines:
        return [], 0
    text = io.StringIO("\n".join([*lines, _END, ""]), newline="")
    reader = fields_reader(text, dialect)
    rows: list[list[str]] = []
    before = 0
    for row in reader:
        if row == [_END] and reader.line_num == len(lines) + 1:
            return rows, len(lines)
        if row and row[-1].endswith((_END, _END + "\n")):
            break
        if reader.line_num - before > _LONG_FIELD_LINES and rows:
            usual = len(rows[len(rows) // 2])
            if any(holds_rows(field, dialect, usual) for field in row):
                break
        rows.append(row or [""])
        before = reader.line_num
        if len(rows) % _ROWS_PER_STEP == 0:
            step(before / len(lines))
    return rows, before


def holds_rows(field: str, dialect: TextDialect, usual: int) -> bool:
    """Whether a field holds so many lines cut like rows that its quote must have been left open."""
    if usual < 2 or field.count("\n") < _LONG_FIELD_LINES:
        return False
    lines = field.split("\n")[1:-1]
    return sum(line.count(dialect.delimiter) == usual - 1 for line in lines) > 0.8 * len(lines)


def _bare(fields: list[str], dialect: TextDialect) -> list[str]:
    """Return fields cut at each delimiter, without quotes around them or left open before them."""
    quote = dialect.quote
    if quote is None:
        return fields
    return [
        field.strip()[1 : -1 if len(field.strip()) > 1 and field.strip().endswith(quote) else None]
        if field.lstrip().startswith(quote) else field
        for field in fields
    ]  # fmt: skip


def _aligned(text: str) -> list[list[str]]:
    """Return the fields of lines set in line by spaces."""
    lines = text.removesuffix("\n").split("\n")
    starts = column_starts([line.rstrip() for line in lines[:_LOOKED_AT_LINES]])
    if len(starts) < 2:  # not in line throughout: any run of spaces parts the fields
        return [line.split() or [""] for line in lines]
    ends = [*starts[1:], None]
    return [
        [line[start:end].strip() for start, end in zip(starts, ends, strict=True)] if line.strip() else [""]
        for line in lines
    ]


def columns_of_rows(
    rows: Sequence[Sequence[str]], width: int
) -> list[tuple[npt.NDArray[np.int32], list[str]]]:
    """Return each column as positions in its distinct fields (−1 = empty) and those fields."""
    columns = []
    for place in range(width):
        seen: dict[str, int] = {"": -1}
        codes = np.fromiter(
            (seen.setdefault(row[place], len(seen) - 1) if place < len(row) else -1 for row in rows),
            dtype=np.int32, count=len(rows),
        )  # fmt: skip
        columns.append((codes, [field for field in seen if field]))
    return columns
