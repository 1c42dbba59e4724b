"""Sheets and files that hold the same table part by part, one month each, understood alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.wording import phrase
from retention_desk.importing.find_header import is_text
from retention_desk.importing.header_text import compact

_ALIKE_SHARE: Final = 0.7
_LEAST_COLUMNS: Final = 3
_SAMPLE: Final = 200
_SAME_SORT: Final = 0.3
_STAND_IN_CONFIDENCE: Final = 0.65


def stack_sheets(
    raws: Sequence[RawTable],
    mappings: Sequence[ColumnMapping],
    map_as: Callable[[RawTable, str], ColumnMapping],
) -> tuple[ColumnMapping, ...]:
    """Return the mappings, those of sheets with (nearly) the same headers made alike.

    Parameters
    ----------
    raws : sequence of RawTable
    mappings : sequence of ColumnMapping
        One for each raw table.
    map_as : callable
        ``map_as(raw, kind)`` gives the mapping of a table as a kind.

    Notes
    -----
    Sheets are parts of one table when seven tenths of all their headers are common, or all but one. The
    kind and the columns are those that most rows speak for. Where a part lacks a column and has one header
    of its own instead, over cells of the same sort, that header takes the place of the missing one.
    """
    settled = list(mappings)
    for group in _groups(raws):
        members = [i for i in group if settled[i].header_row is not None]
        if len(members) < 2 or all(settled[i].kind not in TABLES for i in members):
            continue
        kind = _most_rows(raws, members, [settled[i].kind for i in members])
        if kind not in TABLES:
            continue
        alike = [i for i in members if settled[i].kind == kind]
        whose = [compact(settled[i].columns.get("customer_id", "")) for i in alike]
        usual = _most_rows(raws, alike, whose)
        leader = max(
            (i for i, who in zip(alike, whose, strict=True) if who == usual), key=lambda i: len(raws[i].cells)
        )
        for i in members:
            if i != leader:
                settled[i] = _like(raws[leader], settled[leader], raws[i], settled[i], map_as)
    return tuple(settled)


def _groups(raws: Sequence[RawTable]) -> list[list[int]]:
    """Return positions of tables with nearly the same headers."""
    groups: list[tuple[set[str], list[int]]] = []
    for i, raw in enumerate(raws):
        names = {compact(header) for header in raw.headers if compact(header)}
        for known, members in groups:
            common = len(names & known)
            one_differs = common == len(names) - 1 == len(known) - 1
            if common >= _LEAST_COLUMNS and (one_differs or common >= _ALIKE_SHARE * len(names | known)):
                members.append(i)
                break
        else:
            groups.append((names, [i]))
    return [members for _, members in groups if len(members) > 1]


def _most_rows(raws: Sequence[RawTable], members: Sequence[int], says: Sequence[str]) -> str:
    """Return what most rows speak for, of what each member says."""
    rows: dict[str, int] = {}
    for i, said in zip(members, says, strict=True):
        rows[said] = rows.get(said, 0) + len(raws[i].cells)
    return max(rows, key=lambda said: rows[said])


def _like(
    first: RawTable,
    leader: ColumnMapping,
    raw: RawTable,
    own: ColumnMapping,
    map_as: Callable[[RawTable, str], ColumnMapping],
) -> ColumnMapping:
    """Return the mapping of a part as that of the leading one, by its own names for the columns."""
    by_form = {compact(header): header for header in raw.headers}
    wanted = {key: by_form.get(compact(header)) for key, header in leader.columns.items()}
    if own.kind == leader.kind and all(own.columns.get(key) == header for key, header in wanted.items()):
        return own
    base = own if own.kind == leader.kind else map_as(raw, leader.kind)
    strange = [header for header in raw.headers if compact(header) not in {compact(h) for h in first.headers}]
    lacking = [key for key, header in wanted.items() if header is None]
    columns = {key: header for key, header in wanted.items() if header is not None}
    stand_ins = {key: base.columns[key] for key in lacking if base.columns.get(key) in strange}
    is_one_for_one = len(lacking) == 1 and len(strange) == 1 and not stand_ins
    if is_one_for_one and _of_one_sort(first.body[leader.columns[lacking[0]]], raw.body[strange[0]]):
        stand_ins[lacking[0]] = strange[0]
    columns |= stand_ins
    if not any(needed <= columns.keys() for needed in TABLES[leader.kind].required):
        return own
    reasons = {key: leader.reasons[key] for key in columns if key in leader.reasons}
    reasons |= {
        key: phrase("It stands where the other sheets have “{header}”", header=leader.columns[key])
        for key in stand_ins
    }
    taken = set(columns.values())
    return replace(
        base,
        columns=MappingProxyType(columns),
        confidence=MappingProxyType(
            {
                key: _STAND_IN_CONFIDENCE if key in stand_ins else leader.confidence.get(key, 1.0)
                for key in columns
            }
        ),
        reasons=MappingProxyType(reasons),
        kind_confidence=leader.kind_confidence,
        features=tuple(header for header in base.features if header not in taken),
        preset=leader.preset,
    )


def _of_one_sort(column: pd.Series[Any], other: pd.Series[Any]) -> bool:
    """Whether two columns hold numbers and dates, or both text, in like shares."""
    shares = []
    for cells in (column, other):
        values = cells.dropna().head(_SAMPLE).tolist()
        shares.append(sum(is_text(value) for value in values) / max(len(values), 1))
    return abs(shares[0] - shares[1]) < _SAME_SORT and bool(other.notna().any())
