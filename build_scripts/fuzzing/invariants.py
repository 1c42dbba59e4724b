"""What holds for every import, whatever the file: rows accounted for, customers in order, numbers finite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData, RawTable
from retention_desk.importing.row_reasons import REASONS


def complaints(raws: Sequence[RawTable], data: CustomerData) -> list[str]:
    """Return what does not hold, in words; empty when all does.

    Parameters
    ----------
    raws : sequence of RawTable
        As read from the files.
    data : CustomerData
        As imported from them.
    """
    return [*_of_customers(data), *_of_rows(data), *_of_events(data), *_of_sheets(raws, data)]


def _of_customers(data: CustomerData) -> Iterator[str]:
    ids = data.customer_ids
    if not ids.is_unique or not ids.is_monotonic_increasing:
        yield "customer_ids are not distinct and sorted"
    if any(not isinstance(key, str) or not key.strip() for key in ids):
        yield "a customer has no key"
    for name, table in (("customers", data.customers), ("features", data.features)):
        if len(table) != len(ids):
            yield f"{name} has {len(table)} rows for {len(ids)} customers"
    if not data.sources:
        yield "no source"


def _of_rows(data: CustomerData) -> Iterator[str]:
    """Rows read = rows used + rows set aside, each once, below the header."""
    aside = data.set_aside.groupby("source", observed=True).size()
    if unknown := set(data.set_aside["code"].astype(str)) - set(REASONS):
        yield f"codes nobody knows: {sorted(unknown)}"
    for place, source in enumerate(data.sources):
        name = f"{source.file} {source.sheet}".strip()
        if source.rows_read != source.rows_used + source.rows_set_aside:
            yield f"{name}: {source.rows_read} read, {source.rows_used} + {source.rows_set_aside} told"
        if int(aside.get(place, 0)) != source.rows_set_aside:
            yield f"{name}: {source.rows_set_aside} rows set aside, {aside.get(place, 0)} listed"
        if source.kind in data.events:
            used = data.events[source.kind]
            rows = used.loc[used["source"] == place, "source_row"]
            out = data.set_aside.loc[data.set_aside["source"] == place, "source_row"]
            if len(rows) != source.rows_used:
                yield f"{name}: {source.rows_used} rows used, {len(rows)} there"
            both = pd.concat([rows, out])
            if both.duplicated().any():
                yield f"{name}: a row is used or set aside twice"
            if len(both) and int(both.min()) <= (source.header_row or 0):
                yield f"{name}: a row above the header"


def _of_events(data: CustomerData) -> Iterator[str]:
    for kind, table in data.events.items():
        customers = table["customer"].to_numpy()
        if len(customers) and not (customers.min() >= 0 and customers.max() < data.n_customers):
            yield f"{kind}: a row of a customer that is not there"
        dates = table[EVENT_DATES[kind]]
        if dates.isna().any():
            yield f"{kind}: a used row without a date"
    orders = data.events.get("orders")
    if orders is not None:
        amount = orders["amount"].to_numpy()
        if not np.isfinite(amount).all():
            yield "orders: an amount that is no number"
        if (amount[orders["is_purchase"].to_numpy()] <= 0).any():
            yield "orders: a purchase of nothing"
        if (amount[orders["is_return"].to_numpy()] > 0).any():
            yield "orders: a return that adds"


def _of_sheets(raws: Sequence[RawTable], data: CustomerData) -> Iterator[str]:
    """Return complaints about sheets that vanish, or whose rows are not those of the file."""
    sources = {(source.file, source.sheet, source.header_row): source for source in data.sources}
    told = {(finding.file, finding.sheet) for finding in data.findings}
    for raw in raws:
        source = sources.get((raw.file, raw.sheet, raw.header_row))
        if source is None:
            if (raw.file, raw.sheet) not in told:
                yield f"{raw.file} {raw.sheet}: left out without a word"
        elif source.rows_read != (n_rows := filled_rows(raw)):
            yield f"{raw.file} {raw.sheet}: {n_rows} rows in the file, {source.rows_read} read"


def filled_rows(raw: RawTable) -> int:
    """Return how many rows below the header hold anything but spaces."""
    body = raw.body
    filled = np.zeros(len(body), dtype=bool)
    for name in body:
        column = body[name]
        blank = np.array([isinstance(v, str) and not v.strip() for v in column.cat.categories], dtype=bool)
        codes = column.cat.codes.to_numpy()
        filled |= (codes >= 0) & ~np.append(blank, True)[codes]
    return int(filled.sum())
