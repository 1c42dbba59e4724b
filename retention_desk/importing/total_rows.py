"""The totals that a file states, and whether they agree with the rows they total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import EVENT_DATES, TABLES
from retention_desk.foundation.dataset import ColumnMapping, FileTotal
from retention_desk.importing.find_header import is_text
from retention_desk.importing.order_status import means_returned
from retention_desk.importing.row_reasons import CODE, TableRows
from retention_desk.importing.total_labels import names_average, names_grand_total
from retention_desk.importing.typing_columns import TypedColumn, type_number

_FIRST_COMPARED: Final = ("amount", "mrr", "quantity", "cost", "discount", "count", "minutes")
_NO_SUMS: Final = frozenset({"unit_price", "score", "satisfaction"})
_MOST_CANDIDATES: Final = 20_000
_MOST_SEARCHED: Final = 300
_CENT: Final = 0.011

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def settle_totals(
    rows: TableRows, typed: Mapping[str, TypedColumn], mapping: ColumnMapping
) -> tuple[FileTotal, ...]:
    """Return the totals of a table, each beside our own sum; rows found to be totals are set aside.

    Parameters
    ----------
    rows : TableRows
        Labelled totals are set aside already; rows of numbers alone that equal the sum of rows above, and
        labelled rows of tables too narrow to tell by their blanks, are set aside here.
    typed : mapping of canonical key to TypedColumn
        Amounts as they stand in the file.
    mapping : ColumnMapping

    Notes
    -----
    A total agrees when it equals, to the rounding of its rows, the sum since the total before it, of all
    rows above, of all rows, since any earlier total, or down to the next one. Otherwise it is compared
    with all rows above when it is the last one or says that it is over everything, else with those
    since the total before. Where a total does not agree, lines returned by their status are taken off, then
    left out: many shops list them at their price and total without them.
    """
    stated = rows.reason == CODE["total_row"]
    possible = _possible_totals(rows, typed, mapping)
    if not stated.any() and not possible.any():
        return ()
    data = rows.is_read & (rows.reason == 0) & ~possible
    found: dict[int, FileTotal] = {}
    for header, values in _compared_columns(rows, typed, mapping, stated | possible):
        places = np.flatnonzero((stated | possible) & ~np.isnan(values))
        places = np.array([p for p in places.tolist() if p not in found], dtype=np.int64)
        if not len(places):
            continue
        compared = _compared(rows, header, values, data, places)
        if not all(total.agrees for total in compared):
            compared = _compared_net(rows, header, values, data, places, typed, compared)
        found |= {
            place: total for place, total in zip(places.tolist(), compared, strict=True)
            if total.agrees or (stated[place] and not names_average(total.label))
        }  # fmt: skip
    sure = np.zeros(len(possible), dtype=bool)
    sure[[place for place, total in found.items() if total.agrees]] = True
    read = np.flatnonzero(rows.is_read)
    if len(read):
        sure[read[-1]] |= rows.labels.strict[read[-1]]
    rows.set_aside(possible & sure, "total_row")
    aside = rows.reason == CODE["total_row"]
    return tuple(found[place] for place in sorted(found) if aside[place])


def _possible_totals(rows: TableRows, typed: Mapping[str, TypedColumn], mapping: ColumnMapping) -> Bools:
    """Return rows that are totals if a sum says so: numbers alone, or a label in a narrow table."""
    date = EVENT_DATES.get(mapping.kind, "")
    bare: Bools = rows.is_read & (rows.reason == 0) & ~typed["customer_id"].known
    if date in typed:
        bare &= ~(typed[date].known | typed[date].unreadable)
    candidates = np.flatnonzero(bare)
    if 0 < len(candidates) <= _MOST_CANDIDATES:
        bare[candidates[_holds_text(rows, candidates)]] = False
    else:
        bare[:] = False
    if len(rows.cells) <= 3 and rows.labels.any:
        own = list(rows.cells).index(mapping.columns["customer_id"])
        labelled = (rows.labels.strict | rows.labels.loose) & (rows.labels.column == own)
        dated = typed[date].known if date in typed else np.zeros(len(bare), dtype=bool)
        bare |= rows.is_read & (rows.reason == 0) & labelled & ~dated
    return bare


def _holds_text(rows: TableRows, places: npt.NDArray[np.intp]) -> Bools:
    """Return which of the rows hold a cell that is no number."""
    text = np.zeros(len(places), dtype=bool)
    for column in rows.cells.values():
        codes = column.codes[places]
        for code in np.unique(codes[codes >= 0]).tolist():
            value = column.values[code]
            if is_text(value) or not isinstance(value, (str, float)):
                text |= codes == code
    return text


def _compared_columns(
    rows: TableRows, typed: Mapping[str, TypedColumn], mapping: ColumnMapping, totals: Bools
) -> list[tuple[str, Floats]]:
    """Return the columns whose totals are looked at, the amount first, other columns of numbers last."""
    numbers = [c.key for c in TABLES[mapping.kind].columns if c.type in {"money", "number"}]
    keys = [*_FIRST_COMPARED, *(key for key in numbers if key not in _FIRST_COMPARED and key not in _NO_SUMS)]
    columns = [
        (mapping.columns[key], np.asarray(typed[key].values, dtype=np.float64))
        for key in keys
        if key in typed and key in mapping.columns and key in numbers
    ]
    if any((~np.isnan(values[totals])).any() for _, values in columns):
        return columns
    taken = set(mapping.columns.values())
    usable = rows.is_read & (rows.reason == 0)
    for header, cells in rows.cells.items() if usable.any() else ():
        if header in taken or not (cells.codes[totals] >= 0).any():
            continue
        number = type_number(cells, mapping.decimal)
        if number.known[usable].mean() > 0.5 and not number.unreadable[usable].mean() > 0.1:
            columns.append((header, number.values))
    return columns


def _compared(
    rows: TableRows, header: str, values: Floats, data: Bools, places: npt.NDArray[np.int64]
) -> list[FileTotal]:
    """Return, for each total, the sum it is to be compared with."""
    known = data & ~np.isnan(values)
    running = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
    counted = np.concatenate([[0], np.cumsum(known)])
    at, n_at = running[places], counted[places]
    bounds, n_bounds = np.concatenate([[0.0], at]), np.concatenate([[0], n_at])
    totals = []
    for i, place in enumerate(places.tolist()):
        label = rows.labels.texts.get(place, "")
        value = float(values[place])
        after = running[places[i + 1]] if i + 1 < len(places) else running[-1]
        n_after = counted[places[i + 1]] if i + 1 < len(places) else counted[-1]
        spans = [
            (at[i] - bounds[i], n_at[i] - n_bounds[i]),
            (at[i], n_at[i]),
            (running[-1], counted[-1]),
            (after - at[i], n_after - n_at[i]),
        ]
        if i > 1 and len(places) <= _MOST_SEARCHED:
            spans += [(at[i] - bounds[j], n_at[i] - n_bounds[j]) for j in range(i - 1, 0, -1)]
        likely = 1 if names_grand_total(label) or i + 1 == len(places) or not spans[0][1] else 0
        agreeing = next((span for span in spans if _agrees(value, span)), None)
        summed, n_rows = agreeing or spans[likely]
        totals.append(
            FileTotal(
                int(rows.source_row[place]),
                label,
                header,
                value,
                float(summed),
                int(n_rows),
                agreeing is not None,
            )
        )
    return totals


def _compared_net(
    rows: TableRows,
    header: str,
    values: Floats,
    data: Bools,
    places: npt.NDArray[np.int64],
    typed: Mapping[str, TypedColumn],
    compared: Sequence[FileTotal],
) -> list[FileTotal]:
    """Return the totals, those that agree once returned lines count negative or not at all marked as net."""
    totals = list(compared)
    if "status" not in typed:
        return totals
    status = typed["status"].values
    hits = np.array([means_returned(str(name)) for name in status.categories] + [False], dtype=bool)
    returned = hits[status.codes] & data
    if not returned.any():
        return totals
    for other in (np.where(returned, -np.abs(values), values), np.where(returned, 0.0, values)):
        again = _compared(rows, header, other, data, places)
        totals = [
            replace(net, is_net=True) if net.agrees and not total.agrees else total
            for total, net in zip(totals, again, strict=True)
        ]
    return totals


def _agrees(value: float, span: Sequence[float]) -> bool:
    """Whether a stated total is a sum, to the cent that rounding each row may cost."""
    summed, n_rows = span
    close = _CENT + 0.005 * np.sqrt(n_rows) + 1e-9 * abs(value)
    whole = 0.5 if float(value).is_integer() and not float(summed).is_integer() else 0.0
    return bool(n_rows) and bool(abs(value - summed) <= max(close, whole))
