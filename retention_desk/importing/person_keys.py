"""One person behind several IDs: a table that says so, applied to the other tables of the import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.importing.identifiers import read_identifiers
from retention_desk.importing.score_columns import is_person_key, name_score
from retention_desk.importing.typing_columns import Cells

_OTHER_KEY_SCORE: Final = 0.9


def with_person_keys(
    tables: Sequence[tuple[RawTable, ColumnMapping]],
) -> list[tuple[RawTable, ColumnMapping]]:
    """Return the tables, their mappings with the aliases that one of them tells (``customer_unique_id``).

    A table whose customer is the key of a person and that has another customer ID besides names the person
    of each such ID. Tables that know only the ID get the person by it; what a person has said comes first.
    """
    told: dict[str, str] = {}
    for raw, mapping in tables:
        told |= _told_by(raw, mapping)
    if not told:
        return list(tables)
    return [
        (raw, mapping)
        if is_person_key(mapping.columns.get("customer_id", "unique id"))
        else (raw, replace(mapping, aliases=MappingProxyType({**told, **mapping.aliases})))
        for raw, mapping in tables
    ]


def _told_by(raw: RawTable, mapping: ColumnMapping) -> dict[str, str]:
    """Return the person of each ID in a table; empty when it tells none."""
    person = mapping.columns.get("customer_id")
    if person is None or mapping.skip or raw.header_row is None or not is_person_key(person):
        return {}
    others = [
        header for header in raw.headers
        if header != person and name_score(mapping.kind, "customer_id", header) >= _OTHER_KEY_SCORE
    ]  # fmt: skip
    if not others or mapping.kind == "other":
        return {}
    body = raw.body
    own, other = Cells.of(body[person]), Cells.of(body[others[0]])
    known = (own.codes >= 0) & (other.codes >= 0)
    persons, ids = read_identifiers(own.values), read_identifiers(other.values)
    pairs = np.unique(np.stack([other.codes[known], own.codes[known]]), axis=1)
    return {ids[i]: persons[p] for i, p in pairs.T.tolist() if ids[i] is not None and persons[p] is not None}
