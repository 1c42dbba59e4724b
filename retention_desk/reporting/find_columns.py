"""Where the columns of an action list stand in a sheet, whatever people did to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from retention_desk.foundation.book_cells import BookSheet
from retention_desk.foundation.merge_results import FILL_IN, OWN_COLUMN
from retention_desk.reporting.column_titles import ACTION_TITLES, KEY_COLUMN, folded_title, keys_by_title

LIST_MARK: Final = "list:"
_SEARCHED_ROWS: Final = 40
_LEAST_KEYS: Final = 3
_LEAST_TITLES: Final = 4
_HEADER_BELOW_KEYS: Final = 2


@dataclass(frozen=True, eq=False)
class ListColumns:
    """The columns of a list in a sheet.

    Attributes
    ----------
    header_row : int
        As Excel numbers it; the rows of the list come below.
    places : mapping of column key to column number
        Those that were found, with columns that people added under ``+`` and their header.
    headers : mapping of column number to str
        As they stand in the sheet.
    renamed : mapping of column key to str
        Columns to fill in whose header is none of ours, with what it is now.
    list_mark : str
        What the row of keys says of the list: ``list_id/sheet``; empty when it is gone.
    has_keys : bool
        The row of machine keys is there.
    """

    header_row: int
    places: Mapping[str, int]
    headers: Mapping[int, str]
    renamed: Mapping[str, str]
    list_mark: str = ""
    has_keys: bool = True


def find_list(sheet: BookSheet) -> ListColumns | None:
    """Return the columns of a sheet that is an action list; None when it is none.

    Notes
    -----
    A header that is a title of ours, in any language, says which column it is; a column whose header is not
    is the one that the hidden machine key above it names, unless a header says that of another column.
    Spreadsheets move the cells of a table without those above it, so that keys alone would mislead. Without
    keys, a column to fill in whose header was renamed is known by its neighbours.
    """
    last = min(sheet.first_row + sheet.n_rows, sheet.first_row + _SEARCHED_ROWS)
    rows = {number: sheet.row(number) for number in range(sheet.first_row, last)}
    key_row = next((number for number, row in rows.items() if _is_key_row(row)), None)
    titled = max(rows, key=lambda number: len(_titles_in(rows[number])), default=None)
    header_row = titled if titled is not None and len(_titles_in(rows[titled])) >= _LEAST_TITLES else None
    if key_row is not None and (header_row is None or header_row <= key_row):
        header_row = _next_full_row(rows, key_row)
    if header_row is None:
        return None
    keys = rows[key_row] if key_row is not None else {}
    headers = {number: str(cell).strip() for number, cell in rows[header_row].items()}
    found = _columns(headers, keys)
    if not any(key in FILL_IN for key in found.places):
        return None
    mark = next((str(cell) for cell in keys.values() if str(cell).startswith(LIST_MARK)), "")
    return ListColumns(
        header_row, found.places, headers, found.renamed, mark.removeprefix(LIST_MARK), key_row is not None
    )


@dataclass(frozen=True)
class _Found:
    places: Mapping[str, int]
    renamed: Mapping[str, str]


def _is_key_row(row: Mapping[int, Any]) -> bool:
    keys = {cell for cell in row.values() if isinstance(cell, str)}
    return len(keys & ACTION_TITLES.keys()) >= _LEAST_KEYS and bool(keys & set(FILL_IN))


def _titles_in(row: Mapping[int, Any]) -> dict[int, str]:
    known = keys_by_title()
    folded = {number: folded_title(str(cell)) for number, cell in row.items() if isinstance(cell, str)}
    return {number: known[title] for number, title in folded.items() if title in known}


def _next_full_row(rows: Mapping[int, Mapping[int, Any]], after: int) -> int | None:
    """Return the header below the row of keys, where no header is a title any more."""
    wide = [number for number, row in rows.items() if number > after and len(row) >= _LEAST_TITLES]
    return wide[0] if wide else (after + _HEADER_BELOW_KEYS if after + _HEADER_BELOW_KEYS in rows else None)


def _columns(headers: Mapping[int, str], keys: Mapping[int, Any]) -> _Found:
    places: dict[str, int] = {}
    for number, key in sorted(_titles_in(headers).items()):
        places.setdefault(key, number)
    for number, cell in sorted(keys.items()):
        key = str(cell)
        if key.startswith(OWN_COLUMN) and headers.get(number) == key.removeprefix(OWN_COLUMN):
            places.setdefault(key, number)
    taken = set(places.values())
    renamed: dict[str, str] = {}
    for number, cell in sorted(keys.items()):
        key = str(cell)
        is_ours = key in ACTION_TITLES or key.startswith(OWN_COLUMN)
        if is_ours and key not in places and number not in taken and number in headers:
            places[key] = number
            taken.add(number)
            if key in FILL_IN:
                renamed[key] = headers[number]
    if not keys:
        renamed |= _by_neighbours(headers, places, taken)
    for number, header in sorted(headers.items()):
        if number not in taken and header:
            places.setdefault(OWN_COLUMN + header, number)
    return _Found(places, renamed)


def _by_neighbours(headers: Mapping[int, str], places: dict[str, int], taken: set[int]) -> dict[str, str]:
    """Put renamed columns to fill in where they stood: between the same neighbours, in place."""
    order = [key for key in ACTION_TITLES if key != KEY_COLUMN]
    renamed = {}
    for key in FILL_IN:
        if key in places:
            continue
        number = _between(order, order.index(key), places)
        if number is not None and number in headers and number not in taken:
            places[key] = number
            taken.add(number)
            renamed[key] = headers[number]
    return renamed


def _between(order: Sequence[str], at: int, places: Mapping[str, int]) -> int | None:
    before, after = order[at - 1], order[at + 1] if at + 1 < len(order) else ""
    if before in places and places.get(after, places[before] + 2) == places[before] + 2:
        return places[before] + 1
    if after in places and before not in places:
        return places[after] - 1
    return None
