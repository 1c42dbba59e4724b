"""Sheets of the same kind, put below each other as one table."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check, customer_table_rows, event_rows


def _find(data: CustomerData) -> Finding | None:
    parts: dict[str, list[Source]] = {}
    for source in data.sources:
        parts.setdefault(source.kind, []).append(source)
    kind, most = max(parts.items(), key=lambda part: len(part[1]), default=("", []))
    if len(most) < 2:
        return None
    names = [source.sheet or source.file for source in most]
    return Finding(
        "stacked_sheets", "note", sum(source.rows_used for source in most),
        phrase(
            "{n:count} sheets or files, from “{first}” to “{last}”, hold the same kind of table: {kind}.",
            n=len(most), first=names[0], last=names[-1], kind=TABLE_KINDS[kind],
        ),
        phrase("Put below each other by the meaning of their columns, whatever their order and names."),
        most[0].file, most[0].sheet if len({source.file for source in most}) == 1 else "",
        touched=_rows_used(data, kind),
    )  # fmt: skip


def _rows_used(data: CustomerData, kind: str) -> tuple[TouchedRows, ...]:
    if kind in data.events:
        return event_rows(data, kind, np.ones(len(data.events[kind]), dtype=bool))
    return customer_table_rows(data, np.ones(data.n_customers, dtype=bool))


ENTRY = Check("stacked_sheets", phrase("Sheets put together"), "note", _find, order=19)
