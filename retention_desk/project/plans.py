"""Action lists as they were handed out, in and out of a project file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.handed_out import handed_out_rows
from retention_desk.foundation.project_results import SavedPlan
from retention_desk.foundation.results import Analysis
from retention_desk.project.bundles import insert_bundle, read_frames
from retention_desk.project.frames import PackedFrame, pack_frame, unpack_frame
from retention_desk.project.packing import NotPackedError
from retention_desk.project.stamps import day_text, read_day, read_time, time_text, utc_now

if TYPE_CHECKING:
    import pandas as pd

_TABLE: Final = "plan"
_HANDED_OUT: Final = "handed_out"
_LISTED: Final = (
    "SELECT id, list_id, saved_at, saved_by, as_of, listed, held_out, settings FROM plan ORDER BY id"
)


PackedList = tuple[PackedFrame, PackedFrame | None]


@dataclass(frozen=True)
class PackedPlan:
    """An action list ready to be written."""

    list_id: str
    as_of: str | None
    listed: int
    held_out: int
    settings: str
    frame: PackedFrame
    handed_out: PackedFrame


def pack_plan(analysis: Analysis, list_id: str) -> PackedPlan:
    """Return the plan of an analysis packed; its table has the customers' IDs too, in ``customer_id``."""
    plan = analysis.plan
    ids = analysis.data.customer_ids.take(plan.table["customer"].to_numpy())
    table = plan.table.reset_index(drop=True).assign(customer_id=ids.array)
    baseline = handed_out_rows(plan.table, analysis.data.customer_ids, analysis.history)
    return PackedPlan(
        list_id, day_text(analysis.data.as_of), plan.listed, plan.held_out, analysis.settings.to_toml(),
        pack_frame(_TABLE, table), pack_frame(_HANDED_OUT, baseline),
    )  # fmt: skip


def write_plan(connection: sqlite3.Connection, packed: PackedPlan, who: str) -> SavedPlan:
    """Write an action list within a transaction; a list handed out again is the list it was."""
    known = [plan for plan in read_plans(connection) if plan.list_id == packed.list_id]
    if known:
        return known[0]
    bundle = insert_bundle(connection, [packed.frame, packed.handed_out])
    connection.execute(
        "INSERT INTO plan (list_id, saved_at, saved_by, as_of, listed, held_out, bundle, settings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            packed.list_id, time_text(utc_now()), who, packed.as_of, packed.listed, packed.held_out, bundle,
            packed.settings,
        ),
    )  # fmt: skip
    return read_plans(connection)[-1]


def read_plans(connection: sqlite3.Connection) -> tuple[SavedPlan, ...]:
    """Return the action lists handed out, the first one first."""
    rows = connection.execute(_LISTED).fetchall()
    return tuple(
        SavedPlan(number, list_id, read_time(saved_at), who, read_day(as_of), listed, held_out, settings)
        for number, list_id, saved_at, who, as_of, listed, held_out, settings in rows
    )


def read_packed_plan(connection: sqlite3.Connection, plan: SavedPlan) -> PackedList:
    """Return the tables of an action list as they are packed."""
    row = connection.execute("SELECT bundle FROM plan WHERE id = ?", (plan.id,)).fetchone()
    frames = {} if row is None else read_frames(connection, row[0])
    if _TABLE not in frames:
        raise NotPackedError("no such list")
    return frames[_TABLE], frames.get(_HANDED_OUT)


def plan_table(packed: PackedList) -> pd.DataFrame:
    """Return the table of an action list; NotPackedError when it is not what was written."""
    return unpack_frame(packed[0])


def handed_out_table(packed: PackedList) -> pd.DataFrame:
    """Return what was handed out with an action list; of one kept by an early version, what its plan says."""
    if packed[1] is not None:
        # A column that holds texts alone comes back as texts, whose gaps are NaN: no value a cell was given.
        table = unpack_frame(packed[1]).astype(object)
        return table.where(table.notna(), None)
    import pandas as pd

    table = plan_table(packed).reset_index(drop=True)
    ids = pd.Index(table["customer_id"])
    return handed_out_rows(table.assign(customer=range(len(table))), ids, no_history())
