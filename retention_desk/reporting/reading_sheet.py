"""The hidden sheet of a returned workbook: which list it is, its settings, and what was handed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import msgspec

from retention_desk.foundation.book_cells import BookCells, BookSheet
from retention_desk.foundation.merge_results import FILL_IN, OWN_COLUMN
from retention_desk.reporting.sheets.hidden import READING_SHEET, text_hash

if TYPE_CHECKING:
    import pandas as pd

_IDENTITY: Final = "list"
_LISTS: Final = ("list_status", "list_outcome", "list_reasons")
_COLUMN_OF_LIST: Final = MappingProxyType(
    {"list_status": "status", "list_outcome": "outcome", "list_reasons": "leaving_reason"}
)


@dataclass(frozen=True, eq=False)
class ReadingSheet:
    """What the hidden sheet says.

    Attributes
    ----------
    identity : mapping
        ``list_id``, ``as_of``, ``language``, ``file`` …; empty when the sheet is gone or damaged.
    settings_toml : str
    sent : DataFrame or None
        The list as handed out, by hidden row key: ``customer_id``, ``play``, ``arm``, `FILL_IN`, own columns.
    shown : mapping of row key to mapping of column to text
        What stood in columns that are not to be filled in.
    damaged : int
        Rows that are not what was written.
    """

    identity: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    settings_toml: str = ""
    sent: pd.DataFrame | None = None
    shown: Mapping[int, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    damaged: int = 0

    def text(self, name: str) -> str:
        """Return a text of the identity; empty when there is none."""
        value = self.identity.get(name)
        return value if isinstance(value, str) else ""

    @property
    def as_of(self) -> dt.date | None:
        """The as-of date of the list."""
        return _day(self.identity.get("as_of"))


def read_reading_sheet(book: BookCells) -> ReadingSheet:
    """Return what the hidden sheet of a workbook says; nothing where it is gone."""
    sheet = _find(book)
    if sheet is None:
        return ReadingSheet()
    identity: Mapping[str, Any] = {}
    settings = ""
    records: list[dict[str, Any]] = []
    damaged = 0
    for name, stated, text in _lines(sheet):
        record = _json(text) if stated == text_hash(text) else None
        if name == _IDENTITY and isinstance(record, dict):
            identity = record
        elif name == "settings" and isinstance(record, str):
            settings = record
        elif name == "row":
            if isinstance(record, dict) and _is_whole(record):
                records.append(record)
            else:
                damaged += 1
    shown = {record["key"]: record["shown"] for record in records if isinstance(record.get("shown"), dict)}
    return ReadingSheet(MappingProxyType(dict(identity)), settings, _sent(records), shown, damaged)


def answers_listed(book: BookCells) -> dict[str, dict[str, str]]:
    """Return text → key of each drop-down as the workbook's own lists have it; empty when they are gone."""
    found: dict[str, dict[str, str]] = {}
    for sheet in book.sheets:
        heads = {cell: number for number, cell in sheet.row(1).items() if cell in _LISTS}
        for name, number in heads.items():
            texts, keys = sheet.column(number)[1:], sheet.column(number + 1)[1:]
            pairs = zip(texts, keys, strict=True)
            found[_COLUMN_OF_LIST[str(name)]] = {
                text: key for text, key in pairs if isinstance(text, str) and isinstance(key, str)
            }
    return found


def _find(book: BookCells) -> BookSheet | None:
    """Return the hidden sheet: by its name, else by what stands in its first cell."""
    for sheet in book.sheets:
        if sheet.name.casefold() == READING_SHEET:
            return sheet
    return next(
        (s for s in book.sheets if s.row(1).get(1) == _IDENTITY and "list_id" in str(s.row(1).get(3))), None
    )


def _lines(sheet: BookSheet) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the hash and the text of each row; long texts stand in several cells."""
    last = sheet.first_column + sheet.cells.shape[1]
    names, hashes = sheet.column(1), sheet.column(2)
    pieces = [sheet.column(number) for number in range(3, last)]
    if not pieces:
        return
    first, *others = pieces
    for place, name in enumerate(names):
        text = first[place]
        if not isinstance(name, str) or not isinstance(text, str):
            continue
        for column in others:
            if column[place] is None:
                break
            text += str(column[place])
        yield name, str(hashes[place]), text


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return None


def _is_whole(record: dict[str, Any]) -> bool:
    """Whether a row's record has what it needs."""
    if not isinstance(record.get("sent"), dict):
        return False
    return type(record.get("key")) is int and isinstance(record.get("customer"), str)


def _sent(records: list[dict[str, Any]]) -> pd.DataFrame | None:
    import pandas as pd

    if not records:
        return None
    own = sorted({name for record in records for name in record["sent"] if name.startswith(OWN_COLUMN)})
    columns: dict[str, list[Any]] = {
        "customer_id": [record["customer"] for record in records],
        "play": [str(record.get("play", "")) for record in records],
        "arm": [str(record.get("arm", "")) for record in records],
    }
    for name in (*FILL_IN, *own):
        cells = [record["sent"].get(name) for record in records]
        columns[name] = [_cell(cell) for cell in cells]
    keys = pd.Index([record["key"] for record in records], name="key")
    frame = pd.DataFrame(columns, index=keys, dtype=object)
    return frame[~frame.index.duplicated()]


def _cell(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("date"), str):
        return _day(value["date"])
    return value if isinstance(value, (str, float, int, bool)) else None


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
