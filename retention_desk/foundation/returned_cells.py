"""What holds of everything that came back in filled-in workbooks: the law of the merge.

It is a function of the *set* of returned files and settlements: neither their order nor repeats matter.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from retention_desk.foundation.merge_results import (
    CellKey,
    CellsThatHold,
    Conflict,
    KeptReturn,
    ManualAction,
    Settlement,
)
from retention_desk.foundation.project_results import CellValue, ReturnedEdit

_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
Person = tuple[str, str]


def cells_that_hold(returns: Iterable[KeptReturn], settlements: Iterable[Settlement] = ()) -> CellsThatHold:
    """Return what holds, what is in conflict and what was said before.

    Parameters
    ----------
    returns : iterable of KeptReturn
        In any order; a file that occurs twice counts once.
    settlements : iterable of Settlement
        The latest of a conflict counts.

    Notes
    -----
    A person speaks of a cell through the newest of his or her files that has its row and column: what an
    older one says is superseded, also where the newer one has it as it was handed out. Of files saved at the
    same or at an unknown time none is newer. Where all who speak say the same, that holds. Where they differ,
    a settlement decides that knows all their values, else it is a conflict and nothing holds.
    """
    by_person = _by_person(returns)
    voices: dict[CellKey, list[ReturnedEdit]] = defaultdict(list)
    superseded: list[ReturnedEdit] = []
    for files in by_person.values():
        for file in files:
            newer = [other for other in files if _is_newer(other, file)]
            for edit in file.edits:
                if any(_has_cell(other, edit) for other in newer):
                    superseded.append(edit)
                else:
                    voices[CellKey(edit.list_id, edit.customer_id, edit.column)].append(edit)
    return _decided(voices, {item.key: item for item in _in_time(settlements)}, superseded, by_person)


def same_cell(one: CellValue, other: CellValue) -> bool:
    """Return whether two cells say the same: numbers by value, truth only as truth."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def newest_first(edits: Iterable[ReturnedEdit]) -> list[ReturnedEdit]:
    """Return edits by the time their file was saved, then by the day of contact; the order is total."""
    return sorted(edits, key=_age)


def _age(edit: ReturnedEdit) -> tuple[float, int, str, str, str, int]:
    saved = (edit.saved_at or _NEVER).timestamp() if edit.saved_at else float("-inf")
    contacted = edit.contacted_on.toordinal() if edit.contacted_on else 0
    return (-saved, -contacted, edit.who, edit.file_hash, edit.sheet, edit.row)


def _by_person(returns: Iterable[KeptReturn]) -> dict[Person, list[KeptReturn]]:
    once = {(item.list_id, item.file_hash): item for item in returns}
    people: dict[Person, list[KeptReturn]] = defaultdict(list)
    for _, item in sorted(once.items()):
        people[item.list_id, item.who.casefold()].append(item)
    return people


def _is_newer(one: KeptReturn, other: KeptReturn) -> bool:
    return one.saved_at is not None and other.saved_at is not None and one.saved_at > other.saved_at


def _has_cell(file: KeptReturn, edit: ReturnedEdit) -> bool:
    is_there = edit.column in file.columns and edit.customer_id not in file.removed
    return is_there and (edit.customer_id, edit.column) not in file.not_read


def _in_time(settlements: Iterable[Settlement]) -> list[Settlement]:
    return sorted(settlements, key=lambda item: (item.at is None, item.at or _NEVER))


def _decided(
    voices: Mapping[CellKey, list[ReturnedEdit]],
    settlements: Mapping[CellKey, Settlement],
    superseded: list[ReturnedEdit],
    by_person: Mapping[Person, Sequence[KeptReturn]],
) -> CellsThatHold:
    holding: dict[CellKey, ReturnedEdit] = {}
    conflicts, settled = [], []
    for key in sorted(voices):
        said = newest_first(voices[key]) if len(voices[key]) > 1 else voices[key]
        if all(same_cell(edit.value, said[0].value) for edit in said):
            holding[key] = said[0]
            continue
        conflict = Conflict(key, said[0].before, _sides(said))
        settlement = settlements.get(key)
        if settlement is None or not _knows_all(settlement, conflict):
            conflicts.append(conflict)
            continue
        settled.append(conflict)
        holding[key] = _settled_edit(conflict, settlement)
        superseded += [side for side in conflict.sides if not same_cell(side.value, settlement.value)]
    said_otherwise = [edit for edit in superseded if not _still_holds(edit, holding)]
    manual = tuple(_manual(by_person))
    return CellsThatHold(
        holding, tuple(conflicts), tuple(settled), tuple(newest_first(said_otherwise)), manual
    )


def _sides(said: Sequence[ReturnedEdit]) -> tuple[ReturnedEdit, ...]:
    """Return one edit per person and value: the same on two sheets, or in two files, is said once."""
    once: dict[tuple[str, bool, CellValue], ReturnedEdit] = {}
    for edit in said:
        once.setdefault((edit.who.casefold(), isinstance(edit.value, bool), edit.value), edit)
    return tuple(once.values())


def _knows_all(settlement: Settlement, conflict: Conflict) -> bool:
    known = (*settlement.between, settlement.value)
    return all(any(same_cell(value, one) for one in known) for value in conflict.values)


def _settled_edit(conflict: Conflict, settlement: Settlement) -> ReturnedEdit:
    for side in conflict.sides:
        if same_cell(side.value, settlement.value):
            return side
    list_id, customer_id, column = conflict.key
    return ReturnedEdit(
        list_id, customer_id, column, conflict.before, settlement.value, settlement.who, "", "", settlement.at
    )


def _still_holds(edit: ReturnedEdit, holding: Mapping[CellKey, ReturnedEdit]) -> bool:
    held = holding.get(CellKey(edit.list_id, edit.customer_id, edit.column))
    return held is not None and same_cell(held.value, edit.value)


def _manual(by_person: Mapping[Person, Sequence[KeptReturn]]) -> list[ManualAction]:
    """Return the rows added by hand, each once: of a person about a customer those of the newest file."""
    kept: dict[tuple[str, ...], ManualAction] = {}
    for (list_id, _), files in sorted(by_person.items()):
        for file in files:
            newer = {_about(action) for other in files if _is_newer(other, file) for action in other.manual}
            for action in file.manual:
                if _about(action) not in newer:
                    kept.setdefault((list_id, action.customer_id, _content(action)), action)
    return list(kept.values())


def _about(action: ManualAction) -> str:
    return action.customer_id.casefold() or _content(action)


def _content(action: ManualAction) -> str:
    return repr(sorted(action.values.items()))
