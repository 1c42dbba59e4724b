"""Days that stand in columns of their own: a year, a month and perhaps a day, put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.header_text import compact, synonyms_of, words_of
from retention_desk.importing.month_names import month_number
from retention_desk.importing.rows_in_file import rows_in_file

_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "year": frozenset({"year", "yr", "jahr", "année", "annee", "año", "anio", "年", "年份", "年度"}),
    "month": frozenset({"month", "mon", "monat", "mois", "mes", "月", "月份"}),
    "day": frozenset({"day", "tag", "jour", "día", "dia", "日", "日子"}),
}
_NUMBER: Final = re.compile(r"\s*(\d{1,4})(?:\.0+)?\s*[年月日]?\s*")
_REPUBLIC: Final = 1911
_LEAST_SHARE: Final = 0.9
_CODE: Final = "date_of_parts"


def with_joined_dates(raw: RawTable) -> RawTable:
    """Return a table with one more column, the days that its columns of years, months and days make.

    The table itself when it has no such columns, names another date, or its parts make no days. The new
    column stands behind the others; without a day the first of the month is taken.
    """
    parts = _parts_of(raw.headers)
    if parts is None or raw.header_row is None:
        return raw
    start = raw.header_row - raw.first_row + 1
    days = _days(raw, parts, start)
    filled = np.logical_or.reduce(
        [raw.cells.iloc[start:, place].notna().to_numpy() for place in parts.values()]
    )
    if not filled.any() or (days[filled] != "").mean() < _LEAST_SHARE:
        return raw
    name = " – ".join(raw.headers[place] for place in parts.values())
    column = np.full(len(raw.cells), None, dtype=object)
    column[start - 1] = name
    column[start:][days != ""] = days[days != ""]
    cells = raw.cells.copy()
    cells[cells.shape[1]] = pd.Categorical(column)
    finding = Finding(
        _CODE, "note", int((days != "").sum()),
        phrase("“{column}” stands in columns of its own.", column=name),
        phrase("Put together to days.") if "day" in parts
        else phrase("Put together to months; each stands for its first day."),
        raw.file, raw.sheet, name, None,
        rows_in_file(raw, (np.flatnonzero(days != "") + raw.header_row + 1).astype(np.int32)),
    )  # fmt: skip
    return replace(raw, cells=cells, headers=(*raw.headers, name), findings=(*raw.findings, finding))


def without_joined_dates(raw: RawTable) -> RawTable:
    """Return the table as it stands in its file, without the column of `with_joined_dates`."""
    if not any(finding.code == _CODE for finding in raw.findings):
        return raw
    findings = tuple(finding for finding in raw.findings if finding.code != _CODE)
    return replace(raw, cells=raw.cells.iloc[:, :-1], headers=raw.headers[:-1], findings=findings)


def _parts_of(headers: Sequence[str]) -> Mapping[str, int] | None:
    """Return the positions of year, month and, if there is one, day; None unless they stand alone."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for place, header in enumerate(headers):
        words = words_of(header)
        part = next((part for part, names in _NAMES.items() if words and words[-1] in names), None)
        if part is not None:
            found.setdefault(words[:-1], {}).setdefault(part, place)
        elif compact(header) in _names_of_dates():
            return None
    whole = [parts for parts in found.values() if {"year", "month"} <= parts.keys()]
    if len(whole) != 1:
        return None
    return {part: whole[0][part] for part in _NAMES if part in whole[0]}


@cache
def _names_of_dates() -> frozenset[str]:
    """Return the compact names of all columns of days."""
    parts = frozenset().union(*_NAMES.values())
    return frozenset(
        form
        for kind, table in TABLES.items()
        for column in table.columns
        if column.type == "date"
        for form, _ in synonyms_of(kind)[column.key]
        if form not in parts
    )


def _days(raw: RawTable, parts: Mapping[str, int], start: int) -> npt.NDArray[np.object_]:
    """Return the day of each row below the header as ``2024-05-01``, ``""`` where there is none."""
    numbers = {part: _numbers(raw.cells.iloc[start:, place], part) for part, place in parts.items()}
    year, month = numbers["year"], numbers["month"]
    day = numbers.get("day", np.ones(len(year)))
    year = np.where((year > 0) & (year < _REPUBLIC - 1700), year + _REPUBLIC, year)
    known = (year >= 1900) & (year < 2200) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    days = np.full(len(year), "", dtype=object)
    stamps = pd.to_datetime(
        pd.DataFrame({"year": year[known], "month": month[known], "day": day[known]}), errors="coerce"
    )
    days[known] = stamps.dt.strftime("%Y-%m-%d").fillna("").to_numpy(dtype=object)
    return days


def _numbers(column: pd.Series[Any], part: str) -> npt.NDArray[np.float64]:
    """Return the number of each cell; NaN where there is none."""
    cells: Any = column.array
    values = np.array([_number(value, part) for value in cells.categories] + [np.nan], dtype=np.float64)
    numbers: npt.NDArray[np.float64] = values[cells.codes]
    return numbers


def _number(value: Any, part: str) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if float(value).is_integer() else float("nan")
    found = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if found is not None:
        return float(found[1])
    named = month_number(value.strip()) if part == "month" and isinstance(value, str) else 0
    return float(named) if named else float("nan")
