"""Source rows of some customers or figures: as a table, by sheet, and the data that they alone make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Flags
from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.trace_results import Members, Places, RowSet, SheetCount

if TYPE_CHECKING:
    import pandas as pd

AMOUNTS: Final = {"orders": "amount", "subscriptions": "mrr", "surveys": "score", "tickets": "satisfaction",
                  "activity": "count", "payments": "amount"}  # fmt: skip
UNTIL: Final = {
    "subscriptions": "ended_on",
    "tickets": "closed_on",
    "payments": "paid_on",
    "incidents": "resolved_on",
}
COLUMNS: Final = ("file", "sheet", "row", "kind", "role", "customer", "date", "until", "amount", "counts")
COUNTS: Final = ("", "numerator", "denominator", "both")
NOWHERE: Final = np.zeros(0, dtype=np.int64)


def rows_table(data: CustomerData, sets: Sequence[RowSet], members: Members | None = None) -> pd.DataFrame:
    """Return the rows as a table, in the order of the files; columns as `Trace.list_rows` says."""
    import pandas as pd

    sets = [one for one in sets if len(one.places)]
    parts = [_part(data, one) for one in sets]
    if not parts:
        return pd.DataFrame({name: [] for name in COLUMNS})
    table = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    lengths = [len(one.places) for one in sets]
    for name, keys in (("kind", [one.kind for one in sets]), ("role", [one.role for one in sets])):
        different = list(dict.fromkeys(keys))
        codes = np.repeat([different.index(key) for key in keys], lengths)
        table[name] = pd.Categorical.from_codes(codes, pd.Index(different))
    source, row = table["source"].to_numpy(), table["row"].to_numpy()
    table = table.take(np.lexsort((row, source))).reset_index(drop=True)
    place = table["source"].to_numpy(dtype=np.int64)
    place = np.where(place < len(data.sources), place, -1)
    for name in ("file", "sheet"):
        names, codes = _coded(tuple(getattr(source, name) for source in data.sources))
        table[name] = pd.Categorical.from_codes(codes[place], pd.Index(names))
    who = table["customer"].to_numpy(dtype=np.int64)
    counted = np.zeros(data.n_customers, dtype=np.int8)
    if members is not None:
        counted[members.numerator] += 1
        counted[members.denominator] += 2
    table["counts"] = pd.Categorical.from_codes(counted[who], pd.Index(COUNTS))
    table["customer"] = pd.Categorical.from_codes(who, data.customer_ids)
    return table[list(COLUMNS)]


def _coded(names: tuple[str, ...]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return the different names (the empty one among them) and the place of each; the last is no source."""
    different = list(dict.fromkeys((*names, "")))
    return different, np.array([different.index(name) for name in (*names, "")], dtype=np.int64)


def _part(data: CustomerData, one: RowSet) -> pd.DataFrame:
    import pandas as pd

    n, unknown = len(one.places), np.datetime64("NaT", "s")
    source, row = positions_in_files(data, one)
    if one.kind == "customers":
        part = pd.DataFrame({"customer": one.places, "source": source, "row": row})
        part["date"], part["until"] = np.full(n, unknown), np.full(n, unknown)
        part["amount"] = np.nan
    else:
        table = data.events[one.kind]
        customer = table["customer"].to_numpy(dtype=np.int64)[one.places]
        part = pd.DataFrame({"customer": customer, "source": source, "row": row})
        part["date"] = table[EVENT_DATES[one.kind]].to_numpy()[one.places]
        until = UNTIL.get(one.kind, "")
        part["until"] = table[until].to_numpy()[one.places] if until in table else np.full(n, unknown)
        amount = AMOUNTS.get(one.kind, "")
        part["amount"] = _numbers(table[amount])[one.places] if amount in table else np.nan
    return part


def _numbers(column: pd.Series[Any]) -> npt.NDArray[np.float64]:
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


def positions_in_files(data: CustomerData, one: RowSet) -> tuple[Places, Places]:
    """Return source and row number of each row of a set; −1 where a row stands in no file."""
    if one.kind == "customers":
        if data.customer_rows is None:
            nowhere = np.full(len(one.places), -1, dtype=np.int64)
            return nowhere, nowhere
        known = data.customer_rows.iloc[one.places].fillna(-1)
        return known["source"].to_numpy(dtype=np.int64), known["source_row"].to_numpy(dtype=np.int64)
    table = data.events[one.kind]
    source = table["source"].to_numpy(dtype=np.int64)[one.places]
    return source, table["source_row"].to_numpy(dtype=np.int64)[one.places]


def sheet_counts(data: CustomerData, sets: Sequence[RowSet]) -> tuple[SheetCount, ...]:
    """Return how many different rows of each sheet there are; a row that does several things counts once."""
    found = []
    for kind, places in distinct_places(data, sets).items():
        source, _row = positions_in_files(data, RowSet(kind, "", places))
        for number, rows in enumerate(np.bincount(source + 1)):
            if rows:
                known = 0 < number <= len(data.sources)
                names = (data.sources[number - 1].file, data.sources[number - 1].sheet) if known else ("", "")
                found.append(SheetCount(*names, kind, int(rows)))
    return tuple(found)


def distinct_places(data: CustomerData, sets: Sequence[RowSet]) -> dict[str, Places]:
    """Return the different places of each table that some sets name, ascending; tables without any left out.

    A mask of the table is several times faster than sorting the places.
    """
    found = {}
    for kind in dict.fromkeys(one.kind for one in sets):
        size = data.n_customers if kind == "customers" else len(data.events[kind])
        named = np.zeros(size, dtype=bool)
        for one in sets:
            if one.kind == kind:
                named[one.places] = True
        if named.any():
            found[kind] = np.flatnonzero(named)
    return found


def merged(sets: Sequence[RowSet]) -> tuple[RowSet, ...]:
    """Return rows that do the same as one set: what two parts of a formula read stands there once."""
    found: dict[tuple[str, str], RowSet] = {}
    for one in sets:
        key = (one.kind, one.role)
        same = found.get(key)
        places = one.places if same is None else np.union1d(same.places, one.places)
        found[key] = RowSet(one.kind, one.role, places)
    return tuple(found.values())


def of_customers(data: CustomerData, sets: Sequence[RowSet], chosen: Flags) -> tuple[RowSet, ...]:
    """Return the rows of some customers alone; `chosen` has shape (n_customers,)."""
    found = []
    for one in sets:
        whose = one.places
        if one.kind != "customers":
            whose = data.events[one.kind]["customer"].to_numpy(dtype=np.int64)[one.places]
        found.append(RowSet(one.kind, one.role, one.places[chosen[whose]]))
    return tuple(found)


def all_rows_of(data: CustomerData, chosen: Flags) -> tuple[RowSet, ...]:
    """Return every row in which some customers are named; `chosen` has shape (n_customers,)."""
    sets = [
        RowSet(kind, "counted", np.flatnonzero(chosen[table["customer"].to_numpy(dtype=np.int64)]))
        for kind, table in data.events.items()
    ]
    if data.customer_rows is not None:
        listed = data.customer_rows["source_row"].notna().to_numpy()
        sets.insert(0, RowSet("customers", "listed", np.flatnonzero(chosen & listed)))
    return tuple(one for one in sets if len(one.places))


def data_of_rows(data: CustomerData, sets: Sequence[RowSet]) -> CustomerData:
    """Return the data with no events but those of some rows; all customers stay."""
    places = distinct_places(data, sets)
    kept = {
        kind: table.take(places.get(kind, NOWHERE)).reset_index(drop=True)
        for kind, table in data.events.items()
    }
    return replace(data, events=MappingProxyType(kept))
