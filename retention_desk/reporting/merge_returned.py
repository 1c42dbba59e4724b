"""The three-way merge: what was handed out, what is known, and what came back in workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.merge_results import (
    CellKey,
    CellNotRead,
    CellsThatHold,
    Conflict,
    HandedOutList,
    KeptReturn,
    ManualAction,
    Merge,
    NotMerged,
    RemovedRow,
    ReturnedWorkbook,
    Settlement,
)
from retention_desk.foundation.project_results import CellValue, ReturnedEdit
from retention_desk.foundation.returned_cells import cells_that_hold, same_cell
from retention_desk.foundation.wording import phrase
from retention_desk.reporting.kept_return import kept_return, removed_rows
from retention_desk.reporting.returned_part import cut_off

NEWEST: Final = "newest"
_ENOUGH_SHARE: Final = 0.8
"""From so many of its customers on a list without a mark is recognised."""


def merge_returned(
    lists: Mapping[str, HandedOutList],
    known: Sequence[KeptReturn],
    settlements: Sequence[Settlement],
    returned: Sequence[ReturnedWorkbook],
    *,
    settled: Mapping[CellKey, CellValue] | None = None,
    prefer: str = "",
) -> Merge:
    """Return what returned workbooks change; nothing is written.

    Parameters
    ----------
    lists : mapping of list_id to HandedOutList
        What the project handed out, the earliest first.
    known, settlements : sequences
        What came back before, and how conflicts were settled.
    returned : sequence of ReturnedWorkbook
        In any order.
    settled : mapping of CellKey to cell, optional
        What a person chose for conflicts.
    prefer : str
        Settles further conflicts: ``newest`` by the file saved last, a name by what that colleague says.

    Notes
    -----
    What holds is `cells_that_hold` of all files and settlements: the result hangs neither on the order of
    the files nor on whether they come at once. A file that is known byte for byte changes nothing.
    """
    taken_up = _TakenUp(lists, {item.file_hash for item in known})
    for workbook in returned:
        taken_up.take(workbook)
    before = cells_that_hold(known, settlements)
    everything = (*known, *taken_up.returns)
    after = cells_that_hold(everything, settlements)
    new = _chosen(after.conflicts, settled or {})
    new += _preferred((one for one in after.conflicts if one.key not in (settled or {})), prefer)
    if new:
        after = cells_that_hold(everything, (*settlements, *new))
    return _merge(taken_up, before, after, new)


@dataclass
class _TakenUp:
    """The workbooks as they are taken up, one by one."""

    lists: Mapping[str, HandedOutList]
    hashes: set[str]
    returns: list[KeptReturn] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    removed: list[RemovedRow] = field(default_factory=list)
    not_read: dict[str, tuple[CellNotRead, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    not_merged: list[NotMerged] = field(default_factory=list)

    def take(self, workbook: ReturnedWorkbook) -> None:
        """Compare a workbook with its list; what is known already or of no list of ours is put aside."""
        if workbook.file_hash in self.hashes:
            self.known.append(workbook.file)
            return
        list_id, findings = _list_of(workbook, self.lists)
        if list_id is None:
            self.not_merged.append(NotMerged(workbook.file, _of_no_list(workbook, self.lists)))
            return
        handed_out = self.lists[list_id]
        if workbook.anonymised and workbook.sent is not None:
            # What is left out of an anonymised list was not emptied: it is compared with itself.
            handed_out = replace(handed_out, rows=workbook.sent)
        kept = kept_return(workbook, handed_out)
        self.hashes.add(workbook.file_hash)
        self.returns.append(kept)
        if workbook.is_part:
            findings = [cut_off(workbook.file, kept.n_rows, len(handed_out.rows)), *findings]
        else:
            self.removed += removed_rows(workbook, kept)
        self.findings += [*findings, *workbook.findings]
        if workbook.not_read:
            self.not_read[workbook.file] = workbook.not_read


def _list_of(
    workbook: ReturnedWorkbook, lists: Mapping[str, HandedOutList]
) -> tuple[str | None, list[Finding]]:
    """Return the list that a workbook is of, and what is to be told about that."""
    if workbook.list_id:
        if workbook.list_id not in lists:
            return None, []
        return workbook.list_id, _older(workbook.file, lists, workbook.list_id)
    customers = {customer for sheet in workbook.sheets for customer in sheet.rows["customer_id"]}
    shares = {
        list_id: len(customers & set(item.rows["customer_id"])) / max(len(customers), 1)
        for list_id, item in lists.items()
    }
    best = max(reversed(list(shares)), key=lambda list_id: shares[list_id], default=None)
    if best is None or not customers or shares[best] < _ENOUGH_SHARE:
        return None, []
    told = Finding(
        "returned_list_by_customers", "look", len(customers),
        phrase("The workbook no longer says which list it is."),
        phrase("Its customers are those of the list as of {day:date}.", day=lists[best].as_of), workbook.file,
    )  # fmt: skip
    return best, [told, *_older(workbook.file, lists, best)]


def _older(file: str, lists: Mapping[str, HandedOutList], list_id: str) -> list[Finding]:
    latest = list(lists)[-1]
    if list_id == latest:
        return []
    return [
        Finding(
            "returned_older_list", "note", 0,
            phrase("The workbook is of an older list, as of {day:date}.", day=lists[list_id].as_of),
            phrase("It is merged into that list; the latest is as of {day:date}.", day=lists[latest].as_of),
            file,
        )
    ]  # fmt: skip


def _of_no_list(workbook: ReturnedWorkbook, lists: Mapping[str, HandedOutList]) -> UserFacingError:
    if not lists:
        return UserFacingError(
            "no_list_handed_out",
            phrase("No action list was handed out from this project yet."),
            workbook.file,
            phrase("Export the action workbook with the project open, or with --project, and hand that out."),
        )
    if not workbook.list_id:
        return UserFacingError(
            "unknown_list",
            phrase("The workbook does not say which list it is, and its customers fit none of this project."),
            workbook.file,
            phrase("Ask for the file as it was handed out, with its hidden sheets, and merge that."),
        )
    return UserFacingError(
        "unknown_list",
        phrase("The workbook is of another project, or of a list that was not kept in this one ({list_id}).",
               list_id=workbook.list_id),
        workbook.file,
        phrase("Merge it into the project that it was exported from."),
    )  # fmt: skip


def _chosen(conflicts: Iterable[Conflict], settled: Mapping[CellKey, CellValue]) -> list[Settlement]:
    return [
        Settlement(conflict.key, settled[conflict.key], conflict.values)
        for conflict in conflicts
        if conflict.key in settled
    ]


def _preferred(conflicts: Iterable[Conflict], prefer: str) -> list[Settlement]:
    found = []
    for conflict in conflicts if prefer else ():
        values = _newest(conflict) if prefer.casefold() == NEWEST else _of_person(conflict, prefer)
        if len(values) == 1:
            found.append(Settlement(conflict.key, values[0], conflict.values))
    return found


def _newest(conflict: Conflict) -> tuple[CellValue, ...]:
    """Return the values of the newest sides: several where none is newer than all others."""
    first = conflict.sides[0]
    if first.saved_at is None or any(side.saved_at is None for side in conflict.sides):
        return ()
    newest = [side for side in conflict.sides if _when(side) == _when(first)]
    return tuple(dict.fromkeys(side.value for side in newest))


def _when(side: ReturnedEdit) -> tuple[object, ...]:
    return side.saved_at, side.contacted_on


def _of_person(conflict: Conflict, name: str) -> tuple[CellValue, ...]:
    mine = [side for side in conflict.sides if side.who.casefold() == name.strip().casefold()]
    return tuple(dict.fromkeys(side.value for side in mine))


def _merge(
    taken_up: _TakenUp, before: CellsThatHold, after: CellsThatHold, settlements: Sequence[Settlement]
) -> Merge:
    hashes = {item.file_hash for item in taken_up.returns}
    taken = tuple(
        edit
        for key, edit in after.edits.items()
        if key not in before.edits or not same_cell(before.edits[key].value, edit.value)
    )
    undone = tuple(edit for key, edit in before.edits.items() if key not in after.edits)
    superseded = tuple(edit for edit in after.superseded if edit.file_hash in hashes)
    earlier = {
        (action.list_id, action.customer_id, repr(sorted(action.values.items()))) for action in before.manual
    }
    manual = tuple(
        action
        for action in after.manual
        if (action.list_id, action.customer_id, repr(sorted(action.values.items()))) not in earlier
    )
    conflicting = {conflict.key for conflict in after.conflicts}
    told = {id(edit) for edit in (*taken, *superseded)}
    agreed = sum(
        id(edit) not in told and CellKey(edit.list_id, edit.customer_id, edit.column) not in conflicting
        for item in taken_up.returns
        for edit in item.edits
    )
    return Merge(
        returns=tuple(taken_up.returns),
        known=tuple(taken_up.known),
        taken=taken,
        conflicts=after.conflicts,
        settlements=tuple(settlements),
        undone=undone,
        agreed=agreed,
        superseded=superseded,
        removed=tuple(taken_up.removed),
        manual=manual,
        not_read=dict(taken_up.not_read),
        findings=tuple(taken_up.findings),
        not_merged=tuple(taken_up.not_merged),
    )


def _content(action: ManualAction) -> tuple[str, str, str]:
    return action.list_id, action.customer_id, repr(sorted(action.values.items()))
