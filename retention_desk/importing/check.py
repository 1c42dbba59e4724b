"""What an audit check is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData, FileTotal, Source
from retention_desk.foundation.findings import Finding, RowReference, Severity
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


def event_examples(
    data: CustomerData, kind: str, touched: npt.NDArray[np.bool_], n: int = 5
) -> tuple[RowReference, ...]:
    """Return the first touched rows of an event table as a person finds them in the files."""
    rows = np.flatnonzero(touched)
    table = data.events[kind]
    source = table["source"].to_numpy()[rows]
    number = table["source_row"].to_numpy()[rows]
    first = np.lexsort((number, source))[:n]
    return tuple(
        RowReference(data.sources[int(source[i])].file, data.sources[int(source[i])].sheet, int(number[i]))
        for i in first
    )


def aside_examples(data: CustomerData, code: str, n: int = 5) -> tuple[RowReference, ...]:
    """Return the first rows set aside for a reason."""
    rows = data.set_aside[data.set_aside["code"] == code].head(n)
    return tuple(
        RowReference(data.sources[int(source)].file, data.sources[int(source)].sheet, int(row))
        for source, row in zip(rows["source"], rows["source_row"], strict=True)
    )


def aside_count(data: CustomerData, code: str) -> int:
    """Return how many rows were set aside for a reason."""
    return int((data.set_aside["code"] == code).sum()) if len(data.set_aside) else 0


def stated_totals(data: CustomerData, *, agrees: bool) -> list[tuple[Source, FileTotal]]:
    """Return the totals that the files state, with their sheets: those that agree with our sums, or not."""
    return [
        (source, total) for source in data.sources for total in source.layout.totals if total.agrees == agrees
    ]


def total_examples(totals: Sequence[tuple[Source, FileTotal]], n: int = 5) -> tuple[RowReference, ...]:
    """Return the first totals as references a person can look up."""
    return tuple(RowReference(source.file, source.sheet, total.row) for source, total in totals[:n])
