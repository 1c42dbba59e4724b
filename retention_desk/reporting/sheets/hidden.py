"""The hidden sheets: Lists for the drop-downs, _rd for reading the workbook back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

from retention_desk import __version__
from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.merge_results import FILL_IN
from retention_desk.foundation.wording import Phrase
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES
from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.sheets.actions import channel_names, play_names
from retention_desk.reporting.target import Target

SCHEMA: Final = 2
CHUNK: Final = 30_000
READING_SHEET: Final = "_rd"


def write_lists_sheet(target: Target) -> None:
    """Write the answers of the drop-downs with their stable keys, each list under a name."""
    sheet = target.sheet("lists")
    lists: tuple[tuple[str, Iterable[tuple[str, Phrase]]], ...] = (
        ("list_status", STATUSES.items()),
        ("list_outcome", OUTCOMES.items()),
        ("list_reasons", leaving_taxonomy(target.analysis.settings.figures).names.items()),
    )
    for place, (name, answers) in enumerate(lists):
        pairs = [(key, target.words(label)) for key, label in answers]
        _write_list(target, sheet, 2 * place, name, pairs)
    owners = [(owner, owner) for owner in target.analysis.settings.capacity.owners]
    if owners:
        _write_list(target, sheet, 6, "list_owners", owners)
    sheet.hide()


def _write_list(target: Target, sheet: Any, column: int, name: str, pairs: list[tuple[str, str]]) -> None:
    sheet.write_string(0, column, name)
    for row, (key, label) in enumerate(pairs, start=1):
        sheet.write_string(row, column, cell_text(label))
        sheet.write_string(row, column + 1, cell_text(key))
    letter = chr(ord("A") + column)
    span = f"{target.name_of('lists')}!${letter}$2:${letter}${len(pairs) + 1}"
    target.book.define_name(name, f"={span}")


def write_reading_sheet(target: Target) -> None:
    """Write settings, identity and the baseline of every row, as JSON in cells.

    Column A holds a name, B the hash of the JSON, C and on the JSON in pieces a cell can hold. Rows: ``list`` (identity),
    ``settings`` (TOML that reproduces the analysis), then one ``row`` per list entry with its key,
    customer, play and the filled cells of the fill-in columns as they were sent.
    """
    sheet = target.sheet("_rd")
    analysis = target.analysis
    identity = {
        "schema": SCHEMA,
        "version": __version__,
        "list_id": target.list_id,
        "as_of": str(analysis.data.as_of) if analysis.data.as_of else None,
        "fingerprint": analysis.imported.fingerprint,
        "language": target.words.language,
        "file": target.file_name,
        "anonymised": target.anonymised,
        "fill_in": list(FILL_IN),
    }
    _write_json(sheet, 0, "list", identity)
    _write_json(sheet, 1, "settings", analysis.settings.to_toml())
    for row, record in enumerate(_baseline(target), start=2):
        _write_json(sheet, row, "row", record)
    sheet.very_hidden()


def _baseline(target: Target) -> Iterable[dict[str, Any]]:
    table, rows = target.analysis.plan.table, target.handed_out
    filled = [name for name in rows if name not in ("customer_id", "play", "arm")]
    cells = zip(*(rows[name] for name in filled), strict=True)
    named = (table["customer"], rows["customer_id"], table["play"], table["arm"])
    shown = zip(play_names(target, table), channel_names(target, table), strict=True)
    for customer, customer_id, play, arm, sent, (play_text, channel_text) in zip(
        *named, cells, shown, strict=True
    ):
        record: dict[str, Any] = {
            "key": int(customer) + 1,
            "customer": str(customer_id),
            "play": play,
            "arm": arm,
            "shown": {"play": play_text, "channel": channel_text},
            "sent": {key: _plain(cell) for key, cell in zip(filled, sent, strict=True) if cell is not None},
        }
        yield record


def _plain(cell: Any) -> Any:
    """Return a cell as JSON has it; a day of a column that people added is told apart from text."""
    return {"date": cell.isoformat()} if isinstance(cell, dt.date) else cell


def text_hash(text: str) -> str:
    """Return the hash that stands beside a text of the hidden sheet."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write_json(sheet: Any, row: int, name: str, record: Any) -> None:
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    sheet.write_string(row, 0, name)
    sheet.write_string(row, 1, text_hash(text))
    for place, start in enumerate(range(0, len(text), CHUNK), start=2):
        sheet.write_string(row, place, text[start : start + CHUNK])
