"""Customer data as packed tables and back: every type, category, gap and source row as it was."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.project.frames import (
    PackedFrame,
    pack_cell,
    pack_column,
    pack_frame,
    unpack_cell,
    unpack_frame,
)
from retention_desk.project.packing import NotPackedError

_EVENTS: Final = "events."
_IDS: Final = "customer_ids"
_FACTS: Final = "facts"
DATA_FRAMES: Final = frozenset({_IDS, _FACTS, "customers", "features", "set_aside", "customer_rows"})


def is_of_data(name: str) -> bool:
    """Return whether a table belongs to the data rather than to what was known from them."""
    return name in DATA_FRAMES or name.startswith(_EVENTS)


def pack_data(data: CustomerData, progress: Progress = SILENT) -> list[PackedFrame]:
    """Return all tables of the data packed; `unpack_data` gives data that equal these.

    Rows of event tables are numbered from 0, as importing numbers them.
    """
    ids = data.customer_ids
    tables = {"customers": data.customers, "features": data.features, "set_aside": data.set_aside}
    if data.customer_rows is not None:
        tables["customer_rows"] = data.customer_rows
    tables |= {f"{_EVENTS}{kind}": table for kind, table in data.events.items()}
    packed = [
        PackedFrame(_IDS, len(ids), "rows", "str", (pack_column(_IDS, ids),)),
        pack_cell(_FACTS, _facts(data)),
    ]
    for place, (name, table) in enumerate(tables.items()):
        progress.step(place / len(tables))
        by_customer = name in {"customers", "features", "customer_rows"}
        packed.append(pack_frame(name, table, ids if by_customer else None))
    return packed


def unpack_data(frames: Mapping[str, PackedFrame], progress: Progress = SILENT) -> CustomerData:
    """Return the data of packed tables.

    Raises
    ------
    NotPackedError
        They are not what `pack_data` gave.
    """
    import pandas as pd

    if not {_IDS, _FACTS, "customers", "features", "set_aside"} <= set(frames):
        raise NotPackedError("a table is missing")
    facts = unpack_cell(frames[_FACTS])
    if not isinstance(facts, Mapping):
        raise NotPackedError("no facts")
    ids = pd.Index(unpack_frame(frames[_IDS])[_IDS].array, name=facts["ids_name"])
    tables: dict[str, Any] = {}
    for place, (name, frame) in enumerate(frames.items()):
        progress.step(place / len(frames))
        if name not in {_IDS, _FACTS} and is_of_data(name):
            tables[name] = unpack_frame(frame, ids)
    events = {name.removeprefix(_EVENTS): t for name, t in tables.items() if name.startswith(_EVENTS)}
    _check_positions(events, len(ids), len(facts["sources"]))
    return CustomerData(
        customer_ids=ids,
        customers=tables["customers"],
        features=tables["features"],
        events=MappingProxyType(events),
        sources=facts["sources"],
        set_aside=tables["set_aside"],
        findings=facts["findings"],
        as_of=facts["as_of"],
        currency=facts["currency"],
        fingerprint=facts["fingerprint"],
        customer_rows=tables.get("customer_rows"),
        kept_apart=facts["kept_apart"],
    )


def _facts(data: CustomerData) -> dict[str, Any]:
    return {
        "ids_name": data.customer_ids.name,
        "sources": data.sources,
        "findings": data.findings,
        "as_of": data.as_of,
        "currency": data.currency,
        "fingerprint": data.fingerprint,
        "kept_apart": data.kept_apart,
    }


def _check_positions(events: Mapping[str, Any], n_customers: int, n_sources: int) -> None:
    """Refuse rows of customers or sheets that are not there: everything indexes by them unasked."""
    for table in events.values():
        for column, most in (("customer", n_customers), ("source", n_sources)):
            if not _within(table, column, most):
                raise NotPackedError("rows of nobody")


def _within(table: Any, column: str, most: int) -> bool:
    if column not in table or not len(table):
        return True
    values = table[column].to_numpy()
    return bool(values.dtype.kind == "i" and values.min() >= 0 and values.max() < most)
