"""Sheets that hold no data of their own: notes, data dictionaries, summaries, hidden sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.find_header import is_text, row_objects
from retention_desk.importing.header_text import compact
from retention_desk.importing.rows_in_file import all_rows_of

Role = Literal["hidden_sheet", "summary_sheet", "data_dictionary", "notes_sheet", "sheet_not_used"]

_PIVOT: Final = re.compile(
    r"row labels|column labels|行标签|列标签|列標籤|欄標籤|zeilenbeschriftungen|spaltenbeschriftungen"
    r"|(?:求和项|计数项|平均值项|求和項|加總|計數)\s*[:：\-–].+",
    re.IGNORECASE,
)
_PIVOT_TOO: Final = re.compile(
    r"grand total|总计|總計|gesamtergebnis|(?:sum|count|average|max|min) of .+"
    r"|(?:summe|anzahl|mittelwert) von .+",
    re.IGNORECASE,
)
_SUMMARY_NAME: Final = re.compile(
    r"summary|summaries|pivot|overview|dashboard|report|übersicht|zusammenfassung|auswertung|resumen|synthèse"
    r"|汇总|透视|统计|总览|概览|看板|报表|匯總|彙總|總覽|樞紐|統計|概覽|報表",
    re.IGNORECASE,
)
_TOP_ROWS: Final = 12
_LOOKED_AT_ROWS: Final = 400
_LEAST_NAMED: Final = 3
_LONGEST_HEADER: Final = 60

_SAYS: Final[Mapping[str, tuple[Phrase, Phrase]]] = MappingProxyType(
    {
        "hidden_sheet": (
            phrase("“{sheet}” is hidden in the workbook."),
            phrase("Read, and not used. Switch it on if it holds data."),
        ),
        "summary_sheet": (
            phrase("“{sheet}” sums up other sheets."),
            phrase("Not used: its figures are in those sheets already."),
        ),
        "data_dictionary": (phrase("“{sheet}” explains the columns of another sheet."), phrase("Not used.")),
        "notes_sheet": (phrase("“{sheet}” holds notes and no table."), phrase("Not used.")),
        "sheet_not_used": (
            phrase("“{sheet}” is no table of customers or of what they did."),
            phrase("Not used."),
        ),
    }
)


def leave_out_sheets(
    raws: Sequence[RawTable], mappings: Sequence[ColumnMapping]
) -> tuple[ColumnMapping, ...]:
    """Return the mappings, those of hidden sheets, summaries and data dictionaries to be skipped.

    A file whose only usable sheets are such is left as it is.
    """
    skipped = []
    for raw, mapping in zip(raws, mappings, strict=True):
        role = role_of(raw, mapping, raws, mappings) if mapping.kind in TABLES else None
        others = [
            other for one, other in zip(raws, mappings, strict=True)
            if one is not raw and one.path == raw.path and other.kind in TABLES
            and role_of(one, other, raws, mappings) is None
        ] if role is not None else []  # fmt: skip
        skipped.append(replace(mapping, skip=True) if others else mapping)
    return tuple(skipped)


def role_of(
    raw: RawTable,
    mapping: ColumnMapping,
    raws: Sequence[RawTable],
    mappings: Sequence[ColumnMapping],
) -> Role | None:
    """Return what a sheet is when it holds no data of its own, else None.

    Parameters
    ----------
    raw, mapping : RawTable, ColumnMapping
    raws, mappings : sequence
        All sheets of the import.

    Notes
    -----
    A pivot is known by its headings. A sheet called a summary is one when another sheet of the file has
    more rows of events. A data dictionary has a column of which most cells are headers of another sheet.
    """
    usable = mapping.kind in TABLES
    if raw.hidden and usable:
        return "hidden_sheet"
    others = [
        (one, other) for one, other in zip(raws, mappings, strict=True)
        if one is not raw and one.path == raw.path and other.kind in TABLES and not one.hidden
    ]  # fmt: skip
    if _is_summary(raw, mapping, others):
        return "summary_sheet"
    if others and _explains(raw, [one for one, _ in others]):
        return "data_dictionary"
    if usable:
        return None
    n_columns = int(raw.cells.notna().any(axis=0).sum())
    return "notes_sheet" if raw.header_row is None or n_columns < 2 else "sheet_not_used"


def _is_summary(
    raw: RawTable, mapping: ColumnMapping, others: Sequence[tuple[RawTable, ColumnMapping]]
) -> bool:
    if not others:
        return False
    top = row_objects(raw.cells, 0, _TOP_ROWS)
    headings = [cell for row in top for cell in row if isinstance(cell, str) and len(cell) < 60]
    marks = sum(bool(_PIVOT.fullmatch(cell)) for cell in headings)
    if marks and marks + sum(bool(_PIVOT_TOO.fullmatch(cell)) for cell in headings) >= 2:
        return True
    if mapping.kind == "customers" or not _SUMMARY_NAME.search(raw.sheet):
        return False
    return any(
        len(one.body) > 2 * len(raw.body) for one, other in others if other.kind not in {"customers", "other"}
    )


def _explains(raw: RawTable, others: Sequence[RawTable]) -> bool:
    """Whether most texts of some column are headers of one other sheet."""
    rows = row_objects(raw.cells, 0, _LOOKED_AT_ROWS)
    names = [{compact(header) for header in one.headers} for one in others]
    for column in zip(*rows, strict=True):
        texts = {compact(cell) for cell in column if is_text(cell) and len(cell) < _LONGEST_HEADER}
        for headers in names:
            named = len(texts & headers)
            if named >= max(_LEAST_NAMED, 0.5 * len(texts)) and named >= 0.3 * len(headers):
                return True
    return False


def left_out(pairs: Sequence[tuple[RawTable, ColumnMapping]], used: Sequence[RawTable]) -> list[Finding]:
    """Return a finding for each sheet that is not used, unless a person left it out."""
    raws, mappings = [raw for raw, _ in pairs], [mapping for _, mapping in pairs]
    findings = []
    for raw, mapping in pairs:
        if any(raw is one for one in used):
            continue
        role = role_of(raw, mapping, raws, mappings)
        if role is None:
            if mapping.skip:
                continue
            role = "sheet_not_used"
        text, done = _SAYS[role]
        named = phrase(text.text, sheet=raw.sheet or raw.file)
        rows = all_rows_of(raw)
        findings.append(Finding(role, "note", len(raw.body), named, done, raw.file, raw.sheet, touched=rows))
    return findings
