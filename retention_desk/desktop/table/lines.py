"""Lines of a table: rows, the headers of their groups, details under them, and what is held back."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from retention_desk.desktop.widgets.text import Text


class RowKind(IntEnum):
    """What a line of the table shows."""

    ROW = 0
    GROUP = 1
    DETAIL = 2
    MORE = 3


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """The line over a group of rows.

    Parameters
    ----------
    title : Phrase or str
        Name of the group, semibold.
    note : Phrase or str
        Muted, behind the name.
    cells : mapping of str to Phrase or str
        Further texts by column key, e.g. the group's total.
    more : Phrase or str
        Line for the rows that `limit` holds back, followed by a link.
    """

    title: Text
    note: Text = ""
    cells: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    more: Text = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each row belongs to, the groups' headers, and how many rows each shows at first."""

    group_of_row: NDArray[np.intp]
    headers: tuple[GroupHeader, ...]
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Folding:
    """Groups that are closed, groups shown whole, source rows whose detail is open."""

    closed: Set[int]
    whole: Set[int]
    expanded: Set[int]


def arrange_lines(
    rows: NDArray[np.intp], grouping: Grouping | None, folding: Folding
) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """Return for each line its `RowKind` and its item: a source row, or the place of a group.

    Groups without a row are left out. The rows keep their order within a group.
    """
    lines: list[tuple[int, int]] = []
    if grouping is None:
        _add_rows(lines, rows, folding)
    else:
        _add_groups(lines, rows, grouping, folding)
    made = np.array(lines, dtype=np.intp).reshape(-1, 2)
    return made[:, 0].astype(np.uint8), made[:, 1].copy()


def _add_groups(
    lines: list[tuple[int, int]], rows: NDArray[np.intp], grouping: Grouping, folding: Folding
) -> None:
    shown, limit = grouping.group_of_row[rows], grouping.limit
    for group in range(len(grouping.headers)):
        members = rows[shown == group]
        if not len(members):
            continue
        lines.append((RowKind.GROUP, group))
        if group in folding.closed:
            continue
        held_back = limit is not None and len(members) > limit and group not in folding.whole
        _add_rows(lines, members[:limit] if held_back else members, folding)
        if held_back:
            lines.append((RowKind.MORE, group))


def _add_rows(lines: list[tuple[int, int]], rows: NDArray[np.intp], folding: Folding) -> None:
    for row in rows.tolist():
        lines.append((RowKind.ROW, row))
        if row in folding.expanded:
            lines.append((RowKind.DETAIL, row))
