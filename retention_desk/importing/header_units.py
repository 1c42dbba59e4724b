"""Amounts in thousands, in 万 or in millions, as a header or a line above the table says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.find_header import row_objects
from retention_desk.importing.row_reasons import TableRows
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.typing_columns import Cells, TypedColumn

_CURRENCY: Final = r"(?:€|\$|£|¥|￥|eur|usd|gbp|chf|cny|rmb|hkd|twd|nt\$|us\$|dollars?|euros?|pounds?)"
_HAN_UNITS: Final = {
    "千": 1e3, "仟": 1e3, "万": 1e4, "萬": 1e4, "百万": 1e6, "百萬": 1e6, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_PER: Final = re.compile(r"\b(?:per|je|pro|par|por)\b|每", re.IGNORECASE)
_HAN: Final = (
    r"(?P<han>百[万萬]|[千仟万萬亿億])(?:元|圆|圓|块|塊|人民[币幣]|新[台臺][币幣]|[台臺][币幣]|港[币幣]"
    r"|美元|美金|[欧歐]元|日元|日[圆圓])"
)
_LATIN: Final = (
    rf"(?:\bin\s+)?(?:(?P<thousand>\bthousands?\b|\btsd\b\.?|\btausend\b|\bmilliers\b|\bmiles\b)"
    rf"|(?P<million>\bmillions?\b|\bmio\b\.?|\bmillionen\b|\bmillones\b))(?:\s*(?:of|de|d['’])?\s*{_CURRENCY})?"
)
_SIGNED: Final = (
    rf"(?<![a-z])(?:(?P<k>[kt])\s?(?:€|\$|£|¥|eur|usd|gbp|chf|cny|rmb)|(?P<m>m|mn|mio\.?)\s?(?:€|\$|£|eur|usd|gbp|chf)"
    rf"|{_CURRENCY}\s?(?P<k2>k|['’]?000s?)|{_CURRENCY}\s?(?P<m2>mn?|mio))(?![a-z0-9])"
)
_BRACKETS: Final = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_NOUGHTS: Final = re.compile(r"\s*(?:in\s+)?['’]?000s?\s*|\s*(?:in|x|×)\s*1[.,]?000\s*", re.IGNORECASE)
_UNIT: Final = re.compile(rf"{_HAN}|{_SIGNED}|{_LATIN}", re.IGNORECASE)
_STATED: Final = re.compile(
    r"单位|單位|unit|angaben|alle beträge|all amounts|amounts? (?:are )?in|figures? in|montants?|importes?",
    re.IGNORECASE,
)
_IN_CELL: Final = re.compile(r"\d\s*(?:[千仟万萬亿億]|百[万萬]|[kKmM]\b|[mM]io|[tT]sd)")


def factor_of(header: str) -> float:
    """Return by how much the amounts below a header are to be multiplied; 1 when it names no unit.

    In a header a unit counts in brackets, at the end, or as ``k€``: ``金额(万元)``, ``Umsatz in Tsd. €``,
    ``Revenue (k$)``, ``Sales ($000)``.
    """
    if _PER.search(header):
        return 1.0
    inside = _BRACKETS.findall(header)
    if any(_NOUGHTS.fullmatch(text) for text in inside):
        return 1e3
    for text in (*inside, _BRACKETS.sub(" ", header)):
        found = _UNIT.search(text)
        if found is not None:
            return _worth(found)
    return 1.0


def stated_factor(texts: Iterable[Any]) -> float:
    """Return the factor that a line above the table states for all its amounts: ``单位：万元``; else 1."""
    for text in texts:
        if isinstance(text, str) and _STATED.search(text) and (found := _UNIT.search(text)):
            return _worth(found)
    return 1.0


def scale_header_units(
    raw: RawTable,
    mapping: ColumnMapping,
    rows: TableRows,
    typed: dict[str, TypedColumn],
    *,
    as_written: bool = False,
) -> list[Finding]:
    """Turn amounts in thousands and the like into the currency's unit, in place; return what is to be said.

    A column whose own cells bear units (``1.2万``) is left as it is. Parameters as of `scale_minor_units`.
    """
    start = 0 if raw.header_row is None else raw.header_row - raw.first_row + 1 - raw.header_depth
    above = stated_factor(cell for row in row_objects(raw.cells, 0, start) for cell in row)
    found = []
    for key, column in typed.items():
        if TABLES[mapping.kind].column(key).type != "money":
            continue
        header = mapping.columns[key]
        own = factor_of(header)
        factor = above if own == 1.0 else own
        if factor == 1.0 or _bear_units(rows.cells[header]) or not column.known.any():
            continue
        if not as_written:
            typed[key] = replace(column, values=(column.values * factor).round(6))
        found.append(_finding(raw, rows, header, column, factor, as_written=as_written))
    return found


def _worth(found: re.Match[str]) -> float:
    if found["han"]:
        return _HAN_UNITS[found["han"]]
    return 1e3 if found["k"] or found["k2"] or found["thousand"] else 1e6


def _bear_units(cells: Cells) -> bool:
    return any(isinstance(value, str) and _IN_CELL.search(value) for value in cells.values)


def _finding(
    raw: RawTable, rows: TableRows, header: str, column: TypedColumn, factor: float, *, as_written: bool
) -> Finding:
    touched = column.known & rows.is_read
    first = int(touched.argmax())
    written = float(column.values[first])
    done = (
        phrase("Taken as it is written, as set.")
        if as_written
        else phrase(
            "Turned into the unit of the currency: {written:number2} is {meant:number2}.",
            written=written, meant=written * factor,
        )
    )  # fmt: skip
    return Finding(
        "header_units", "look", int(touched.sum()),
        phrase("“{column}” is in units of {n:count}, as the file says.", column=header, n=int(factor)),
        done, raw.file, raw.sheet, header, None,
        rows_in_file(raw, rows.source_row[touched]), "orders.minor_units",
    )  # fmt: skip
