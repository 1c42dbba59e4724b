"""The command ``merge``: filled-in action workbooks into the project that handed them out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import CellNotRead, Conflict, Merge
from retention_desk.foundation.project_results import CellValue, ReturnedEdit
from retention_desk.foundation.pseudonyms import pseudonyms_of
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.headless.inspecting import write_json
from retention_desk.headless.merge_record import merge_record
from retention_desk.headless.passwords import password_from
from retention_desk.headless.progress_bar import progress_bar
from retention_desk.pipeline import merge_into, read_all_returned
from retention_desk.project.open_project import Project, open_project
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES
from retention_desk.reporting.column_titles import ACTION_TITLES
from retention_desk.reporting.merge_returned import NEWEST
from retention_desk.reporting.returned_part import CUT_OFF

_SHOWN: Final = 20
_ANSWERS: Final[Mapping[str, Mapping[str, Phrase]]] = {"status": STATUSES, "outcome": OUTCOMES}


@dataclass(frozen=True)
class MergeRequest:
    """What the command line was asked for."""

    project: Path
    returned: tuple[Path, ...]
    prefer: str = ""
    json: str | None = None
    password_file: Path | None = None
    key: Path | None = None


def merge_files(request: MergeRequest, words: Words) -> None:
    """Merge the workbooks of a request into its project, tell what came of it, and keep it.

    What is in conflict is listed and not taken, unless it is settled by what is preferred; the rest is kept.

    Raises
    ------
    UserFacingError
        A workbook cannot be read or is of no list of the project: the others are merged and kept all the
        same. ``damaged``: one broke off; what could be read of it is kept.
        ``nobody_called``: no conflict has a side of the colleague preferred; nothing is kept then.
        And as `open_project`.
    """
    with progress_bar(words) as progress, open_project(request.project) as project:
        project.require_writable()
        password = password_from(request.password_file, words)
        read, refused = read_all_returned(request.returned, password, progress.part(0.0, 0.8))
        pseudonyms = None if request.key is None else pseudonyms_of(request.key)
        merge = merge_into(project, read, prefer=request.prefer, pseudonyms=pseudonyms)
        merge = replace(merge, not_merged=(*refused, *merge.not_merged))
        _refuse_stranger(project, merge, request.prefer)
        progress.step(0.9)
        if not merge.changes_nothing:
            project.save_merge(merge)
    if request.json is not None:
        write_json(merge_record(merge, words), request.json)
    if request.json != "-":
        print_merge(merge, words)
    _tell_refused(merge, words)


def _refuse_stranger(project: Project, merge: Merge, prefer: str) -> None:
    """Raise when a colleague is preferred who has no say in any conflict: a slip of the pen, mostly."""
    if not prefer or prefer.casefold() == NEWEST or merge.settlements or not merge.conflicts:
        return
    people = sorted({side.who for conflict in merge.conflicts for side in conflict.sides})
    if prefer.strip().casefold() not in {name.casefold() for name in people}:
        raise UserFacingError(
            "nobody_called",
            phrase("No conflict has a side of “{name}”.", name=prefer),
            str(project.path),
            phrase("Prefer one of {names}, or the newest. Nothing was merged.", names=", ".join(people)),
        )


def _tell_refused(merge: Merge, words: Words) -> None:
    """Tell of every file that could not be merged, or in part only; the last one ends the command."""
    parts = [
        UserFacingError("damaged", item.text, item.file, item.done)
        for item in merge.findings
        if item.code == CUT_OFF
    ]
    errors = [*parts, *(item.error for item in merge.not_merged)]
    for error in errors[:-1]:
        print(error.line(words), file=sys.stderr)
    if errors:
        raise errors[-1]


def print_merge(merge: Merge, words: Words) -> None:
    """Print what came of a merge: file by file, then conflicts and whatever needs a look."""
    for kept in merge.returns:
        print(words("{file}: {who}, {rows:count} rows, {edits:count} cells filled in or changed",
                    file=kept.file, who=kept.who, rows=kept.n_rows, edits=len(kept.edits)))  # fmt: skip
    for name in merge.known:
        print(words("{file}: merged before, nothing new", file=name))
    print(words("taken: {taken:count} cells; said by several: {agreed:count}; replaced by newer: {old:count}",
                taken=len(merge.taken), agreed=merge.agreed, old=len(merge.superseded)))  # fmt: skip
    _print_conflicts(merge, words)
    _print_rows(merge, words)
    for file, cells in merge.not_read.items():
        for cell in cells[:_SHOWN]:
            print(f"  {file} · {cell.sheet} {cell.row}: {_not_read(cell, words)}")
        _print_more(len(cells), words)
    for item in merge.findings:
        where = f"{item.file} · {item.sheet}" if item.sheet else item.file
        print(f"  [{item.code}] {where}: {words(item.text)} {words(item.done)}".rstrip())


def _print_conflicts(merge: Merge, words: Words) -> None:
    settled = len(merge.settlements)
    if settled:
        print(words("conflicts settled: {n:count}", n=settled))
    if not merge.conflicts:
        return
    print(words("conflicts, not taken: {n:count}; --prefer newest or --prefer NAME settles them",
                n=len(merge.conflicts)))  # fmt: skip
    for conflict in merge.conflicts[:_SHOWN]:
        print(f"  {_conflict(conflict, words)}")
    _print_more(len(merge.conflicts), words)


def _print_rows(merge: Merge, words: Words) -> None:
    if merge.removed:
        names = words.listing([f"{row.customer_id} ({row.who})" for row in merge.removed[:_SHOWN]])
        print(words("rows taken out, still on the list: {names}", names=names))
        _print_more(len(merge.removed), words)
    for action in merge.manual:
        cells = [f"{_title(key, words)} = {_said(key, cell, words)}" for key, cell in action.values.items()]
        said = words.listing(cells)
        print(words("added by hand: {customer} ({who}): {said}", customer=action.customer_id or "—",
                    who=action.who, said=said))  # fmt: skip


def _print_more(n: int, words: Words) -> None:
    if n > _SHOWN:
        print("  " + words("… and {n:count} more", n=n - _SHOWN))


def _conflict(conflict: Conflict, words: Words) -> str:
    sides = " ≠ ".join(_side(side, words) for side in conflict.sides)
    return f"{conflict.key.customer_id} · {_title(conflict.key.column, words)}: {sides}"


def _side(side: ReturnedEdit, words: Words) -> str:
    when = "" if side.saved_at is None else f", {side.saved_at:%Y-%m-%d %H:%M} UTC"
    return f"{_said(side.column, side.value, words)} ({side.who}, {side.file}{when})"


def _not_read(cell: CellNotRead, words: Words) -> str:
    column = _title(cell.column, words)
    if cell.column in ("play", "channel", "comment"):
        return words("{column} “{text}”: not a cell to fill in, kept in the file only",
                     column=column, text=cell.text)  # fmt: skip
    if cell.nearest is None:
        return words("{column} “{text}”: not understood; choose from the list and merge again",
                     column=column, text=cell.text)  # fmt: skip
    return words("{column} “{text}”: no choice, “{nearest}” is nearest; choose it and merge again",
                 column=column, text=cell.text, nearest=_said(cell.column, cell.nearest, words))  # fmt: skip


def _title(column: str, words: Words) -> str:
    title = ACTION_TITLES.get(column)
    return words(title) if title is not None else column.removeprefix("+")


def _said(column: str, value: CellValue, words: Words) -> str:
    if value is None:
        return words("(emptied)")
    label = _ANSWERS.get(column, {}).get(str(value))
    return str(value) if label is None else words(label)
