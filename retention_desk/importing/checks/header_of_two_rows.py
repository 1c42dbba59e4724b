"""Headers with group titles above the names."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check


def _find(data: CustomerData) -> Finding | None:
    deep = [source for source in data.sources if source.layout.header_depth > 1]
    if not deep:
        return None
    return Finding(
        "header_of_two_rows", "note", len(deep),
        phrase_n(
            "The header has two rows: group titles above the names.",
            "{n:count} sheets have headers of two rows: group titles above the names.",
            n=len(deep),
        ),
        phrase("Read together, as “group – name” where a name alone would not tell columns apart."),
        deep[0].file, deep[0].sheet, touched=tuple(map(_header, deep)),
    )  # fmt: skip


def _header(source: Source) -> TouchedRows:
    last = source.header_row or 0
    return TouchedRows.of(source.file, source.sheet, range(last - source.layout.header_depth + 1, last + 1))


ENTRY = Check("header_of_two_rows", phrase("Headers of two rows"), "note", _find, order=17)
