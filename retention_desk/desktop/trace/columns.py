"""The source rows behind a figure as columns of a table; those that say the same everywhere are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from retention_desk.desktop.table.columns import ColumnSpec, SearchIndex, text_columns
from retention_desk.foundation.trace_results import ROLES, Trace
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, Words, phrase

if TYPE_CHECKING:
    import pandas as pd

_MONEY: Final = frozenset({"orders", "subscriptions", "payments"})
_CENTS: Final = 2
COUNTS: Final[Mapping[str, Phrase]] = {
    "": NOTHING_SAID,
    "numerator": phrase("above the line"),
    "denominator": phrase("below the line"),
    "both": phrase("both"),
}
"""What a customer counts for: the numerator, the denominator or both."""
UNTIL: Final[Mapping[str, Phrase]] = {
    "subscriptions": phrase("Ended"),
    "tickets": phrase("Closed"),
    "payments": phrase("Paid"),
    "incidents": phrase("Resolved"),
}
AMOUNTS: Final[Mapping[str, Phrase]] = {
    "orders": phrase("Amount"),
    "payments": phrase("Amount"),
    "subscriptions": phrase("MRR"),
    "surveys": phrase("Answer"),
    "tickets": phrase("Satisfaction"),
    "activity": phrase("Count"),
}


@dataclass(frozen=True, eq=False)
class TraceRows:
    """Rows ready to be shown: columns, their values, and where each row stands, all of shape (n_rows,)."""

    specs: tuple[ColumnSpec, ...]
    values: Mapping[str, Any]
    files: NDArray[np.object_]
    sheets: NDArray[np.object_]
    numbers: NDArray[np.int64]
    customers: NDArray[np.object_]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.numbers)


def search_index(rows: TraceRows) -> SearchIndex:
    """Return the index that finds rows by what is typed; slow for many, so not for the window's thread."""
    return SearchIndex(text_columns(rows.specs, rows.values), rows.count)


def trace_rows(trace: Trace, currency: str | None, words: Words) -> TraceRows:
    """Return the rows behind a figure, listed now; slow for many, so not for the window's thread."""
    table = trace.list_rows()
    kinds = tuple(dict.fromkeys(sheet.kind for sheet in trace.sheets))
    specs, values = [], {}
    for spec, column in _columns(table, kinds, currency, words):
        if spec.key in _ALWAYS or _differs(table[spec.key]):
            specs.append(spec)
            values[spec.key] = column
    return TraceRows(
        specs=tuple(specs),
        values=values,
        files=_texts(table["file"]),
        sheets=_texts(table["sheet"]),
        numbers=table["row"].to_numpy(dtype=np.int64),
        customers=_texts(table["customer"]),
    )


_ALWAYS: Final = frozenset({"row", "customer"})


def _columns(
    table: pd.DataFrame, kinds: tuple[str, ...], currency: str | None, words: Words
) -> list[tuple[ColumnSpec, Any]]:
    row = table["row"].to_numpy(dtype=np.float64)
    money = bool(kinds) and set(kinds) <= _MONEY
    amount = ColumnSpec(
        "amount",
        _title(AMOUNTS, kinds, phrase("Value")),
        "money" if money else "number",
        width=84,
        digits=_CENTS if money else None,
        currency=currency if money else None,
    )
    return [
        (ColumnSpec("file", phrase("File"), width=140, muted=True), _texts(table["file"])),
        (ColumnSpec("sheet", phrase("Sheet"), width=120, muted=True), _texts(table["sheet"])),
        (ColumnSpec("row", phrase("Row"), "count", width=64), np.where(row < 0, np.nan, row)),
        (ColumnSpec("kind", phrase("Table"), width=110), _said(table["kind"], TABLE_KINDS, words)),
        (ColumnSpec("role", phrase("What it does"), width=144), _said(table["role"], ROLES, words)),
        (ColumnSpec("customer", phrase("Customer"), width=96, strong=True), _texts(table["customer"])),
        (ColumnSpec("date", phrase("Date"), "date", width=92), _days(table["date"])),
        (ColumnSpec("until", _title(UNTIL, kinds, phrase("Until")), "date", width=92), _days(table["until"])),
        (amount, table["amount"].to_numpy(dtype=np.float64)),
        (
            ColumnSpec("counts", phrase("Counts"), width=104, tip=phrase("Where its customer counts.")),
            _said(table["counts"], COUNTS, words),
        ),
    ]


def _title(names: Mapping[str, Phrase], kinds: tuple[str, ...], otherwise: Phrase) -> Phrase:
    """Return the one name that a column has in all the tables at hand."""
    found = list(dict.fromkeys(names[kind] for kind in kinds if kind in names))
    return found[0] if len(found) == 1 else otherwise


def _differs(column: pd.Series[Any]) -> bool:
    """Return whether a column says anything: something known, and not the same text everywhere."""
    if hasattr(column, "cat"):
        return len(np.unique(column.cat.codes.to_numpy())) > 1
    return bool(column.notna().any())


def _texts(column: pd.Series[Any]) -> NDArray[np.object_]:
    """Return a column of names; made from their codes, as there are far fewer names than rows."""
    if not hasattr(column, "cat"):
        return np.asarray(column.to_numpy(dtype=object))
    return np.asarray(column.cat.categories.to_numpy(dtype=object)[column.cat.codes.to_numpy()])


def _said(column: pd.Series[Any], names: Mapping[str, Phrase], words: Words) -> NDArray[np.object_]:
    """Return the words of a column of keys."""
    if not hasattr(column, "cat"):
        return np.array([words(names[key]) for key in column], dtype=object)
    said = np.array([words(names[key]) for key in column.cat.categories], dtype=object)
    return np.asarray(said[column.cat.codes.to_numpy()])


def _days(column: pd.Series[Any]) -> NDArray[Any]:
    return np.asarray(column.to_numpy()).astype("datetime64[D]")
