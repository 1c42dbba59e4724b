"""Totals, notes, repeated headers, units and rows with shifted fields among the data."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, aside_count, aside_rows

_CODES = ("ragged_row", "total_row", "note_row", "repeated_header", "units_row")


def _find(data: CustomerData) -> Finding | None:
    counts = {code: aside_count(data, code) for code in _CODES}
    rows = sum(counts.values())
    if not rows:
        return None
    return Finding(
        "rows_that_are_no_data", "look" if counts["ragged_row"] else "note", rows,
        phrase_n(
            "{n:count} row is no data: {totals:count} totals, {notes:count} notes, "
            "{headers:count} repeated headers, {units:count} of units, "
            "{ragged:count} with too many or too few fields.",
            "{n:count} rows are no data: {totals:count} totals, {notes:count} notes, "
            "{headers:count} repeated headers, {units:count} of units, "
            "{ragged:count} with too many or too few fields.",
            n=rows, totals=counts["total_row"], notes=counts["note_row"], headers=counts["repeated_header"],
            units=counts["units_row"], ragged=counts["ragged_row"],
        ),
        phrase("Set aside, by reason."), touched=aside_rows(data, *_CODES),
    )  # fmt: skip


ENTRY = Check("rows_that_are_no_data", phrase("Rows that are no data"), "look", _find, order=14)
