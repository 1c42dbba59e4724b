"""Cells of a column turned into values of one type; each distinct writing is looked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.dates import DateReading, read_dates
from retention_desk.importing.flags import LEFT, STAYED, read_flags
from retention_desk.importing.identifiers import read_identifiers
from retention_desk.importing.numbers import NumberReading, read_numbers
from retention_desk.importing.unknown_words import (
    EMPTY_WORDS,
    UNKNOWN_WORDS,
    is_unknown,
    neither_read_nor_unknown,
)

if TYPE_CHECKING:
    from retention_desk.foundation.columns import ColumnType

_MOST_CATEGORIES: Final = 1000
_STARTERS: Final = frozenset("=+-@'")
"""What a spreadsheet takes for a formula: exports put an apostrophe before it that is not of the text."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A column below the header: positions in its distinct values, −1 = empty.

    Attributes
    ----------
    codes : ndarray of int32, shape (n_rows,)
    values : list of object
        Distinct cells, in the order they first come.
    counts : ndarray of int, shape (n_values,)
    """

    codes: npt.NDArray[np.int32]
    values: list[Any]
    counts: npt.NDArray[np.intp]

    @classmethod
    def of(cls, column: pd.Series[Any]) -> Cells:
        """Return the cells of a column of `RawTable.body`; values that do not occur there are left out."""
        codes = column.array.codes.astype(np.int32, copy=False)
        categories = column.array.categories
        counts = np.bincount(codes[codes >= 0], minlength=len(categories))
        present = np.flatnonzero(counts)
        if len(present) < len(categories):
            position = np.full(len(categories) + 1, -1, dtype=np.int32)
            position[present] = np.arange(len(present), dtype=np.int32)
            codes = position[codes]
        values = categories.to_numpy(dtype=object)[present].tolist()
        return cls(codes, values, counts[present])

    def spread(self, per_value: npt.NDArray[Any], empty: Any) -> npt.NDArray[Any]:
        """Return a result per row from one per distinct value; `empty` where the cell is empty."""
        padded = np.append(per_value, np.array([empty], dtype=per_value.dtype))
        result: npt.NDArray[Any] = padded[self.codes]
        return result


@dataclass(frozen=True, eq=False)
class TypedColumn:
    """Values per row, and which cells were filled but could not be read.

    Attributes
    ----------
    values : ndarray or Categorical, shape (n_rows,)
    unreadable : ndarray of bool, shape (n_rows,)
    dates, numbers : DateReading, NumberReading or None
        What was decided over the column.
    seconds : ndarray of float64 or None, shape (n_rows,)
        Time of day of dates.
    """

    values: Any
    unreadable: npt.NDArray[np.bool_]
    dates: DateReading | None = None
    numbers: NumberReading | None = None
    seconds: npt.NDArray[np.float64] | None = None

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Which rows have a value."""
        return ~np.asarray(pd.isna(self.values))


def type_date(cells: Cells, day_first: bool | None, *, from_1904: bool = False) -> TypedColumn:
    """Return a column as datetime64[s] days, NaT unknown."""
    reading = read_dates(cells.values, day_first=day_first, weights=cells.counts, from_1904=from_1904)
    bad = neither_read_nor_unknown(cells.values, np.isnat(reading.days))
    return TypedColumn(
        cells.spread(reading.days, np.datetime64("NaT")),
        cells.spread(bad, False),
        dates=reading,
        seconds=cells.spread(reading.seconds, np.nan),
    )


def type_number(
    cells: Cells, decimal: str | None, *, hint: str | None = None, money: bool = False
) -> TypedColumn:
    """Return a column as float64, NaN unknown; `hint` and `money` as in `numbers.read_numbers`."""
    reading = read_numbers(cells.values, decimal, hint=hint, money=money)
    bad = neither_read_nor_unknown(cells.values, np.isnan(reading.values))
    return TypedColumn(cells.spread(reading.values, np.nan), cells.spread(bad, False), numbers=reading)


def type_flag(cells: Cells, *, leaving: bool = False) -> TypedColumn:
    """Return a column as ``boolean``, missing unknown; with `leaving`, words for left and stayed count."""
    flags = read_flags(cells.values, LEFT, STAYED) if leaving else read_flags(cells.values)
    bad = neither_read_nor_unknown(cells.values, np.isnan(flags))
    per_row = cells.spread(flags, np.nan)
    values = pd.arrays.BooleanArray(per_row == 1.0, np.isnan(per_row))
    return TypedColumn(values, cells.spread(bad, False))


def type_category(cells: Cells) -> TypedColumn:
    """Return a column of text as a Categorical of trimmed texts, sorted; missing unknown."""
    texts = [_text(value) for value in cells.values]
    gone = is_unknown(texts, EMPTY_WORDS)
    names = sorted({text for text, out in zip(texts, gone, strict=True) if not out})
    position = {name: i for i, name in enumerate(names)}
    per_value = np.array(
        [-1 if out else position[text] for text, out in zip(texts, gone, strict=True)], dtype=np.int32
    )
    codes = cells.spread(per_value, -1)
    values = pd.Categorical.from_codes(codes, pd.Index(names, dtype="str"), validate=False)
    return TypedColumn(values, np.zeros(len(codes), dtype=bool))


def type_text(cells: Cells) -> TypedColumn:
    """Return a column of text as str, missing unknown."""
    column = type_category(cells)
    return TypedColumn(pd.Series(column.values).astype("str").array, column.unreadable)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = " ".join(str(value).split())
    return text[1:] if text[:1] == "'" and text[1:2] in _STARTERS else text


def type_identifier(cells: Cells) -> TypedColumn:
    """Return a column of keys as a Categorical of canonical keys (`identifiers.read_identifiers`)."""
    keys = read_identifiers(cells.values)
    codes, names = pd.factorize(keys)
    per_row = cells.spread(codes.astype(np.int32), -1)
    values = pd.Categorical.from_codes(per_row, pd.Index(names, dtype="str"), validate=False)
    return TypedColumn(values, np.zeros(len(per_row), dtype=bool))


def type_column(
    cells: Cells,
    key: str,
    column_type: ColumnType,
    *,
    day_first: bool | None,
    decimal: str | None,
    hint: str | None = None,
    from_1904: bool = False,
) -> TypedColumn:
    """Return a canonical column in its type."""
    if column_type == "id":
        return type_identifier(cells)
    if column_type == "date":
        return type_date(cells, day_first, from_1904=from_1904)
    if column_type in {"number", "money"}:
        return type_number(cells, decimal, hint=hint, money=column_type == "money")
    if column_type == "flag":
        return type_flag(cells, leaving=key == "churned")
    return type_category(cells) if column_type == "category" else type_text(cells)


def type_feature(
    cells: Cells,
    *,
    day_first: bool | None,
    decimal: str | None,
    hint: str | None = None,
    from_1904: bool = False,
) -> Any:
    """Return a feature column in the type its content has: flag, number, date, category or text.

    A column is a number (or date, or flag) when every known cell reads as one. Whole numbers 0 and 1 stay
    numbers; a flag is written in words. What is left is a category, or text when most cells differ.
    """
    known = ~is_unknown(cells.values, UNKNOWN_WORDS)
    if not known.any():
        return cells.spread(np.full(len(cells.values), np.nan), np.nan)
    words = np.array([isinstance(value, str) and not value.strip()[:1].isdigit() for value in cells.values])
    if known.sum() <= 2 and words[known].all():
        flag = type_flag(cells)
        if not flag.unreadable.any():
            return flag.values
    number = type_number(cells, decimal, hint=hint)
    if not number.unreadable.any() and not _leading_zeros(cells.values):
        return number.values
    if not number.numbers or np.isnan(number.numbers.values[known]).mean() > 0.5:
        date = type_date(cells, day_first, from_1904=from_1904)
        if not date.unreadable.any():
            return date.values
    category = type_category(cells)
    few = len(category.values.categories) <= max(_MOST_CATEGORIES, 0.5 * len(cells.codes))
    return category.values if few else pd.Series(category.values).astype("str").array


def _leading_zeros(values: list[Any]) -> bool:
    return any(isinstance(v, str) and len(v) > 1 and v[0] == "0" and v.strip().isdigit() for v in values)
