"""The profiles of all columns of a table, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from weakref import WeakKeyDictionary

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.column_profile import ColumnProfile, profile_column
from retention_desk.importing.row_reasons import rows_like_header

_PROFILES: Final[WeakKeyDictionary[RawTable, Mapping[str, ColumnProfile]]] = WeakKeyDictionary()


def profiles_of(raw: RawTable, progress: Progress = SILENT) -> Mapping[str, ColumnProfile]:
    """Return the profile of every column below the header, by header; worked out once for each raw table."""
    known = _PROFILES.get(raw)
    if known is not None:
        return known
    body = raw.body
    repeats = rows_like_header(raw, progress)
    if repeats.any():
        body = body[~repeats]
    profiles = {}
    for place, header in enumerate(raw.headers):
        progress.step(place / len(raw.headers))
        profiles[header] = profile_column(body[header])
    _PROFILES[raw] = profiles
    return profiles
