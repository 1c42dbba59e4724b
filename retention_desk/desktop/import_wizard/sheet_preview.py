"""One sheet of an import as the page shows it: the first rows as they stand, and what they became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from retention_desk.desktop.import_wizard.raw_rows import AsideRows, PreviewRow, raw_rows, source_place
from retention_desk.desktop.unknown import is_unknown
from retention_desk.foundation.columns import TABLES, Column
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    import pandas as pd

FEATURE: Final = "feature"
UNUSED: Final = "unused"

TYPE_WORDS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "id": phrase("text"),
        "text": phrase("text"),
        "category": phrase("text"),
        "number": phrase("number"),
        "money": phrase("number"),
        "date": phrase("date"),
        "flag": phrase("yes / no"),
    }
)


@dataclass(frozen=True)
class PreviewColumn:
    """A column of the file and what it is taken for.

    `meaning` is a canonical key, ``feature`` or ``unused``; `sure` the number of confidence dots (0–4).
    """

    header: str
    meaning: str
    label: Phrase
    type_word: Phrase | None
    sure: int
    why: Phrase | None
    numeric: bool


@dataclass(frozen=True)
class TypedRow:
    """A row as it was read; `changed` tells the cells whose text was converted."""

    number: int
    cells: tuple[str, ...]
    changed: tuple[bool, ...]
    aside: bool = False


@dataclass(frozen=True)
class SheetPreview:
    """Rows of a sheet as they stand and as they were read."""

    columns: tuple[PreviewColumn, ...]
    raw_rows: tuple[PreviewRow, ...]
    typed_rows: tuple[TypedRow, ...]


def sheet_preview(
    raw: RawTable, mapping: ColumnMapping, data: CustomerData | None, words: Words, start: int | None = None
) -> SheetPreview:
    """Return rows of a sheet as they stand, and as `data` holds them.

    `start` is the row number from which rows below the header are shown; default: right below it.
    """
    columns = tuple(preview_column(header, mapping, data) for header in raw.headers)
    rows = raw_rows(raw, AsideRows.of(mapping, data), start)
    shown: list[PreviewRow] = []
    for row in rows:
        if row.kind in ("data", "aside"):
            shown.append(row)
        elif shown:
            break
    return SheetPreview(columns, rows, _typed_rows(columns, shown, mapping, data, words))


def preview_column(header: str, mapping: ColumnMapping, data: CustomerData | None) -> PreviewColumn:
    """Return what one column is taken for."""
    key = {own: key for key, own in mapping.columns.items()}.get(header)
    if key is not None:
        column = canonical(mapping.kind, key)
        if column is not None:
            sure = dots(mapping.confidence.get(key, 1.0))
            numeric = column.type in ("number", "money")
            why = mapping.reasons.get(key)
            word = type_word(column, header, mapping)
            return PreviewColumn(header, key, column.label, word, sure, why, numeric)
    if header in mapping.features:
        kind, numeric = _feature_type(header, data)
        why = phrase("No column of ours; kept as a feature of the customer.")
        return PreviewColumn(header, FEATURE, phrase("Own column"), kind, 4, why, numeric)
    return PreviewColumn(header, UNUSED, phrase("Not used"), None, 0, None, False)


def type_word(column: Column, header: str, mapping: ColumnMapping) -> Phrase:
    """Return what a column holds, with the order of its dates or its decimal sign where these matter."""
    if column.type == "date" and header in mapping.day_first_of:
        return phrase("date, day first") if mapping.day_first_of[header] else phrase("date, month first")
    if column.type in ("number", "money") and mapping.decimal_of.get(header) == ",":
        return phrase("number, decimal comma")
    return TYPE_WORDS[column.type]


def canonical(kind: str, key: str) -> Column | None:
    """Return a canonical column of a kind of table, or None."""
    table = TABLES.get(kind)
    if table is None:
        return None
    return next((column for column in table.columns if column.key == key), None)


def dots(confidence: float) -> int:
    """Return how many of four dots stand for a confidence (0–1)."""
    return 4 if confidence >= 0.9 else 3 if confidence >= 0.7 else 2 if confidence >= 0.45 else 1


def _feature_type(header: str, data: CustomerData | None) -> tuple[Phrase, bool]:
    if data is None or header not in data.features:
        return TYPE_WORDS["text"], False
    kind = str(data.features[header].dtype)
    if kind.startswith("float"):
        return TYPE_WORDS["number"], True
    if kind == "boolean":
        return TYPE_WORDS["flag"], False
    return TYPE_WORDS["date" if kind.startswith("datetime") else "text"], False


# -- as it was read ----------------------------------------------------------------------------------


def _typed_rows(
    columns: tuple[PreviewColumn, ...],
    rows: list[PreviewRow],
    mapping: ColumnMapping,
    data: CustomerData | None,
    words: Words,
) -> tuple[TypedRow, ...]:
    if data is None or mapping.skip:
        return ()
    found = _events(mapping, data, rows) if mapping.kind in data.events else _customers(columns, data, rows)
    aside = {row.number for row in rows if row.kind == "aside"}
    return tuple(
        _typed(columns, row, None if row.number in aside else found.get(row.number), words) for row in rows
    )


def _events(
    mapping: ColumnMapping, data: CustomerData, rows: list[PreviewRow]
) -> dict[int, Mapping[str, Any]]:
    """Return the typed values of event rows by row number."""
    place = source_place(mapping, data)
    table = data.events[mapping.kind]
    numbers = [row.number for row in rows]
    mine = table[(table["source"] == place) & table["source_row"].isin(numbers)]
    found: dict[int, Mapping[str, Any]] = {}
    for record in mine.to_dict("records"):
        values: dict[str, Any] = {str(key): value for key, value in record.items()}
        values["customer_id"] = data.customer_ids[int(values["customer"])]
        found[int(values["source_row"])] = values
    return found


def _customers(
    columns: tuple[PreviewColumn, ...], data: CustomerData, rows: list[PreviewRow]
) -> dict[int, Mapping[str, Any]]:
    """Return the typed values of customer rows by row number, found by their key."""
    place = next((i for i, column in enumerate(columns) if column.meaning == "customer_id"), None)
    if place is None:
        return {}
    found: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        key = row.cells[place].strip()
        if key not in data.customer_ids:
            continue
        values = dict(_record(data.customers, key))
        values.update({f"{FEATURE}:{name}": value for name, value in _record(data.features, key).items()})
        values["customer_id"] = key
        found[row.number] = values
    return found


def _record(frame: pd.DataFrame, key: str) -> dict[str, Any]:
    if not len(frame.columns):
        return {}
    record = frame.loc[key]
    return {str(name): value for name, value in record.items()}


def _typed(
    columns: tuple[PreviewColumn, ...], row: PreviewRow, values: Mapping[str, Any] | None, words: Words
) -> TypedRow:
    if values is None:
        return TypedRow(row.number, row.cells, (False,) * len(columns), aside=True)
    cells, changed = [], []
    for column, raw in zip(columns, row.cells, strict=True):
        name = f"{FEATURE}:{column.header}" if column.meaning == FEATURE else column.meaning
        if column.meaning == UNUSED or name not in values:
            cells.append(raw if column.meaning != UNUSED else "")
            changed.append(False)
            continue
        said = typed_text(values[name], words)
        cells.append(said)
        changed.append(_plain(said) != _plain(raw))
    return TypedRow(row.number, tuple(cells), tuple(changed))


def typed_text(value: Any, words: Words) -> str:
    """Return a typed value as the result table sets it."""
    if is_unknown(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ in {"bool", "bool_"}:
        return words("yes") if value else words("no")
    if isinstance(value, Real):
        return words.number(float(value), 0 if float(value).is_integer() else 2)
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    return str(value)


def _plain(text: str) -> str:
    """Return a text without what number formats add, so that ``1,299.00`` equals ``1299``."""
    plain = text.strip().replace(",", "").replace("−", "-")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
