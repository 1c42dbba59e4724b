"""The audit workbook: what was read, what was set aside and why, and how every column was understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

from retention_desk.foundation.dataset import Source
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import TABLE_KINDS, reason_name
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.sheets.audit import SEVERITIES
from retention_desk.reporting.target import HEADER_ROW, SHEET_ROWS, SheetColumn, Target, write_table
from retention_desk.reporting.write_workbook import open_target

ROWS_SHOWN: Final = SHEET_ROWS - HEADER_ROW - 2
"""Rows set aside that one sheet holds."""
_RUNS_IN_A_CELL: Final = 40


def write_audit(analysis: Analysis, path: Path, words: Words, progress: Progress = SILENT) -> None:
    """Write sources, findings, columns and every row set aside as a workbook of their own.

    Parameters
    ----------
    analysis : Analysis
    path : Path
        An ``.xlsx`` file; replaced only when the new one is complete.
    words : Words
        Language of the workbook.
    progress : Progress
        Raises `Cancelled` when asked to stop; no file is left then.

    Raises
    ------
    UserFacingError
        ``not_writable``.
    """
    steps = (
        ("sources", phrase("Sources"), _write_sources),
        ("findings", phrase("Findings"), _write_findings),
        ("rows", phrase("Rows of findings"), _write_rows),
        ("columns", phrase("Columns"), _write_columns),
        ("set_aside", phrase("Rows set aside"), _write_set_aside),
    )
    with open_target(analysis, path, words, progress) as target:
        for place, (key, title, write) in enumerate(steps):
            progress.step(0.8 * place / len(steps), phrase("Writing the audit"))
            target.add_sheet(key, title)
            write(target, target.sheet(key))


def _write_sources(target: Target, sheet: Any) -> None:
    words, sources = target.words, target.analysis.audit.sources
    read, used = sum(s.rows_read for s in sources), sum(s.rows_used for s in sources)
    target.head(
        sheet,
        words("What was left out, merged or guessed"),
        words(
            "{read:count} rows read = {used:count} used + {aside:count} set aside.",
            read=read, used=used, aside=read - used,
        ),
    )  # fmt: skip
    columns = [
        _text("file", words("File"), 34, [s.file for s in sources]),
        _text("sheet", words("Sheet"), 20, [s.sheet for s in sources]),
        _text("kind", words("Kind"), 16, [words(TABLE_KINDS[s.kind]) for s in sources]),
        _number("header_row", words("Header row"), [s.header_row for s in sources]),
        _text("encoding", words("Encoding"), 14, [s.encoding or "" for s in sources]),
        _text("delimiter", words("Delimiter"), 11, [_sign(s.delimiter) for s in sources]),
        _number("rows_read", words("Rows read"), [s.rows_read for s in sources]),
        _number("rows_used", words("Rows used"), [s.rows_used for s in sources]),
        _number("rows_set_aside", words("Set aside"), [s.rows_set_aside for s in sources]),
        _text("sha256", "SHA-256", 66, [s.file_hash for s in sources]),
    ]
    write_table(target, sheet, "Sources", columns, (), len(sources))


def _write_findings(target: Target, sheet: Any) -> None:
    words, findings = target.words, target.analysis.audit.findings
    waiting = target.analysis.audit.waiting
    target.head(
        sheet,
        words("Findings"),
        words(
            "{n:count} findings, {waiting:count} of them for a person to look at.",
            n=len(findings), waiting=waiting,
        ),
    )  # fmt: skip

    def said(text: Phrase) -> str:
        return words(text) if text.text else ""

    rows = [_runs_text(finding) for finding in findings]
    columns = [
        _text("code", words("Code"), 26, [f.code for f in findings]),
        _text("severity", words("Severity"), 13, [words(SEVERITIES[f.severity]) for f in findings]),
        _text("text", words("What was found"), 60, [said(f.text) for f in findings], wrap=True),
        _text("done", words("What was done"), 46, [said(f.done) for f in findings], wrap=True),
        _number("rows", words("Rows"), [f.rows for f in findings]),
        _number("amount", words("Amount"), [f.amount for f in findings], "#,##0.00"),
        _text("file", words("File"), 26, [f.file for f in findings]),
        _text("sheet", words("Sheet"), 18, [f.sheet for f in findings]),
        _text("column", words("Column"), 18, [f.column for f in findings]),
        _text("row_numbers", words("Row numbers"), 34, rows),
        _text("setting", words("Setting that decides"), 24, [f.setting or "" for f in findings]),
    ]
    write_table(target, sheet, "Findings", columns, (), len(findings))


def _runs_text(finding: Finding) -> str:
    """Return where a finding's rows are, as far as a cell can show it."""
    said = [rows.text(_RUNS_IN_A_CELL) for rows in finding.touched[:_RUNS_IN_A_CELL]]
    if len(finding.touched) > 1:
        said = [
            f"{rows.sheet or rows.file}: {text}" for rows, text in zip(finding.touched, said, strict=False)
        ]
    return "; ".join(said)


def _write_rows(target: Target, sheet: Any) -> None:
    words, findings = target.words, target.analysis.audit.findings
    lines = [
        (f.code, rows.file, rows.sheet, first, last)
        for f in findings
        for rows in f.touched
        for first, last in zip(rows.first[:ROWS_SHOWN].tolist(), rows.last[:ROWS_SHOWN].tolist(), strict=True)
    ]
    total = len(lines)
    shown = phrase("Every row of every finding: what follows on another is one line.")
    if total > ROWS_SHOWN:
        shown = phrase(
            "The first {n:count} of {total:count} rows: a sheet holds no more.", n=ROWS_SHOWN, total=total
        )
        lines = lines[:ROWS_SHOWN]
    target.head(sheet, words("Rows of findings"), words(shown))
    columns = [
        _text("code", words("Code"), 26, [line[0] for line in lines]),
        _text("file", words("File"), 30, [line[1] for line in lines]),
        _text("sheet", words("Sheet"), 20, [line[2] for line in lines]),
        _number("first", words("First row"), [line[3] for line in lines], "0"),
        _number("last", words("Last row"), [line[4] for line in lines], "0"),
        _number("rows", words("Rows"), [line[4] - line[3] + 1 for line in lines]),
    ]
    write_table(target, sheet, "FindingRows", columns, (), len(lines))


def _write_columns(target: Target, sheet: Any) -> None:
    words = target.words
    target.head(
        sheet,
        words("How every column was understood"),
        words("Confidence runs from 0 to 1; a mapping file settles what was guessed."),
    )
    lines: list[tuple[Source, str, str]] = []
    for source in target.analysis.audit.sources:
        lines += [(source, key, header) for key, header in source.mapping.columns.items()]
        lines += [(source, "", header) for header in source.mapping.features]
    sure = [source.mapping.confidence.get(key, float("nan")) for source, key, _ in lines]
    reasons = [source.mapping.reasons.get(key) for source, key, _ in lines]
    columns = [
        _text("file", words("File"), 30, [source.file for source, _, _ in lines]),
        _text("sheet", words("Sheet"), 18, [source.sheet for source, _, _ in lines]),
        _text("header", words("Header in the file"), 28, [header for _, _, header in lines]),
        _text("canonical", words("Read as"), 22, [key or words("kept as a feature") for _, key, _ in lines]),
        _number("confidence", words("Confidence"), sure, "0.00"),
        _text("reason", words("Why"), 60, [words(r) if r is not None else "" for r in reasons]),
    ]
    write_table(target, sheet, "Columns", columns, (), len(lines))


def _write_set_aside(target: Target, sheet: Any) -> None:
    words, data = target.words, target.analysis.data
    aside = data.set_aside.head(ROWS_SHOWN)
    shown = phrase("{n:count} rows, each with its place in the file.", n=len(data.set_aside))
    if len(aside) < len(data.set_aside):
        shown = phrase(
            "The first {n:count} of {total:count} rows: a sheet holds no more.",
            n=len(aside), total=len(data.set_aside),
        )  # fmt: skip
    target.head(sheet, words("Rows set aside"), words(shown))
    sources = np.array([(s.file, s.sheet) for s in data.sources] or [("", "")], dtype=object)
    where = sources[aside["source"].to_numpy()]
    codes = aside["code"].astype(str).to_numpy()
    names = {code: words(reason_name(code)) for code in dict.fromkeys(codes.tolist())}
    columns = [
        _text("file", words("File"), 30, where[:, 0].tolist()),
        _text("sheet", words("Sheet"), 20, where[:, 1].tolist()),
        _number("row", words("Row"), aside["source_row"].tolist(), "0"),
        _text("code", words("Code"), 24, codes.tolist()),
        _text("reason", words("Why"), 34, [names[code] for code in codes.tolist()]),
    ]
    write_table(target, sheet, "SetAside", columns, (), len(aside))


def _sign(delimiter: str | None) -> str:
    return {"\t": "Tab", None: ""}.get(delimiter, delimiter or "")


def _text(key: str, title: str, width: float, values: list[str], *, wrap: bool = False) -> SheetColumn:
    return SheetColumn(key, title, "", width, "text", values, wrap=wrap)


def _number(key: str, title: str, values: list[Any], number_format: str = "#,##0") -> SheetColumn:
    return SheetColumn(key, title, "", 12, "number", values, number_format)
