"""The same rows in two sheets or files, counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Money, phrase, phrase_n
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.tidy_table import TidyTable

_LEAST_ROWS: Final = 5
_LEAST_SHARE: Final = 0.02
_DECIMALS: Final = 2
_DAY_SECONDS: Final = 86_400.0
_FLAGS: Final = frozenset({"is_purchase", "is_return", "is_complaint"})
_NO_CONTENT: Final = frozenset({"source_row", "is_repeat", "refunded", "refunded_on"})
"""Of a sale in two exports the later one may tell a refund that the earlier one could not know."""


def count_once(tables: Sequence[TidyTable]) -> tuple[list[TidyTable], list[Finding]]:
    """Return the tables with rows that an earlier table has too set aside, and a finding for each pair.

    Notes
    -----
    Two tables of one kind overlap when rows agree in every column that both fill, numbers to the cent and
    times as finely as both tell them: at least five rows, and a fiftieth of the smaller table. A row that
    occurs *a* times in the first table and *b* times in the second is kept max(a, b) times, so that real
    repeats inside one sheet survive.
    """
    kept = list(tables)
    findings: list[Finding] = []
    for later in range(1, len(kept)):
        for earlier in range(later):
            if kept[earlier].kind != kept[later].kind or kept[later].kind == "customers":
                continue
            if not _dates_meet(kept[earlier], kept[later]):
                continue
            twice, same_as = _rows_in_both(kept[earlier], kept[later])
            least = min(len(kept[earlier].frame), len(kept[later].frame))
            if twice.sum() >= max(_LEAST_ROWS, _LEAST_SHARE * least):
                findings.append(_finding(kept[earlier], kept[later], twice))
                kept[earlier] = _with_refunds_of(kept[later], kept[earlier], twice, same_as)
                kept[later] = kept[later].keeping(~twice, "counted_elsewhere")
    return kept, findings


def _dates_meet(one: TidyTable, other: TidyTable) -> bool:
    """Whether the spans of dates of two tables touch; without dates they may."""
    spans = []
    for table in (one, other):
        dates = [c for c in table.frame if table.frame[c].dtype.kind == "M"]
        if not dates or not len(table.frame):
            return bool(len(table.frame))
        spans.append((table.frame[dates[0]].min(), table.frame[dates[0]].max()))
    return bool(spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1])


def row_hashes(
    table: TidyTable, columns: Sequence[str], time_unit_seconds: float = 1
) -> npt.NDArray[np.uint64]:
    """Return a hash of each row over the customer key and `columns`, shape (n_used,).

    Numbers count to the cent, times of day to the unit given.
    """
    frame = table.frame[list(columns)].copy(deep=False)
    for name in frame.select_dtypes("float"):
        frame[name] = np.round(frame[name].to_numpy(), _DECIMALS) + 0.0  # no minus zero
    frame[""] = pd.Categorical.from_codes(table.customer, table.keys, validate=False)
    frame[" "] = table.seconds // time_unit_seconds
    return pd.util.hash_pandas_object(frame, index=False).to_numpy().astype(np.uint64)


def _rows_in_both(earlier: TidyTable, later: TidyTable) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.intp]]:
    """Return which rows of the later table the earlier one has too, and the place of each there."""
    none = np.zeros(len(later.frame), dtype=bool)
    columns = _told_by_both(earlier, later)
    if not columns or not len(earlier.frame):
        return none, np.zeros(len(none), dtype=np.intp)
    unit = max(_time_unit_seconds(earlier), _time_unit_seconds(later))
    old, new = row_hashes(earlier, columns, unit), row_hashes(later, columns, unit)
    values, first, counts = np.unique(old, return_index=True, return_counts=True)
    place = np.minimum(np.searchsorted(values, new), len(values) - 1)
    nth = pd.Series(new).groupby(new, sort=False).cumcount().to_numpy()
    both: npt.NDArray[np.bool_] = (values[place] == new) & (nth < counts[place])
    return both, first[place]


def _with_refunds_of(
    later: TidyTable, earlier: TidyTable, twice: npt.NDArray[np.bool_], same_as: npt.NDArray[np.intp]
) -> TidyTable:
    """Return the earlier table with what the later one says was given back of the rows in both."""
    if "refunded" not in later.frame or "refunded" not in earlier.frame:
        return earlier
    told = np.flatnonzero(twice & (later.frame["refunded"].to_numpy() > 0))
    target = same_as[told]
    more = later.frame["refunded"].to_numpy()[told] > earlier.frame["refunded"].to_numpy()[target]
    told, target = told[more], target[more]
    frame = earlier.frame.copy(deep=False)
    for name in ("refunded", "refunded_on"):
        values = frame[name].to_numpy().copy()
        values[target] = later.frame[name].to_numpy()[told]
        frame[name] = values
    return replace(earlier, frame=frame)


def _told_by_both(earlier: TidyTable, later: TidyTable) -> list[str]:
    """Return the columns that both tables fill; none when these cannot tell one event from another.

    A customer and a day are not enough to take two tables of different make for the same.
    """
    shared = [
        str(name) for name in later.frame
        if name in earlier.frame and name not in _NO_CONTENT
        and later.frame[name].notna().any() and earlier.frame[name].notna().any()
    ]  # fmt: skip
    telling = [name for name in shared if name not in _FLAGS and later.frame[name].dtype.kind != "M"]
    same_make = dict(earlier.source.mapping.columns) == dict(later.source.mapping.columns)
    return shared if telling or same_make else []


def _time_unit_seconds(table: TidyTable) -> float:
    """Return how finely a table tells the time: 1, a minute, or a day."""
    if not table.seconds.any():
        return _DAY_SECONDS
    return 1.0 if (table.seconds % 60).any() else 60.0


def _finding(earlier: TidyTable, later: TidyTable, twice: npt.NDArray[np.bool_]) -> Finding:
    rows = later.frame["source_row"].to_numpy()[twice]
    amount = float(later.frame["amount"].to_numpy()[twice].sum()) if later.kind == "orders" else None
    names = {"here": _name(later), "there": _name(earlier)}
    done = (
        phrase(
            "Counted once; otherwise {amount} would have been counted twice.",
            amount=Money(amount, later.currency),
        )
        if amount is not None
        else phrase("Counted once.")
    )
    return Finding(
        "overlap", "look", int(twice.sum()),
        phrase_n(
            "{n:count} row of “{here}” is in “{there}” as well.",
            "{n:count} rows of “{here}” are in “{there}” as well.",
            n=int(twice.sum()), **names,
        ),
        done, later.source.file, later.source.sheet, "", amount, rows_in_file(later.source, rows),
    )  # fmt: skip


def _name(table: TidyTable) -> str:
    source = table.source
    return f"{source.file} · {source.sheet}" if source.sheet else source.file
