"""Value, health and forecast of one customer by month: from the scores kept, without any month's data."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from retention_desk.foundation.customer_history import CustomerHistory
from retention_desk.foundation.project_results import Snapshot
from retention_desk.project import snapshots
from retention_desk.project.frames import PackedFrame, unpack_frame
from retention_desk.project.packing import NotPackedError

FLOATS: Final = ("health_score", "churn_probability", "lifetime_value", "value_at_risk")
CODES: Final = ("health_band", "value_tier", "stage")
_ID: Final = "customer_id"
_WANTED: Final = frozenset({_ID, *FLOATS, *CODES})


def read_packed_scores(connection: sqlite3.Connection, months: Sequence[Snapshot]) -> list[PackedFrame]:
    """Return the scores of months as they are packed, by the columns of a history."""
    found = []
    for month in months:
        packed = snapshots.read_packed(connection, month, snapshots.is_scores, _WANTED)
        if snapshots.SCORES not in packed:
            raise NotPackedError("no scores")
        found.append(packed[snapshots.SCORES])
    return found


def history_of(
    customer_ids: Sequence[str], months: Sequence[Snapshot], packed: Sequence[PackedFrame]
) -> CustomerHistory:
    """Return the history of a customer.

    Parameters
    ----------
    customer_ids : sequence of str
        The ID of now, then those it had before; the first that a month has is taken.
    months : sequence of Snapshot
    packed : sequence of PackedFrame
        Scores of the same months (`read_packed_scores`); NotPackedError when they are not what was written.
    """
    known: dict[bytes, int] = {}
    rows = [_row(frame, customer_ids, known) for frame in packed]

    def floats(name: str) -> Any:
        return np.array([row.get(name, np.nan) for row in rows], dtype=np.float64)

    def codes(name: str) -> Any:
        return np.array([row.get(name, -1) for row in rows], dtype=np.int8)

    return CustomerHistory(
        customer_id=customer_ids[0],
        days=tuple(month.day for month in months),
        was_there=np.array([bool(row) for row in rows], dtype=bool),
        **{name: floats(name) for name in FLOATS},
        **{name: codes(name) for name in CODES},
    )


def _row(frame: PackedFrame, customer_ids: Sequence[str], known: dict[bytes, int]) -> dict[str, Any]:
    """Return the scores of a customer in a month by name; none where the customer is not in it.

    `known` keeps where a customer stands among IDs that were looked through: most months have the same.
    """
    columns = {column.name: column for column in frame.columns}
    if _ID not in columns:
        raise NotPackedError("scores of nobody")
    digest = columns[_ID].values.digest
    if digest not in known:
        ids = unpack_frame(_only(frame, (_ID,)))[_ID].to_numpy(dtype=object)
        known[digest] = _place(ids, customer_ids)
    place = known[digest]
    if place < 0:
        return {}
    table = unpack_frame(_only(frame, tuple(name for name in columns if name != _ID)))
    return {str(name): table[name].iat[place] for name in table}


def _place(ids: Any, customer_ids: Sequence[str]) -> int:
    for customer_id in customer_ids:
        found = np.flatnonzero(ids == customer_id)
        if len(found):
            return int(found[0])
    return -1


def _only(frame: PackedFrame, names: Sequence[str]) -> PackedFrame:
    return replace(frame, columns=tuple(column for column in frame.columns if column.name in names))
