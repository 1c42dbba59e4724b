"""Tidy tables joined on the customer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import EVENT_DATES, TABLES
from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.findings import Finding
from retention_desk.importing.churn_list import CHURN_LIST
from retention_desk.importing.describe_customers import add_descriptions
from retention_desk.importing.finish_events import finish_subscriptions
from retention_desk.importing.join_leavers import with_leavers
from retention_desk.importing.row_reasons import REASONS
from retention_desk.importing.tidy_table import TidyTable


def join_tables(tables: Sequence[TidyTable], noticed: Sequence[Finding]) -> CustomerData:
    """Return the customer data of tidy tables: one order of customers, one frame per kind."""
    customer_ids, positions = _all_customers(tables)
    told = [
        (table.descriptions, position)
        for table, position in zip(tables, positions, strict=True)
        if table.descriptions is not None
    ]
    customers, features = add_descriptions(*_customer_frames(tables, positions, customer_ids), told)
    lists = [pair for pair in zip(tables, positions, strict=True) if pair[0].source.role == CHURN_LIST]
    customers, disagreeing = with_leavers(customers, lists)
    events = {
        kind: _event_frame(kind, tables, positions)
        for kind in EVENT_DATES
        if any(t.kind == kind for t in tables)
    }
    sources = tuple(table.source for table in tables)
    currencies = {table.currency for table in tables if table.currency}
    return CustomerData(
        customer_ids=customer_ids,
        customers=customers,
        features=features,
        events=MappingProxyType(events),
        sources=sources,
        set_aside=_set_aside(tables),
        findings=(*(finding for table in tables for finding in table.findings), *noticed, *disagreeing),
        as_of=_latest_day(events, customers),
        currency=min(currencies) if currencies else None,
        fingerprint=_fingerprint(sources),
        customer_rows=_customer_rows(tables, positions, customer_ids),
    )


def _all_customers(
    tables: Sequence[TidyTable],
) -> tuple[pd.Index[Any], list[npt.NDArray[np.int32]]]:
    """Return every customer sorted, and for each table the position of each of its keys (−1 = unused)."""
    used = []
    for table in tables:
        present = np.zeros(len(table.keys), dtype=bool)
        present[table.customer] = True
        used.append(table.keys[present])
    everyone = sorted(set().union(*(keys.tolist() for keys in used)))
    customer_ids = pd.Index(everyone, dtype="str", name="customer_id")
    return customer_ids, [customer_ids.get_indexer(table.keys).astype(np.int32) for table in tables]


def _customer_frames(
    tables: Sequence[TidyTable], positions: Sequence[npt.NDArray[np.int32]], customer_ids: pd.Index[Any]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    listed = [
        (t, p) for t, p in zip(tables, positions, strict=True)
        if t.kind == "customers" and t.source.role != CHURN_LIST and len(t.frame)
    ]  # fmt: skip
    none = pd.DataFrame(index=customer_ids)
    if not listed:
        return none, none
    canonical = [t.frame.drop(columns="source_row").set_axis(p[t.customer]) for t, p in listed]
    others = [t.features.set_axis(p[t.customer]) for t, p in listed]
    everyone = range(len(customer_ids))
    customers = _stacked(canonical).reindex(everyone).set_axis(customer_ids)
    features = _stacked(others).reindex(everyone).set_axis(customer_ids)
    order = [column.key for column in TABLES["customers"].columns if column.key in customers]
    return customers[order], features


def _customer_rows(
    tables: Sequence[TidyTable], positions: Sequence[npt.NDArray[np.int32]], customer_ids: pd.Index[Any]
) -> pd.DataFrame | None:
    """Return source and row number of each customer of a customer table; None without one."""
    rows = np.full((len(customer_ids), 2), np.nan)
    listed = [
        (place, table, position[table.customer])
        for place, (table, position) in enumerate(zip(tables, positions, strict=True))
        if table.kind == "customers" and len(table.frame)
    ]
    listed.sort(key=lambda one: one[1].source.role == CHURN_LIST)
    for place, table, customer in reversed(listed):  # of a customer in two tables, the first
        rows[customer, 0] = place
        rows[customer, 1] = table.frame["source_row"].to_numpy()
    return pd.DataFrame(rows, index=customer_ids, columns=["source", "source_row"]) if listed else None


def _stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return frames below each other; categoricals keep being categorical with all their categories."""
    if len(frames) == 1:
        return frames[0]
    columns = list(dict.fromkeys(name for frame in frames for name in frame))
    made = {}
    for name in columns:
        parts = [frame[name] for frame in frames if name in frame]
        kinds = {str(part.dtype) if part.dtype != "category" else "category" for part in parts}
        if kinds == {"category"}:
            names = pd.Index(sorted(set().union(*(part.cat.categories for part in parts))), dtype="str")
            parts = [part.cat.set_categories(names) for part in parts]
        elif len(kinds) > 1:
            parts = [part.astype("str") for part in parts]
        made[name] = pd.concat(parts)
    index = frames[0].index.append([frame.index for frame in frames[1:]])
    return pd.DataFrame({name: part.reindex(index) for name, part in made.items()}, index=index)


def _event_frame(
    kind: str, tables: Sequence[TidyTable], positions: Sequence[npt.NDArray[np.int32]]
) -> pd.DataFrame:
    """Return all rows of a kind, sorted by customer, then date, then source and row."""
    frames = []
    for i, (table, position) in enumerate(zip(tables, positions, strict=True)):
        if table.kind != kind:
            continue
        extra: dict[str, Any] = {
            "customer": position[table.customer],
            "source": np.full(len(table.frame), i, dtype=np.int16),
        }
        frames.append(table.frame.assign(**extra))
    whole = _concat(frames)
    if kind == "subscriptions":
        whole = finish_subscriptions(whole)
    if kind == "activity":
        whole["count"] = whole["count"].fillna(1.0) if "count" in whole else 1.0
    day = whole[EVENT_DATES[kind]].to_numpy().astype("datetime64[s]").astype(np.int64) // 86400
    order = np.lexsort((whole["source_row"], whole["source"], day, whole["customer"]))
    if not (np.diff(order) == 1).all():
        whole = whole.take(order).reset_index(drop=True)
        day = day[order]
    if kind == "orders":
        whole["order"] = order_numbers(whole, day)
    first = ["customer", EVENT_DATES[kind], *(["order"] if kind == "orders" else [])]
    return whole[[*first, *(name for name in whole if name not in first)]]


def _concat(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if len(frames) == 1:
        return frames[0]
    columns = list(dict.fromkeys(str(name) for frame in frames for name in frame))
    made: dict[str, Any] = {}
    for name in columns:
        parts = [frame[name] if name in frame else _unknown(frames, name, len(frame)) for frame in frames]
        if any(part.dtype == "category" for part in parts):
            names = pd.Index(sorted(set().union(*(part.cat.categories for part in parts))), dtype="str")
            parts = [part.cat.set_categories(names) for part in parts]
        made[name] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(made)


def _unknown(frames: Sequence[pd.DataFrame], name: str, n_rows: int) -> pd.Series[Any]:
    """Return a column of unknowns of the type that another table has."""
    like = next(frame[name] for frame in frames if name in frame)
    dtype = pd.CategoricalDtype(pd.Index([], dtype="str")) if like.dtype == "category" else like.dtype
    return pd.Series(pd.NA if like.dtype == "boolean" else None, index=range(n_rows), dtype=dtype)


def order_numbers(orders: pd.DataFrame, day: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return the number of each line's order: lines of one customer with one order ID, else of one day."""
    customer = orders["customer"].to_numpy().astype(np.int64)
    by_day = customer * 200_000 + (day + 50_000)
    if "order_id" not in orders:
        keys = by_day
    else:
        codes = orders["order_id"].cat.codes.to_numpy().astype(np.int64)
        width = len(orders["order_id"].cat.categories) + 1
        keys = np.where(codes >= 0, -1 - (customer * width + codes), by_day)
    return pd.factorize(keys)[0].astype(np.int32)


def _set_aside(tables: Sequence[TidyTable]) -> pd.DataFrame:
    code = np.concatenate([table.aside_code for table in tables])
    names = pd.Index(REASONS[1:], dtype="str")
    return pd.DataFrame(
        {
            "source": np.repeat(
                np.arange(len(tables), dtype=np.int16), [len(table.aside_code) for table in tables]
            ),
            "source_row": np.concatenate([table.aside_row for table in tables]).astype(np.int32),
            "code": pd.Categorical.from_codes(code - 1, names).remove_unused_categories(),
        }
    )


def _latest_day(events: Mapping[str, pd.DataFrame], customers: pd.DataFrame) -> dt.date | None:
    """Return the latest event; without events, the latest date on which a customer was seen."""
    latest = [frame[EVENT_DATES[kind]].max() for kind, frame in events.items() if len(frame)]
    if not latest:
        seen = ("signup_date", "last_active_date", "churn_date")
        latest = [customers[name].max() for name in seen if name in customers]
    known = [stamp for stamp in latest if not pd.isna(stamp)]
    return max(known).date() if known else None


def _fingerprint(sources: Sequence[Source]) -> str:
    facts = [
        (
            source.file_hash, source.sheet, source.kind, source.header_row, source.rows_used,
            source.rows_set_aside,
            sorted(source.mapping.columns.items()), source.mapping.features, source.mapping.day_first,
            source.mapping.decimal, sorted(source.mapping.aliases.items()), source.encoding, source.delimiter,
            sorted(source.mapping.day_first_of.items()), sorted(source.mapping.decimal_of.items()),
            sorted(source.mapping.describes.items()),
        )
        for source in sources
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:32]
