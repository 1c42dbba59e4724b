"""Lists of returned cells as tables: what is taken, added, missing, not read or overruled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from retention_desk.desktop.review_page.words import CellWords
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.foundation.merge_results import (
    CellNotRead,
    CellsThatHold,
    Conflict,
    ManualAction,
    Merge,
    RemovedRow,
)
from retention_desk.foundation.project_results import ReturnedEdit
from retention_desk.foundation.wording import Phrase, phrase

_CUSTOMER: Final = ColumnSpec("customer", phrase("Customer"), strong=True, width=180)
_COLUMN: Final = ColumnSpec("column", phrase("Column"), width=130)
_WHO: Final = ColumnSpec("who", phrase("Who"), width=130)
_WHEN: Final = ColumnSpec("when", phrase("When"), width=140, numeral=True)
_FILE: Final = ColumnSpec("file", phrase("File"), muted=True, stretch=True)


@dataclass(frozen=True, eq=False)
class CellList:
    """A list with its name, and its rows as columns of a table.

    Attributes
    ----------
    key : str
    name : Phrase
        With how many there are.
    specs : tuple of ColumnSpec
    columns : mapping of column key to texts
    customers : tuple of str
        Customer ID of each row.
    """

    key: str
    name: Phrase
    specs: tuple[ColumnSpec, ...]
    columns: Mapping[str, Any]
    customers: tuple[str, ...]


def lists_of_merge(merge: Merge, says: CellWords) -> list[CellList]:
    """Return the lists of a merge that is not kept yet, what is taken first; empty ones are left out."""
    lists = [
        edit_list("taken", phrase("To be taken {n:count}", n=len(merge.taken)), merge.taken, says),
        manual_list(merge.manual, says),
        removed_list(merge.removed, says),
        unread_list(merge.not_read, says),
        edit_list(
            "overruled", phrase("Overruled {n:count}", n=len(merge.superseded)), merge.superseded, says
        ),
    ]
    return [item for item in lists if item.customers]


def lists_that_hold(holding: CellsThatHold, says: CellWords) -> list[CellList]:
    """Return the lists of everything that came back so far; empty ones are left out."""
    edits = tuple(holding.edits.values())
    lists = [
        edit_list("holds", phrase("What holds {n:count}", n=len(edits)), edits, says),
        manual_list(holding.manual, says),
        edit_list(
            "overruled", phrase("Overruled {n:count}", n=len(holding.superseded)), holding.superseded, says
        ),
    ]
    return [item for item in lists if item.customers]


def edit_list(key: str, name: Phrase, edits: Sequence[ReturnedEdit], says: CellWords) -> CellList:
    """Return edits with what stood there before."""
    return _list(
        key, name, edits, lambda edit: edit.customer_id, says,
        (
            (_COLUMN, lambda edit: says.column(edit.column)),
            (ColumnSpec("before", phrase("Before"), muted=True, width=130),
             lambda edit: says.cell(edit.column, edit.before)),
            (ColumnSpec("value", phrase("Now"), width=190), lambda edit: says.cell(edit.column, edit.value)),
            (_WHO, lambda edit: says.person(edit.who)),
            (_WHEN, lambda edit: says.when(edit.saved_at)),
            (_FILE, lambda edit: edit.file),
        ),
    )  # fmt: skip


def manual_list(actions: Sequence[ManualAction], says: CellWords) -> CellList:
    """Return rows that people added by hand."""
    return _list(
        "manual", phrase("Rows added by hand {n:count}", n=len(actions)), actions,
        lambda action: action.customer_id, says,
        (
            (ColumnSpec("values", phrase("Filled in"), width=380), lambda action: _filled(action, says)),
            (_WHO, lambda action: says.person(action.who)),
            (_WHEN, lambda action: says.when(action.saved_at)),
            (_FILE, lambda action: action.file),
        ),
    )  # fmt: skip


def removed_list(rows: Sequence[RemovedRow], says: CellWords) -> CellList:
    """Return rows of the list that somebody's workbook does not have any more."""
    return _list(
        "removed", phrase("Rows missing {n:count}", n=len(rows)), rows, lambda row: row.customer_id, says,
        (
            (_WHO, lambda row: says.person(row.who)),
            (_FILE, lambda row: row.file),
        ),
    )  # fmt: skip


def unread_list(cells: Mapping[str, Iterable[CellNotRead]], says: CellWords) -> CellList:
    """Return cells in which something stands that is no answer of their column."""
    found = [(file, cell) for file, of_file in cells.items() for cell in of_file]
    return _list(
        "unread", phrase("Not read {n:count}", n=len(found)), found, lambda item: item[1].customer_id, says,
        (
            (_COLUMN, lambda item: says.column(item[1].column)),
            (ColumnSpec("text", phrase("What stands there"), width=190), lambda item: item[1].text),
            (ColumnSpec("nearest", phrase("Most like"), width=130),
             lambda item: says.cell(item[1].column, item[1].nearest) if item[1].nearest else ""),
            (ColumnSpec("place", phrase("Sheet and row"), width=140),
             lambda item: says.words("{sheet}, row {row:count}", sheet=item[1].sheet, row=item[1].row)),
            (_FILE, lambda item: item[0]),
        ),
    )  # fmt: skip


def conflict_list(conflicts: Sequence[Conflict], chosen: Mapping[Any, Any], says: CellWords) -> CellList:
    """Return conflicts with what they were settled to so far."""
    return _list(
        "conflicts", phrase("Conflicts {n:count}", n=len(conflicts)), conflicts,
        lambda conflict: conflict.key.customer_id, says,
        (
            (_COLUMN, lambda conflict: says.column(conflict.key.column)),
            (ColumnSpec("sides", phrase("What was said"), width=260, stretch=True),
             lambda conflict: _listed((says.cell(conflict.key.column, v) for v in conflict.values), says)),
            (ColumnSpec("who", phrase("By"), width=170),
             lambda conflict: _listed((says.person(side.who) for side in conflict.sides), says)),
            (ColumnSpec("settled", phrase("Settled to"), width=170),
             lambda conflict: says.cell(conflict.key.column, chosen[conflict.key])
             if conflict.key in chosen else says.words("still open")),
        ),
    )  # fmt: skip


def _listed(texts: Iterable[str], says: CellWords) -> str:
    return says.words.listing(list(dict.fromkeys(texts)))


def _filled(action: ManualAction, says: CellWords) -> str:
    parts = [
        says.words("{column}: {value}", column=says.column(key), value=says.cell(key, value))
        for key, value in action.values.items()
    ]
    return says.words.listing(parts)


def _list(
    key: str,
    name: Phrase,
    items: Sequence[Any],
    customer_of: Callable[[Any], str],
    says: CellWords,
    parts: Sequence[tuple[ColumnSpec, Callable[[Any], str]]],
) -> CellList:
    customers = tuple(customer_of(item) for item in items)
    columns: dict[str, Any] = {"customer": _texts([says.customer(item) for item in customers])}
    columns |= {spec.key: _texts([text_of(item) for item in items]) for spec, text_of in parts}
    return CellList(key, name, (_CUSTOMER, *(spec for spec, _ in parts)), columns, customers)


def _texts(texts: list[str]) -> Any:
    values = np.empty(len(texts), dtype=object)
    values[:] = texts
    return values
