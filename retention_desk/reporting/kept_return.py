"""What is kept of a returned workbook: its differences from the list as it was handed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from retention_desk.foundation.merge_results import (
    FILL_IN,
    AddedRow,
    HandedOutList,
    KeptReturn,
    ManualAction,
    RemovedRow,
    ReturnedSheet,
    ReturnedWorkbook,
)
from retention_desk.foundation.project_results import CellValue, ReturnedEdit
from retention_desk.reporting.compare_cells import changed_cells

ACTIONS: Final = "actions"


def kept_return(workbook: ReturnedWorkbook, handed_out: HandedOutList) -> KeptReturn:
    """Return a workbook's differences from its list.

    Parameters
    ----------
    workbook : ReturnedWorkbook
    handed_out : HandedOutList
        The list that it is of.
    """
    listed = set(handed_out.rows["customer_id"])
    there = {customer for sheet in workbook.sheets for customer in sheet.rows["customer_id"]} & listed
    not_read = frozenset((cell.customer_id, cell.column) for cell in workbook.not_read if cell.customer_id)
    return KeptReturn(
        list_id=handed_out.list_id,
        file=workbook.file,
        file_hash=workbook.file_hash,
        who=workbook.who,
        who_from=workbook.who_from,
        saved_at=workbook.saved_at,
        n_rows=len(there),
        removed=frozenset(listed - there),
        columns=frozenset(column for sheet in workbook.sheets for column in sheet.columns),
        edits=tuple(_edits(workbook, handed_out)),
        manual=tuple(_manual(workbook, handed_out.list_id, listed)),
        not_read=not_read,
    )


def removed_rows(workbook: ReturnedWorkbook, kept: KeptReturn) -> list[RemovedRow]:
    """Return the rows that are gone: from the whole workbook, or from its main list and not filled in."""
    gone = set(kept.removed)
    for sheet in workbook.sheets:
        if sheet.key == ACTIONS:
            everywhere = {c for other in workbook.sheets for c in other.rows["customer_id"]}
            gone |= everywhere - set(sheet.rows["customer_id"])
    gone -= {edit.customer_id for edit in kept.edits}
    return [RemovedRow(kept.list_id, customer, kept.who, kept.file) for customer in sorted(gone)]


def _edits(workbook: ReturnedWorkbook, handed_out: HandedOutList) -> Iterator[ReturnedEdit]:
    """Yield the cells that differ; one that says the same on two sheets once."""
    refused = {(cell.sheet, cell.row, cell.column) for cell in workbook.not_read}
    seen: set[tuple[str, str, bool, CellValue]] = set()
    for sheet in workbook.sheets:
        rows = sheet.rows["row"].to_numpy()
        contacted = (
            sheet.rows["contacted_on"].to_numpy(dtype=object) if "contacted_on" in sheet.rows else None
        )
        for cell in changed_cells(sheet, handed_out.rows):
            row = int(rows[cell.row])
            once = (cell.customer_id, cell.column, isinstance(cell.value, bool), cell.value)
            if once in seen or (sheet.name, row, cell.column) in refused:
                continue
            seen.add(once)
            yield ReturnedEdit(
                handed_out.list_id, cell.customer_id, cell.column, cell.before, cell.value, workbook.who,
                workbook.file, workbook.file_hash, workbook.saved_at, sheet.name, row,
                None if contacted is None else contacted[cell.row],
            )  # fmt: skip


def _manual(workbook: ReturnedWorkbook, list_id: str, listed: set[str]) -> Iterator[ManualAction]:
    """Yield the rows added by hand, each content once."""
    seen = set()
    added = [*workbook.added, *(row for sheet in workbook.sheets for row in _unlisted(sheet, listed))]
    for row in added:
        once = (row.customer_id, repr(sorted(row.values.items())))
        if once not in seen:
            seen.add(once)
            yield ManualAction(
                list_id, row.customer_id, row.values, workbook.who, workbook.file, workbook.file_hash,
                workbook.saved_at,
            )  # fmt: skip


def _unlisted(sheet: ReturnedSheet, listed: set[str]) -> Iterator[AddedRow]:
    """Yield rows of customers that the list has not: only without its hidden sheet a workbook has any."""
    strange = sheet.rows[~sheet.rows["customer_id"].isin(listed)]
    for record in strange.to_dict("records"):
        values: Mapping[str, CellValue] = {
            str(key): record[key] for key in sheet.columns if record[key] is not None
        }
        if any(key in FILL_IN for key in values):
            yield AddedRow(str(record["customer_id"]), values, sheet.name, int(record["row"]))
