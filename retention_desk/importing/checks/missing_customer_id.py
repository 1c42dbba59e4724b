"""Rows that do not say whose they are."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, aside_count, aside_rows


def _find(data: CustomerData) -> Finding | None:
    rows = aside_count(data, "missing_customer_id")
    if not rows:
        return None
    read = sum(source.rows_read for source in data.sources)
    return Finding(
        "missing_customer_id", "look" if rows > 0.01 * read else "note", rows,
        phrase_n(
            "{n:count} row ({share:share}) has no customer.",
            "{n:count} rows ({share:share}) have no customer.",
            n=rows, share=rows / read,
        ),
        phrase("Set aside: they cannot be counted for anybody."),
        touched=aside_rows(data, "missing_customer_id"),
    )  # fmt: skip


ENTRY = Check("missing_customer_id", phrase("Rows without a customer"), "look", _find, order=10)
