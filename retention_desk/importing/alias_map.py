"""A list of customer IDs that stand for another, read from a file of two columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing.header_text import compact
from retention_desk.importing.identifiers import read_identifiers
from retention_desk.importing.read_export import read_export

_DIGIT: Final = re.compile(r"\d")
_STAYS: Final = frozenset(
    compact(name)
    for name in (
        "customer id", "customer", "master id", "main id", "new id", "keep", "stands for", "to", "into",
        "person", "person id", "客户编号", "客户ID", "主编号", "新编号", "归入", "合并到",
        "客戶編號", "客戶ID", "主編號", "新編號", "歸入", "合併到",
    )
)  # fmt: skip
"""Headers of the ID that stays, when it stands in the first of the two columns."""


@dataclass(frozen=True)
class AliasMap:
    """What a file of aliases says.

    Attributes
    ----------
    aliases : mapping of str to str
        An ID and the ID it stands for.
    rows_read : int
        Rows with at least one of the two.
    empty_rows : tuple of int
        Row numbers in the file where one of the two is missing.
    contradicting_rows : tuple of int
        Row numbers where an ID gets another meaning than in an earlier row; the earlier one counts.
    """

    aliases: Mapping[str, str]
    rows_read: int
    empty_rows: tuple[int, ...] = ()
    contradicting_rows: tuple[int, ...] = ()


def read_alias_map(path: str | Path, *, progress: Progress = SILENT) -> AliasMap:
    """Return the aliases in the first table of a file: one column with IDs, one with what they stand for.

    Raises
    ------
    UserFacingError
        ``no_aliases`` when no table has two columns; else as `read_export`.

    Notes
    -----
    The left column stands for the right one, unless the header of the left one says that it stays
    (``customer id``, ``master id``, ``归入`` …) and that of the right one does not. The first row names
    the columns unless there is a digit in it: IDs have one, headers do not.
    """
    path = Path(path)
    for raw in read_export(path, progress=progress):
        columns = [name for name in raw.cells if raw.cells[name].notna().any()]
        if len(columns) >= 2:
            return _aliases(raw, columns[0], columns[1])
    raise UserFacingError(
        "no_aliases",
        phrase("The file has no table of two columns: an ID, and the ID it stands for"),
        path.name,
        phrase("make a table with the old ID on the left and the one that stays on the right"),
    )


def _aliases(raw: RawTable, left: Any, right: Any) -> AliasMap:
    alias, stays = _keys(raw.cells[left]), _keys(raw.cells[right])
    known, ends = pd.notna(alias), pd.notna(stays)
    first = int(np.argmax(known | ends))
    names = [str(alias[first] or ""), str(stays[first] or "")]
    if not _DIGIT.search("".join(names)):
        known[first] = ends[first] = False
        if compact(names[0]) in _STAYS and compact(names[1]) not in _STAYS:
            alias, stays, known, ends = stays, alias, ends, known
    rows = np.arange(raw.first_row, raw.first_row + len(alias))
    both = known & ends
    made: dict[str, str] = {}
    contradicting = []
    for row, old, new in zip(rows[both].tolist(), alias[both], stays[both], strict=True):
        if made.setdefault(old, new) != new:
            contradicting.append(row)
    return AliasMap(
        MappingProxyType({old: new for old, new in made.items() if old != new}),
        int((known | ends).sum()),
        tuple(rows[known ^ ends].tolist()),
        tuple(contradicting),
    )


def _keys(column: pd.Series[Any]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Return the customer key of each cell, None where there is none."""
    keys = read_identifiers(column.cat.categories.tolist())
    codes = column.cat.codes.to_numpy()
    found = np.full(len(codes), None, dtype=object)
    found[codes >= 0] = keys[codes[codes >= 0]]
    return found
