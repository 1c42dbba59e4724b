"""What was noticed while columns were typed: guesses, mixed writings, damaged IDs, cells not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Phrase, phrase, phrase_n
from retention_desk.importing.identifiers import damaged
from retention_desk.importing.row_reasons import TableRows
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.typing_columns import TypedColumn
from retention_desk.importing.unknown_words import ERROR_WORDS, is_unknown

_KEYS: Final = frozenset({"customer_id", "order_id", "ticket_id", "referred_id"})
_SHOWN: Final = 3
_LONGEST_SHOWN: Final = 24
_BY_ORDER: Final = ("general.day_first", "day_first")
_BY_SIGN: Final = (None, "decimal")
"""Setting and key of the mapping that decide."""


class _Notes:
    """Findings about the columns of one table."""

    def __init__(self, raw: RawTable, rows: TableRows) -> None:
        self.raw, self.rows = raw, rows

    def note(
        self,
        code: str,
        severity: Literal["note", "look", "problem"],
        header: str,
        touched: npt.NDArray[np.bool_],
        text: Phrase,
        done: Phrase,
        setting: str | None = None,
        mapping_key: str = "",
    ) -> Finding:
        """Return a finding about some rows of a column."""
        touched = touched & self.rows.is_read
        return Finding(
            code, severity, int(touched.sum()), text, done, self.raw.file, self.raw.sheet, header, None,
            rows_in_file(self.raw, self.rows.source_row[touched]), setting, mapping_key,
        )  # fmt: skip


def column_findings(
    raw: RawTable, mapping: ColumnMapping, rows: TableRows, typed: Mapping[str, TypedColumn]
) -> list[Finding]:
    """Return what was noticed in the typed columns of a table."""
    notes = _Notes(raw, rows)
    needed = frozenset().union(*TABLES[mapping.kind].required)
    findings: list[Finding] = []
    for header in dict.fromkeys((*mapping.columns.values(), *mapping.features)):
        findings.extend(_about_errors(notes, header))
    for key, column in typed.items():
        header = mapping.columns[key]
        findings.extend(_about_dates(notes, header, column))
        findings.extend(_about_numbers(notes, header, column))
        if key in _KEYS:
            findings.extend(_about_keys(notes, header))
        elif key not in needed:
            findings.extend(_about_the_unread(notes, header, column))
    return findings


def _about_dates(notes: _Notes, header: str, column: TypedColumn) -> Iterator[Finding]:
    reading = column.dates
    if reading is None:
        return
    first = phrase("the day first") if reading.day_first else phrase("the month first")
    if reading.order == "mixed":
        text = phrase("“{column}” has dates with the day first and with the month first.", column=header)
        done = phrase(
            "Each date was read as it can only be meant; those that can be meant in both ways are set aside"
            " until the order of day and month is chosen."
        )
        yield notes.note("mixed_dates", "look", header, column.unreadable, text, done, *_BY_ORDER)
    elif reading.order == "ambiguous":
        text = phrase("“{column}” does not tell day from month: every part is at most 12.", column=header)
        done = phrase("Read with {order}. If it is wrong, choose the other order.", order=first)
        yield notes.note("guessed_dates", "look", header, column.known, text, done, *_BY_ORDER)
    elif reading.order == "swapped by a spreadsheet":
        text = phrase(
            "A spreadsheet has taken the day for the month in “{column}”: all its dates lie on the 1st to"
            " 12th, and all others have stayed text.",
            column=header,
        )
        done = phrase("Day and month of these dates were put right.")
        yield notes.note("swapped_dates", "look", header, column.known, text, done)
    if reading.are_periods:
        text = phrase("“{column}” tells only the month or the quarter.", column=header)
        done = phrase("Each stands for its first day.")
        yield notes.note("dates_are_periods", "note", header, column.known, text, done)
    if len(reading.zones) > 1:
        text = phrase("“{column}” has stamps of several time zones.", column=header)
        done = phrase("All were turned to the commonest one.")
        yield notes.note("several_time_zones", "note", header, column.known, text, done)


def _about_numbers(notes: _Notes, header: str, column: TypedColumn) -> Iterator[Finding]:
    reading = column.numbers
    if reading is None:
        return
    if reading.evidence == "mixed":
        text = phrase("“{column}” has numbers with a decimal point and with a decimal comma.", column=header)
        done = phrase(
            "Each was read as it can only be meant; those that can be meant in both ways are set aside"
            " until the decimal sign is chosen."
        )
        yield notes.note("mixed_decimals", "look", header, column.unreadable, text, done, *_BY_SIGN)
    elif reading.evidence == "ambiguous":
        sign = (
            phrase("thousands")
            if (reading.decimal == ".") == ("," in (reading.example or ""))
            else phrase("decimals")
        )
        text = phrase(
            "“{column}” does not tell its decimal sign: “{example}” can be thousands or decimals.",
            column=header, example=reading.example or "",
        )  # fmt: skip
        done = phrase("Read as {what}. If it is wrong, choose the other decimal sign.", what=sign)
        yield notes.note("guessed_decimals", "look", header, column.known, text, done, *_BY_SIGN)


def _about_keys(notes: _Notes, header: str) -> Iterator[Finding]:
    cells = notes.rows.cells[header]
    rounded, scientific = damaged(cells.values)
    done = phrase("Used as they stand; several customers or orders may share a number. Export it as text.")
    if rounded.any():
        text = phrase(
            "“{column}” holds numbers that lost digits: the program that exported them keeps only 15.",
            column=header,
        )
        done = phrase(
            "Used as they stand; several customers or orders may share a number. Export it as text."
        )
        yield notes.note("id_looks_truncated", "problem", header, cells.spread(rounded, False), text, done)
    if scientific.any():
        text = phrase(
            "“{column}” holds numbers such as {example}: a spreadsheet has cut them.",
            column=header, example=str(cells.values[int(scientific.argmax())]),
        )  # fmt: skip
        done = phrase(
            "Used as they stand; several customers or orders may share a number. Export it as text."
        )
        yield notes.note(
            "id_in_scientific_notation", "problem", header, cells.spread(scientific, False), text, done
        )


def _about_errors(notes: _Notes, header: str) -> Iterator[Finding]:
    """Yield a finding about cells in which a formula of the spreadsheet went wrong."""
    cells = notes.rows.cells[header]
    wrong = is_unknown(cells.values, ERROR_WORDS)
    if not wrong.any():
        return
    touched = cells.spread(wrong, False)
    shown = [str(cells.values[i]) for i in np.flatnonzero(wrong)[:_SHOWN]]
    text = phrase_n(
        "{n:count} cell of “{column}” holds an error of the spreadsheet: {examples}.",
        "{n:count} cells of “{column}” hold errors of the spreadsheet: {examples}.",
        n=int((touched & notes.rows.is_read).sum()), column=header, examples=", ".join(shown),
    )  # fmt: skip
    yield notes.note("error_cells", "look", header, touched, text, phrase("Taken as unknown."))


def _about_the_unread(notes: _Notes, header: str, column: TypedColumn) -> Iterator[Finding]:
    """Yield a finding about filled cells of a column that a row can do without, which did not convert."""
    bad = column.unreadable & (notes.rows.reason == 0)
    if not bad.any():
        return
    cells = notes.rows.cells[header]
    seen = np.unique(cells.codes[bad])[:_SHOWN]
    examples = ", ".join(f"“{str(cells.values[code])[:_LONGEST_SHOWN]}”" for code in seen)
    text = phrase_n(
        "{n:count} cell of “{column}” could not be read: {examples}.",
        "{n:count} cells of “{column}” could not be read: {examples}.",
        n=int((bad & notes.rows.is_read).sum()), column=header, examples=examples,
    )  # fmt: skip
    yield notes.note("unread_cells", "look", header, bad, text, phrase("Left empty; the rows are used."))
