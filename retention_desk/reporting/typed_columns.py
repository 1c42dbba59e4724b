"""The columns that people fill in, cell by cell as what was meant; what could not be read is set apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.merge_results import DATES, OWN_COLUMN
from retention_desk.foundation.project_results import CellValue
from retention_desk.reporting.typed_cells import Choices, ReadDays, typed_own, typed_text

Cells = npt.NDArray[np.object_]

_ERRORS: Final = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
_DAYS_BEFORE, _DAYS_AFTER = 90, 200


@dataclass(frozen=True, eq=False)
class HowToRead:
    """What is needed to read cells.

    Attributes
    ----------
    choices : mapping of column to Choices
    read_days : callable
    as_of : date or None
        Days most likely lie near it.
    """

    choices: Mapping[str, Choices]
    read_days: ReadDays
    as_of: dt.date | None


@dataclass(frozen=True, eq=False)
class TypedColumn:
    """The cells of a column.

    Attributes
    ----------
    values : ndarray of object, shape (n_rows,)
        Keys, days, texts, numbers; None where empty or not read.
    not_read : mapping of row position to (text, nearest key or None)
    """

    values: Cells
    not_read: Mapping[int, tuple[str, str | None]]


def typed_column(column: str, cells: Cells, how: HowToRead) -> TypedColumn:
    """Return the cells of a column to fill in, or of one that people added, as what they mean."""
    if column in DATES:
        return _days(cells, how)
    if column in how.choices:
        return _by_distinct(cells, _choice_reader(how.choices[column]))
    read = _own if column.startswith(OWN_COLUMN) else _text
    return _by_distinct(cells, read)


_Read = tuple[CellValue, tuple[str, str | None] | None]


def _by_distinct(cells: Cells, read: Callable[[object], _Read]) -> TypedColumn:
    """Return cells of which each distinct one is read once."""
    known: dict[tuple[type, Any], _Read] = {}
    values = np.full(len(cells), None, dtype=object)
    not_read = {}
    for place, cell in enumerate(cells.tolist()):
        if cell is None:
            continue
        key = (type(cell), cell)
        if key not in known:
            known[key] = read(cell)
        values[place], refused = known[key]
        if refused is not None:
            not_read[place] = refused
    return TypedColumn(values, not_read)


def _text(cell: object) -> _Read:
    text = typed_text(cell)
    return (None, (text, None)) if text in _ERRORS else (text or None, None)


def _own(cell: object) -> _Read:
    return (None, (str(cell), None)) if cell in _ERRORS else (typed_own(cell), None)


def _choice_reader(choices: Choices) -> Callable[[object], _Read]:
    def read(cell: object) -> _Read:
        text = typed_text(cell)
        key = choices.key_of(text) if text else None
        return (key, None) if key is not None or not text else (None, (text, choices.nearest(text)))

    return read


def _days(cells: Cells, how: HowToRead) -> TypedColumn:
    values = np.full(len(cells), None, dtype=object)
    open_at = []
    for place, cell in enumerate(cells.tolist()):
        if isinstance(cell, dt.datetime):
            values[place] = cell.date()
        elif isinstance(cell, dt.date):
            values[place] = cell
        elif cell is not None and str(cell).strip():
            open_at.append(place)
    near = None
    if how.as_of is not None:
        near = (how.as_of - dt.timedelta(_DAYS_BEFORE), how.as_of + dt.timedelta(_DAYS_AFTER))
    distinct = list(dict.fromkeys(cells[place] for place in open_at))
    days = dict(zip(distinct, how.read_days(distinct, near), strict=True)) if distinct else {}
    not_read: dict[int, tuple[str, str | None]] = {}
    for place in open_at:
        values[place] = days[cells[place]]
        if values[place] is None:
            not_read[place] = (typed_text(cells[place]), None)
    return TypedColumn(values, not_read)
