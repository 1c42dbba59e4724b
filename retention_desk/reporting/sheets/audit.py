"""The Audit sheet: every row accounted for, what was set aside, merged or guessed."""

from __future__ import annotations

from typing import Any

from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import HEADER_HEIGHT

SEVERITIES = {"problem": phrase("Problem"), "look": phrase("Please look"), "note": phrase("Note")}


def write_audit_sheet(target: Target) -> None:
    """Write rows read = used + set aside per source, then the findings with example rows."""
    if "audit" not in target.sheets:
        return
    words, audit = target.words, target.analysis.audit
    sheet = target.sheet("audit")
    read = sum(source.rows_read for source in audit.sources)
    used = sum(source.rows_used for source in audit.sources)
    target.head(
        sheet,
        words("What was left out, merged or guessed"),
        words(
            "{read:count} rows read = {used:count} used + {aside:count} set aside.",
            read=read,
            used=used,
            aside=read - used,
        ),
    )
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 4, 13)
    sheet.set_column(5, 6, 60)
    row = _write_sources(target, sheet, 3)
    row = _write_set_aside(target, sheet, row + 2)
    _write_findings(target, sheet, row + 2)
    target.print_setup(sheet)


def _header(target: Target, sheet: Any, row: int, titles: tuple[str, ...]) -> None:
    sheet.set_row(row, HEADER_HEIGHT * 0.7)
    for place, title in enumerate(titles):
        sheet.write_string(row, place, title, target.formats.header)


def _write_sources(target: Target, sheet: Any, row: int) -> int:
    words, text, count = target.words, target.formats.cell(), target.formats.cell("#,##0")
    _header(
        target,
        sheet,
        row,
        (words("Source"), words("Kind"), words("Rows read"), words("Rows used"), words("Set aside")),
    )
    for source in target.analysis.audit.sources:
        row += 1
        name = f"{source.file} · {source.sheet}" if source.sheet else source.file
        sheet.write_string(row, 0, cell_text(name), text)
        sheet.write_string(row, 1, words(TABLE_KINDS[source.kind]), text)
        for place, value in enumerate((source.rows_read, source.rows_used, source.rows_set_aside), start=2):
            sheet.write_number(row, place, value, count)
    return row


def _write_set_aside(target: Target, sheet: Any, row: int) -> int:
    words, text, count = target.words, target.formats.cell(), target.formats.cell("#,##0")
    _header(target, sheet, row, (words("Set aside because"), words("Rows")))
    for code, rows in target.analysis.audit.set_aside.items():
        row += 1
        sheet.write_string(row, 0, _reason_words(target, code), text)
        sheet.write_number(row, 1, rows, count)
    return row


def _reason_words(target: Target, code: str) -> str:
    for item in target.analysis.audit.findings:
        if item.code == code:
            return cell_text(target.words(item.text))
    return code


def _write_findings(target: Target, sheet: Any, row: int) -> None:
    words, text, count = target.words, target.formats.cell(), target.formats.cell("#,##0")
    wrapped = target.formats.cell(text_wrap=True)
    _header(
        target,
        sheet,
        row,
        (
            words("Finding"),
            words("Severity"),
            words("Rows"),
            words("Amount"),
            words("First row"),
            words("What was found"),
            words("What was done"),
        ),
    )
    for item in target.analysis.audit.findings:
        row += 1
        where = " · ".join(part for part in (item.file, item.sheet, item.column) if part)
        sheet.write_string(row, 0, cell_text(where or item.code), text)
        sheet.write_string(row, 1, words(SEVERITIES[item.severity]), text)
        sheet.write_number(row, 2, item.rows, count)
        if item.amount is None:
            sheet.write_blank(row, 3, None, text)
        else:
            sheet.write_number(row, 3, item.amount, target.formats.cell("#,##0.00"))
        if item.examples:
            sheet.write_number(row, 4, item.examples[0].row, count)
        else:
            sheet.write_blank(row, 4, None, text)
        for place, said in ((5, item.text), (6, item.done)):
            sheet.write_string(row, place, cell_text(_said(target, said)), wrapped)


def _said(target: Target, said: Phrase) -> str:
    return target.words(said) if said.text else ""
