"""Titles and notes above the header."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check

_SHOWN_CHARACTERS = 60


def _find(data: CustomerData) -> Finding | None:
    titled = [source for source in data.sources if source.layout.rows_above]
    if not titled:
        return None
    rows = sum(source.layout.rows_above for source in titled)
    first = titled[0]
    return Finding(
        "rows_above_header", "note", rows,
        phrase_n(
            "{n:count} row stands above the header: “{text}”.",
            "{n:count} rows stand above the headers; the first is “{text}”.",
            n=rows, text=first.layout.text_above[:_SHOWN_CHARACTERS],
        ),
        phrase("Left out: the table begins with its header."), first.file, first.sheet,
        touched=tuple(source.layout.above for source in titled if source.layout.above is not None),
    )  # fmt: skip


ENTRY = Check("rows_above_header", phrase("Titles and notes above the table"), "note", _find, order=16)
