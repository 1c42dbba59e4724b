"""A filled-in workbook that broke off: what is left of its rows, and what is told about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from retention_desk.foundation.book_cells import UNREADABLE
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.reporting.returned_sheet import SheetRead

CUT_OFF: Final = "returned_cut_off"


def without_unreadable(read: SheetRead) -> SheetRead:
    """Return the rows of a sheet without those that no longer say whose they are."""
    rows = read.sheet.rows
    kept = rows[rows["customer_id"] != UNREADABLE].reset_index(drop=True)
    own_lost = [name for name in kept.columns if str(name).strip("+") == UNREADABLE]
    return replace(
        read,
        sheet=replace(read.sheet, rows=kept.drop(columns=own_lost)),
        added=[row for row in read.added if UNREADABLE not in (row.customer_id, *row.values.values())],
        not_read=[cell for cell in read.not_read if cell.customer_id != UNREADABLE],
        twice=int(kept["customer_id"].duplicated().sum()),
    )


def cut_off(file: str, n_read: int, n_rows: int) -> Finding:
    """Return the finding that a file broke off, and how many rows of its list could be read."""
    return Finding(
        CUT_OFF,
        "problem",
        n_rows - n_read,
        phrase_n(
            "The file broke off: {n_read:count} of the {n:count} row of its list could be read.",
            "The file broke off: {n_read:count} of the {n:count} rows of its list could be read.",
            n_rows,
            n_read=n_read,
        ),
        phrase("What could be read counts. Ask for the file again and merge that too."),
        file,
    )


def cut_off_list(file: str) -> UserFacingError:
    """Return the error for a file that broke off before anything of its list could be read (``damaged``)."""
    return UserFacingError(
        "damaged",
        phrase("The file broke off, and nothing of its list can be read."),
        file,
        phrase("Ask for the file again."),
    )
