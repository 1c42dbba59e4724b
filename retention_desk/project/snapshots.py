"""Months kept: the data of a day with settings and figures of its analysis, in and out of a project file."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from retention_desk import __version__
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.project_results import Headline, Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.project.bundles import (
    delete_bundle,
    delete_unused,
    insert_bundle,
    insert_frames,
    read_frames,
)
from retention_desk.project.data_frames import pack_data, unpack_data
from retention_desk.project.frames import PackedFrame, pack_cell, pack_frame, unpack_cell, unpack_frame
from retention_desk.project.headline import headline_of, scores_of
from retention_desk.project.packing import NotPackedError
from retention_desk.project.plain import NotPlainError, from_text, to_text
from retention_desk.project.stamps import day_text, read_day, read_time, time_text, utc_now

if TYPE_CHECKING:
    import pandas as pd

SCORES: Final = "scores"
FIGURES: Final = "figures"
_LISTED: Final = (
    "SELECT id, day, as_of, saved_at, saved_by, program, fingerprint, n_customers, currency, files"
    " FROM snapshot"
)
_INSERT: Final = (
    "INSERT INTO snapshot (day, as_of, saved_at, saved_by, program, fingerprint, n_customers, currency,"
    " files, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True)
class PackedSnapshot:
    """An analysis ready to be written: nothing slow is left for the transaction.

    Who saved it, when and by which version is said only of one that was saved before.
    """

    day: str
    as_of: str | None
    fingerprint: str
    n_customers: int
    currency: str | None
    files: str
    frames: tuple[PackedFrame, ...]
    saved_at: str = ""
    saved_by: str = ""
    program: str = __version__


def day_of(analysis: Analysis) -> dt.date:
    """Return the day a snapshot of an analysis is kept under: as of when, or today where nothing is dated."""
    return analysis.data.as_of or utc_now().date()


def pack_snapshot(
    analysis: Analysis, progress: Progress = SILENT, *, with_data: bool = True
) -> PackedSnapshot:
    """Return the data as imported (unless they are kept already), settings and figures of an analysis."""
    data = analysis.data
    packed_data = pack_data(analysis.imported, progress.part(0.0, 0.8)) if with_data else []
    frames = [
        *packed_data,
        pack_frame(SCORES, scores_of(analysis)),
        pack_cell(FIGURES, {"headline": headline_of(analysis), "settings": analysis.settings.to_toml()}),
    ]
    progress.step(1.0)
    return PackedSnapshot(
        day=day_of(analysis).isoformat(),
        as_of=day_text(data.as_of),
        fingerprint=analysis.imported.fingerprint,
        n_customers=data.n_customers,
        currency=data.currency,
        files=to_text(tuple(dict.fromkeys(source.file for source in data.sources))),
        frames=tuple(frames),
    )


def write_snapshot(connection: sqlite3.Connection, packed: PackedSnapshot, who: str) -> Snapshot:
    """Write a snapshot within a transaction; an earlier one of the same day is replaced by it."""
    bundle = insert_bundle(connection, packed.frames)
    earlier = connection.execute(
        "DELETE FROM snapshot WHERE day = ? RETURNING bundle", (packed.day,)
    ).fetchall()
    number = connection.execute(
        _INSERT,
        (
            packed.day, packed.as_of, packed.saved_at or time_text(utc_now()), packed.saved_by or who,
            packed.program, packed.fingerprint,
            packed.n_customers, packed.currency, packed.files, bundle,
        ),
    ).lastrowid  # fmt: skip
    for (old,) in earlier:
        delete_bundle(connection, old)
    row = connection.execute(_LISTED + " WHERE id = ?", (number,)).fetchone()
    return _snapshot(row)


def kept_of(connection: sqlite3.Connection, day: str, fingerprint: str) -> Snapshot | None:
    """Return the snapshot of a day when it is one of these very data; None otherwise."""
    row = connection.execute(_LISTED + " WHERE day = ? AND fingerprint = ?", (day, fingerprint)).fetchone()
    return None if row is None else _snapshot(row)


def write_figures(
    connection: sqlite3.Connection, packed: PackedSnapshot, kept: Snapshot, who: str
) -> Snapshot:
    """Write within a transaction new figures of a snapshot whose data are kept already."""
    bundle = connection.execute(
        "UPDATE snapshot SET saved_at = ?, saved_by = ?, program = ?, n_customers = ?, currency = ?"
        " WHERE id = ? RETURNING bundle",
        (time_text(utc_now()), who, packed.program, packed.n_customers, packed.currency, kept.id),
    ).fetchone()
    if bundle is None:
        raise NotPackedError("no such snapshot")
    insert_frames(connection, bundle[0], packed.frames)
    delete_unused(connection)
    return _snapshot(connection.execute(_LISTED + " WHERE id = ?", (kept.id,)).fetchone())


def read_whole(connection: sqlite3.Connection, snapshot: Snapshot) -> PackedSnapshot:
    """Return a snapshot as it is packed, with all its tables, so that it can be written again."""
    frames = read_packed(connection, snapshot, lambda _name: True)
    return PackedSnapshot(
        day=snapshot.day.isoformat(),
        as_of=day_text(snapshot.as_of),
        fingerprint=snapshot.fingerprint,
        n_customers=snapshot.n_customers,
        currency=snapshot.currency,
        files=to_text(snapshot.files),
        frames=tuple(frames.values()),
        saved_at=time_text(snapshot.saved_at),
        saved_by=snapshot.saved_by,
        program=snapshot.program,
    )


def delete_snapshot(connection: sqlite3.Connection, snapshot: Snapshot) -> bool:
    """Delete a snapshot within a transaction; return whether it was there."""
    gone = connection.execute("DELETE FROM snapshot WHERE id = ? RETURNING bundle", (snapshot.id,)).fetchall()
    for (bundle,) in gone:
        delete_bundle(connection, bundle)
    return bool(gone)


def read_snapshots(connection: sqlite3.Connection) -> tuple[Snapshot, ...]:
    """Return what is kept, the earliest day first."""
    rows = connection.execute(_LISTED + " ORDER BY day").fetchall()
    return tuple(map(_snapshot, rows))


def headline_in(frames: dict[str, PackedFrame]) -> Headline:
    """Return the figures of a snapshot; NotPackedError when they are not what was written."""
    headline = _figures(frames).get("headline")
    if not isinstance(headline, Headline):
        raise NotPackedError("no headline")
    return headline


def settings_text_in(frames: dict[str, PackedFrame]) -> str:
    """Return the settings of a snapshot as TOML; NotPackedError when they are not what was written."""
    return str(_figures(frames).get("settings", ""))


def _figures(frames: dict[str, PackedFrame]) -> Mapping[str, Any]:
    figures = unpack_cell(frames[FIGURES]) if FIGURES in frames else None
    if not isinstance(figures, Mapping):
        raise NotPackedError("no figures")
    return figures


def is_figures(name: str) -> bool:
    """Return whether a table holds the figures and settings."""
    return name == FIGURES


def is_scores(name: str) -> bool:
    """Return whether a table is that of the scores."""
    return name == SCORES


def read_packed(
    connection: sqlite3.Connection,
    snapshot: Snapshot,
    is_wanted: Callable[[str], bool],
    columns: Collection[str] | None = None,
) -> dict[str, PackedFrame]:
    """Return tables of a snapshot as they are packed: quick, so that the file is soon free again."""
    row = connection.execute("SELECT bundle FROM snapshot WHERE id = ?", (snapshot.id,)).fetchone()
    if row is None:
        raise NotPackedError("no such snapshot")
    return read_frames(connection, row[0], is_wanted, columns)


def data_of(frames: dict[str, PackedFrame], snapshot: Snapshot, progress: Progress = SILENT) -> CustomerData:
    """Return the data of a snapshot; NotPackedError when they are not what was written."""
    data = unpack_data(frames, progress)
    if data.fingerprint != snapshot.fingerprint:
        raise NotPackedError("data of another snapshot")
    return data


def scores_table(frames: dict[str, PackedFrame]) -> pd.DataFrame:
    """Return the scores of a snapshot, index ``customer_id``; NotPackedError when they are not there."""
    if SCORES not in frames:
        raise NotPackedError("no scores")
    table = unpack_frame(frames[SCORES])
    if "customer_id" not in table:
        raise NotPackedError("scores of nobody")
    return table.set_index("customer_id")


def _snapshot(row: tuple[Any, ...]) -> Snapshot:
    number, day, as_of, saved_at, saved_by, program, fingerprint, n_customers, currency, files = row
    known = read_day(day)
    names = from_text(files)
    if known is None or not isinstance(names, tuple):
        raise NotPlainError("no snapshot")
    return Snapshot(
        id=number, day=known, as_of=read_day(as_of), saved_at=read_time(saved_at), saved_by=saved_by,
        program=program, fingerprint=fingerprint, n_customers=n_customers, currency=currency,
        files=tuple(map(str, names)),
    )  # fmt: skip
