"""A filled-in workbook as it came back: which list it is, whose hand, and what stands in its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from retention_desk.foundation.book_cells import BookCells
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.leaving_taxonomy import LeavingTaxonomy, leaving_taxonomy
from retention_desk.foundation.merge_results import CellNotRead, ReturnedWorkbook
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import LANGUAGES, Phrase, Words, phrase, phrase_n
from retention_desk.reporting.column_titles import KEY_COLUMN
from retention_desk.reporting.compare_cells import changed_cells
from retention_desk.reporting.find_columns import LIST_MARK, ListColumns, find_list
from retention_desk.reporting.reading_sheet import ReadingSheet, answers_listed, read_reading_sheet
from retention_desk.reporting.returned_part import cut_off_list, without_unreadable
from retention_desk.reporting.returned_sheet import SheetRead, read_sheet
from retention_desk.reporting.typed_cells import ReadDays, choices_of
from retention_desk.reporting.typed_columns import HowToRead
from retention_desk.reporting.who_returned import who_returned
from retention_desk.reporting.write_workbook import CREATED

if TYPE_CHECKING:
    import pandas as pd

    from retention_desk.foundation.book_cells import BookSheet

_LIST_ID_SIGNS: Final = 32


def read_returned(book: BookCells, read_days: ReadDays, *, progress: Progress = SILENT) -> ReturnedWorkbook:
    """Return what a filled-in workbook holds; nothing is compared with a project yet.

    Parameters
    ----------
    book : BookCells
        The workbook as it stands.
    read_days : callable
        Reads days that were typed as text (see `typed_cells.ReadDays`).
    progress : Progress

    Raises
    ------
    UserFacingError
        ``no_action_list``: no sheet of it is an action list.

    Notes
    -----
    Rows are found by their hidden key, columns by their header in any language or their hidden machine key.
    Where the hidden sheet is gone, the list is told by a mark in the sheets and in the file's properties;
    where the key column is gone, rows are told by their customer.
    """
    reading = read_reading_sheet(book)
    if book.is_part:
        reading = _of_part(book, reading)
    found = list(_lists_in(book))
    if not found:
        raise _no_list(book, reading)
    how = HowToRead(choices_of(_taxonomy(reading), answers_listed(book)), read_days, reading.as_of)
    read: list[SheetRead] = []
    for place, (sheet, columns) in enumerate(found):
        progress.step(place / len(found), phrase("Reading {sheet}", sheet=sheet.name))
        part = read_sheet(sheet, columns, reading, how)
        read.append(without_unreadable(part) if book.is_part else part)
    who, who_from = who_returned(
        book.last_saved_by, book.file, reading.text("file"), lambda: _owners_changed(read, reading.sent)
    )
    progress.step(1.0)
    return ReturnedWorkbook(
        list_id=reading.text("list_id") or _marked_list(book, read),
        file=book.file,
        file_hash=book.file_hash,
        who=who,
        who_from=who_from,
        saved_at=_saved_at(book),
        as_of=reading.as_of,
        language=reading.text("language"),
        sent=None if reading.sent is None else reading.sent.reset_index(drop=True),
        sheets=tuple(part.sheet for part in read),
        added=tuple(row for part in read for row in part.added),
        not_read=(*(cell for part in read for cell in part.not_read), *_comments(book)),
        findings=tuple(_findings(book, reading, read)),
        settings_toml=reading.settings_toml,
        anonymised=reading.text("anonymised"),
        is_part=book.is_part,
    )


def not_filled_in() -> frozenset[str]:
    """Return what sheets that nobody fills in are called, in every language: they need not be read."""
    titles = (
        phrase("Customers"),
        phrase("Forecast"),
        phrase("Audit"),
        phrase("Trace"),
        phrase("Retention"),
        phrase("Customer value"),
    )
    return frozenset(Words(language)(title) for language in LANGUAGES for title in titles)


def _lists_in(book: BookCells) -> Iterator[tuple[BookSheet, ListColumns]]:
    for sheet in book.sheets:
        columns = find_list(sheet)
        if columns is not None and ("customer" in columns.places or KEY_COLUMN in columns.places):
            yield sheet, columns


def _of_part(book: BookCells, reading: ReadingSheet) -> ReadingSheet:
    """Return what the hidden sheet of half a file says: not what was handed out, since rows may be missing.

    Raises
    ------
    UserFacingError
        ``damaged``: what an anonymised list left out can be told by its whole hidden sheet only.
    """
    if reading.text("anonymised"):
        raise cut_off_list(book.file)
    return replace(reading, sent=None, shown={}, damaged=0)


def _no_list(book: BookCells, reading: ReadingSheet) -> UserFacingError:
    if book.is_part:
        return cut_off_list(book.file)
    if reading.identity:
        what = phrase("The workbook was exported from here, but its action list is gone.")
    else:
        what = phrase("No sheet of the workbook is an action list.")
    return UserFacingError(
        "no_action_list",
        what,
        book.file,
        phrase("Choose the workbook that was exported as the action workbook and filled in."),
    )


def _taxonomy(reading: ReadingSheet) -> LeavingTaxonomy:
    try:
        settings = AnalysisSettings.from_toml(reading.settings_toml) if reading.settings_toml else DEFAULTS
    except UserFacingError:  # of a newer version, or changed by hand: the delivered reasons will do
        settings = DEFAULTS
    return leaving_taxonomy(settings.figures)


def _marked_list(book: BookCells, read: Sequence[SheetRead]) -> str:
    marks = [part.columns.list_mark.partition("/")[0] for part in read]
    if book.keywords.startswith(LIST_MARK):
        marks.append(book.keywords.removeprefix(LIST_MARK))
    return next((mark for mark in marks if mark.isalnum() and len(mark) <= _LIST_ID_SIGNS), "")


def _saved_at(book: BookCells) -> dt.datetime | None:
    """Return when it was last saved; the date that every export carries says nothing."""
    exported = CREATED.replace(tzinfo=dt.UTC)
    return None if book.saved_at is None or book.saved_at <= exported else book.saved_at


def _owners_changed(read: Sequence[SheetRead], sent: pd.DataFrame | None) -> set[str]:
    if sent is None:
        return set()
    owners = set()
    for part in read:
        changed = {cell.customer_id for cell in changed_cells(part.sheet, sent)}
        if "owner" in part.sheet.rows:
            mine = part.sheet.rows[part.sheet.rows["customer_id"].isin(changed)]
            owners |= {owner for owner in mine["owner"].tolist() if owner}
    return owners


def _comments(book: BookCells) -> list[CellNotRead]:
    return [
        CellNotRead(
            "", "comment", f"{item.who}: {item.text}" if item.who else item.text, item.sheet, item.row
        )
        for item in book.comments
    ]


def _findings(book: BookCells, reading: ReadingSheet, read: Sequence[SheetRead]) -> Iterator[Finding]:
    yield from _findings_of_list(book, reading)
    for part in read:
        yield from _findings_of_sheet(book.file, part, reading)


def _findings_of_list(book: BookCells, reading: ReadingSheet) -> Iterator[Finding]:
    if not reading.identity and not book.is_part:
        yield Finding(
            "returned_hidden_gone", "look", 0,
            phrase("The hidden sheet that says what was handed out is gone."),
            phrase("The list is told by what else marks it, and compared with the project's own copy."),
            book.file,
        )  # fmt: skip
    if reading.damaged:
        yield Finding(
            "returned_hidden_damaged", "look", reading.damaged,
            phrase_n("{n:count} row of the hidden sheet was changed.",
                     "{n:count} rows of the hidden sheet were changed.", reading.damaged),
            phrase("They are compared with the project's own copy."), book.file,
        )  # fmt: skip


def _findings_of_sheet(file: str, part: SheetRead, reading: ReadingSheet) -> Iterator[Finding]:
    name = part.sheet.name

    def finding(code: str, rows: int, text: Phrase, done: Phrase) -> Finding:
        return Finding(code, "look", rows, text, done, file, name)

    if part.keys_gone:
        yield finding(
            "returned_key_gone", len(part.sheet.rows), phrase("The hidden column of row keys is gone."),
            phrase("Rows are told by their customer."),
        )  # fmt: skip
    if part.columns.renamed:
        names = ", ".join(f"“{header}”" for header in part.columns.renamed.values())
        yield finding(
            "returned_columns_renamed", 0, phrase("Columns were renamed: {names}.", names=names),
            phrase("They are told by the place they stand in."),
        )  # fmt: skip
    if part.mistaken:
        yield finding(
            "returned_rows_mistaken", part.mistaken,
            phrase_n("{n:count} row names another customer than its hidden key.",
                     "{n:count} rows name another customer than their hidden key.", part.mistaken),
            phrase("The customer that is named counts: that is whom people saw."),
        )  # fmt: skip
    if part.twice:
        yield finding(
            "returned_rows_twice", part.twice,
            phrase_n("{n:count} row stands there twice.", "{n:count} rows stand there twice.", part.twice),
            phrase("Where they say different things, that is a conflict."),
        )  # fmt: skip
