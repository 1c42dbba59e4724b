"""What a project is, said without holding it: for lists of projects, and for a look before it is opened."""

from __future__ import annotations

from pathlib import Path

from retention_desk.foundation.project_results import ProjectBrief
from retention_desk.project import records, snapshots
from retention_desk.project.holder import holder_of, is_stale
from retention_desk.project.open_file import open_file
from retention_desk.project.stamps import utc_now


def read_brief(path: Path) -> ProjectBrief:
    """Return name, latest month and holder of a project file; it is not held meanwhile.

    Raises
    ------
    UserFacingError
        As `open_project`.
    """
    database = open_file(path, read_only=True, any_format=True)
    try:
        with database.reading() as connection:
            months = snapshots.read_snapshots(connection)
            entries = records.read_journal(connection, 1)
            holder = holder_of(connection)
            name = records.read_text(connection, "name")
    finally:
        database.close()
    latest = months[-1] if months else None
    return ProjectBrief(
        path=path,
        name=name,
        as_of=None if latest is None else latest.as_of,
        n_customers=0 if latest is None else latest.n_customers,
        months=len(months),
        saved_at=entries[0].at if entries else None,
        holder=None if holder is None or is_stale(holder, utc_now()) else holder,
    )
