"""What an audit check is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData, FileTotal, Source
from retention_desk.foundation.findings import Finding, Severity, TouchedRows
from retention_desk.foundation.wording import Phrase


@dataclass(frozen=True, slots=True)
class Check:
    """An audit check.

    Parameters
    ----------
    key : str
        The file's name in ``checks``; the code of its finding.
    label : Phrase
        Name shown to people.
    severity : {"note", "look", "problem"}
        Of its finding.
    find : callable
        ``find(data) -> Finding | None``.
    order : int
        Place in the list.
    """

    key: str
    label: Phrase
    severity: Severity
    find: Callable[[CustomerData], Finding | None]
    order: int = 0


def checks() -> Mapping[str, Check]:
    """Return every audit check by key, in their order."""
    from retention_desk.importing import checks as folder

    return load_catalogue(folder, Check)


def event_rows(data: CustomerData, kind: str, touched: npt.NDArray[np.bool_]) -> tuple[TouchedRows, ...]:
    """Return the touched rows of an event table as a person finds them in the files."""
    table = data.events[kind]
    return _by_source(data, table["source"].to_numpy()[touched], table["source_row"].to_numpy()[touched])


def aside_rows(data: CustomerData, *codes: str) -> tuple[TouchedRows, ...]:
    """Return the rows set aside for one of some reasons."""
    rows = data.set_aside[data.set_aside["code"].isin(codes)]
    return _by_source(data, rows["source"].to_numpy(), rows["source_row"].to_numpy())


def customer_table_rows(data: CustomerData, touched: npt.NDArray[np.bool_]) -> tuple[TouchedRows, ...]:
    """Return the rows of the customer table that the touched customers stand in."""
    if data.customer_rows is None:
        return ()
    rows = data.customer_rows[touched].dropna().astype(np.int32)
    return _by_source(data, rows["source"].to_numpy(), rows["source_row"].to_numpy())


def _by_source(
    data: CustomerData, source: npt.NDArray[Any], row: npt.NDArray[Any]
) -> tuple[TouchedRows, ...]:
    """Return rows sheet by sheet, in the order of the sources."""
    return tuple(
        TouchedRows.of(data.sources[place].file, data.sources[place].sheet, row[source == place])
        for place in np.unique(source).tolist()
    )


def aside_count(data: CustomerData, code: str) -> int:
    """Return how many rows were set aside for a reason."""
    return int((data.set_aside["code"] == code).sum()) if len(data.set_aside) else 0


def stated_totals(data: CustomerData, *, agrees: bool) -> list[tuple[Source, FileTotal]]:
    """Return the totals that the files state, with their sheets: those that agree with our sums, or not."""
    return [
        (source, total) for source in data.sources for total in source.layout.totals if total.agrees == agrees
    ]


def total_rows(totals: Sequence[tuple[Source, FileTotal]]) -> tuple[TouchedRows, ...]:
    """Return the rows that totals stand in."""
    by_sheet: dict[tuple[str, str], list[int]] = {}
    for source, total in totals:
        by_sheet.setdefault((source.file, source.sheet), []).append(total.row)
    return tuple(TouchedRows.of(file, sheet, rows) for (file, sheet), rows in by_sheet.items())
