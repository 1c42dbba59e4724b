"""The rows behind a figure as CSV."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.trace_results import ROLES, Trace
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.hostile_text import escaped

if TYPE_CHECKING:
    import pandas as pd


def write_trace_csv(trace: Trace, path: Path, words: Words) -> None:
    """Write every row as UTF-8 with BOM, RFC 4180; hostile text is escaped, unknown is empty."""
    table = trace.list_rows()
    heads = {
        "file": phrase("File"),
        "sheet": phrase("Sheet"),
        "row": phrase("Row"),
        "kind": phrase("Table"),
        "role": phrase("What the rows do"),
        "customer": phrase("Customer"),
        "date": phrase("Date"),
        "until": phrase("Until"),
        "amount": phrase("Value"),
    }
    said = table[list(heads)].assign(
        kind=[words(TABLE_KINDS[key]) for key in table["kind"]],
        role=[words(ROLES[key]) for key in table["role"]],
        row=table["row"].where(table["row"] >= 0),
    )
    for name in ("file", "sheet", "customer"):
        said[name] = _harmless(table[name])
    with saved_whole(path) as temporary:
        said.astype({"row": "Int64"}).to_csv(
            temporary,
            header=[words(head) for head in heads.values()],
            index=False,
            encoding="utf-8-sig",
            lineterminator="\r\n",
            quoting=csv.QUOTE_MINIMAL,
            float_format="%.10g",
            date_format="%Y-%m-%d",
        )


def _harmless(column: pd.Series[Any]) -> list[str]:
    """Return texts of which none is taken for a formula; equal ones are looked at once."""
    known: dict[str, str] = {}
    return [known[text] if text in known else known.setdefault(text, escaped(text)) for text in column]
