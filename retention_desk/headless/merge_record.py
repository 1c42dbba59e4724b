"""What ``merge --json`` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from retention_desk import __version__
from retention_desk.foundation.merge_results import Conflict, KeptReturn, ManualAction, Merge
from retention_desk.foundation.project_results import CellValue, ReturnedEdit
from retention_desk.foundation.wording import Words

SCHEMA = 1


def merge_record(merge: Merge, words: Words) -> dict[str, Any]:
    """Return a merge as a record of plain values; keys are stable, texts in the language of `words`."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "lang": words.language,
        "counts": _counts(merge),
        "files": [_file(item) for item in merge.returns],
        "known": list(merge.known),
        "taken": [_edit(edit) for edit in merge.taken],
        "undone": [_edit(edit) for edit in merge.undone],
        "superseded": [_edit(edit) for edit in merge.superseded],
        "conflicts": [_conflict(conflict) for conflict in merge.conflicts],
        "settled": [
            {**item.key._asdict(), "value": _plain(item.value), "between": [_plain(v) for v in item.between]}
            for item in merge.settlements
        ],
        "removed": [
            {"list_id": row.list_id, "customer_id": row.customer_id, "who": row.who, "file": row.file}
            for row in merge.removed
        ],
        "manual": [_manual(action) for action in merge.manual],
        "not_read": [
            {
                "file": file, "sheet": cell.sheet, "row": cell.row, "customer_id": cell.customer_id,
                "column": cell.column, "text": cell.text, "nearest": cell.nearest,
            }
            for file, cells in merge.not_read.items()
            for cell in cells
        ],
        "findings": [
            {
                "code": item.code, "severity": item.severity, "rows": item.rows, "file": item.file,
                "sheet": item.sheet, "text": words(item.text), "done": words(item.done),
            }
            for item in merge.findings
        ],
        "not_merged": [
            {
                "file": item.file, "code": item.error.code, "what": words(item.error.what),
                "way_out": words(item.error.way_out),
            }
            for item in merge.not_merged
        ],
    }  # fmt: skip


def _counts(merge: Merge) -> dict[str, int]:
    return {
        "files": len(merge.returns),
        "known": len(merge.known),
        "taken": len(merge.taken),
        "agreed": merge.agreed,
        "undone": len(merge.undone),
        "superseded": len(merge.superseded),
        "conflicts": len(merge.conflicts),
        "settled": len(merge.settlements),
        "removed": len(merge.removed),
        "manual": len(merge.manual),
        "not_read": sum(map(len, merge.not_read.values())),
        "not_merged": len(merge.not_merged),
    }


def _file(item: KeptReturn) -> dict[str, Any]:
    return {
        "file": item.file,
        "sha256": item.file_hash,
        "list_id": item.list_id,
        "who": item.who,
        "who_from": item.who_from,
        "saved_at": _time(item.saved_at),
        "rows": item.n_rows,
        "rows_missing": len(item.removed),
        "columns": sorted(item.columns),
        "edits": len(item.edits),
        "manual": len(item.manual),
    }


def _edit(edit: ReturnedEdit) -> dict[str, Any]:
    return {
        "list_id": edit.list_id,
        "customer_id": edit.customer_id,
        "column": edit.column,
        "before": _plain(edit.before),
        "value": _plain(edit.value),
        **_source([edit])[0],
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    sides = [
        {"value": _plain(side.value), **source}
        for side, source in zip(conflict.sides, _source(conflict.sides), strict=True)
    ]
    return {**conflict.key._asdict(), "before": _plain(conflict.before), "sides": sides}


def _source(edits: Iterable[ReturnedEdit]) -> list[dict[str, Any]]:
    return [
        {
            "who": edit.who, "file": edit.file, "saved_at": _time(edit.saved_at), "sheet": edit.sheet,
            "row": edit.row, "contacted_on": _plain(edit.contacted_on),
        }
        for edit in edits
    ]  # fmt: skip


def _manual(action: ManualAction) -> dict[str, Any]:
    return {
        "list_id": action.list_id,
        "customer_id": action.customer_id,
        "values": {key: _plain(cell) for key, cell in action.values.items()},
        "who": action.who,
        "file": action.file,
    }


def _time(time: dt.datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _plain(value: CellValue) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
