"""Rows whose date or amount is missing or cannot be read."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check, aside_count, aside_rows

_CODES = ("bad_date", "missing_date", "bad_amount", "missing_amount", "bad_value", "missing_value")


def _find(data: CustomerData) -> Finding | None:
    counts = {code: aside_count(data, code) for code in _CODES}
    rows = sum(counts.values())
    if not rows:
        return None
    read = sum(source.rows_read for source in data.sources)
    return Finding(
        "unreadable_rows", "look" if rows > 0.01 * read else "note", rows,
        phrase(
            "{n:count} rows lack what they need: {dates:count} without a readable date, "
            "{amounts:count} without an amount, {values:count} without another value.",
            n=rows, dates=counts["bad_date"] + counts["missing_date"],
            amounts=counts["bad_amount"] + counts["missing_amount"],
            values=counts["bad_value"] + counts["missing_value"],
        ),
        phrase("Set aside, by reason."), touched=aside_rows(data, *_CODES),
    )  # fmt: skip


ENTRY = Check("unreadable_rows", phrase("Rows that cannot be read"), "look", _find, order=12)
