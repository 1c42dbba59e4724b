"""The first question of the import, "what is a customer?", with its possible answers counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from retention_desk.foundation.columns import CUSTOMERS, TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.pipeline import InspectedFiles

if TYPE_CHECKING:
    import pandas as pd

_MOST: Final = 4
_CAN_BE_A_KEY: Final = ("customer_id", "email", "phone", "name")


@dataclass(frozen=True)
class KeyCandidate:
    """A column that could name the customer: how many different values, how many rows without one."""

    header: str
    customers: int
    blank_rows: int
    chosen: bool


def main_table(inspected: InspectedFiles) -> int | None:
    """Return the position of the table the questions are about: the largest one of a dated kind."""
    best, most = None, -1
    for place, (raw, mapping) in enumerate(zip(inspected.raws, inspected.mappings, strict=True)):
        if mapping.skip or mapping.kind not in TABLES or raw.header_row is None:
            continue
        rows = len(raw.cells) * (4 if mapping.kind in ("orders", "subscriptions") else 1)
        if rows > most:
            best, most = place, rows
    return best


def key_candidates(inspected: InspectedFiles) -> tuple[KeyCandidate, ...]:
    """Return the columns of the main table that could name the customer, the chosen one first."""
    place = main_table(inspected)
    if place is None:
        return ()
    raw, mapping = inspected.raws[place], inspected.mappings[place]
    chosen = mapping.columns.get("customer_id")
    names = [chosen] if chosen else []
    names += [header for header in raw.headers if header not in names and _could_be(header, mapping)]
    return tuple(_counted(raw, header, header == chosen) for header in names[:_MOST])


def data_column(raw: RawTable, header: str) -> pd.Series[Any]:
    """Return the cells below the header of one column, as they stand."""
    start = (raw.header_row or raw.first_row) - raw.first_row + 1
    return raw.cells.iloc[start:, raw.headers.index(header)]


def _counted(raw: RawTable, header: str, chosen: bool) -> KeyCandidate:
    from retention_desk.importing.identifiers import read_identifiers

    cells = data_column(raw, header)
    counts = cells.dropna().value_counts()
    counts = counts[counts > 0]  # a categorical column counts the texts of other rows as 0
    keys = read_identifiers(list(counts.index))
    known = sum(int(n) for key, n in zip(keys, counts, strict=True) if key is not None)
    return KeyCandidate(header, len({key for key in keys if key is not None}), len(cells) - known, chosen)


def _could_be(header: str, mapping: ColumnMapping) -> bool:
    mapped = {own: key for key, own in mapping.columns.items()}.get(header)
    if mapped is not None:
        return mapped in _CAN_BE_A_KEY
    plain = header.strip().lower().replace("_", " ")
    return any(
        plain in (synonym.replace("_", " ") for synonym in CUSTOMERS.column(key).synonyms)
        for key in _CAN_BE_A_KEY
    )
