"""The draft of an import and the changes a person makes to it: each named, undoable, worked out behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from retention_desk.desktop.import_wizard.customer_keys import main_table
from retention_desk.desktop.import_wizard.draft import AskedQuestion, Draft, worked_out
from retention_desk.desktop.import_wizard.edit_mapping import (
    with_answer,
    with_date_order,
    with_decimal_sign,
    with_kind,
    with_meaning,
    with_moved_meaning,
)
from retention_desk.desktop.jobs import Runner
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.pipeline import InspectedFiles

_Item = TypeVar("_Item")
_MOST_STEPS: Final = 100
_NOT_READ_BY: Final = ("general.active_window_days", "general.aliases")
"""Settings that change nothing about how files are read."""


@dataclass(frozen=True)
class DraftStep:
    """A draft as it was before a change, and what the change is called."""

    draft: Draft
    name: Phrase


class DraftEditor(QObject):
    """Holds a draft and the list of its changes.

    Parameters
    ----------
    runner : Runner
        Works the draft out, off the window's thread.
    """

    changed = Signal()
    """The draft changed."""
    failed = Signal(object)
    """UserFacingError: files could not be read; the draft is as before."""
    refused = Signal(object)
    """UserFacingError: what was asked of the draft cannot be done; it is as before."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner: Final = runner
        self.draft: Draft | None = None
        self.accepted = False
        self._undo: list[DraftStep] = []
        self._redo: list[DraftStep] = []

    # -- changing --------------------------------------------------------------------------------

    def set_meaning(self, place: int, header: str, meaning: str) -> None:
        """Take a column of table `place` for a canonical key, a feature, or nothing."""
        self._edit(
            place, lambda mapping: with_meaning(mapping, header, meaning), phrase("Meaning of a column")
        )

    def move_meaning(self, place: int, source: str, target: str) -> None:
        """Give column `target` the meaning of column `source`; the two change places."""
        name = phrase("Meaning of a column")
        self._edit(place, lambda mapping: with_moved_meaning(mapping, source, target), name)

    def set_kind(self, place: int, kind: str, customer: str | None = None) -> None:
        """Take a table for another kind, and in; its columns are proposed anew for it.

        With `customer`, that column is taken for the customer as part of the same change.
        """
        if self.draft is None:
            return
        old, raw = self.draft.mappings[place], self.draft.raws[place]

        def work(progress: Progress) -> ColumnMapping:
            fresh = with_kind(old, raw, kind, progress)
            return fresh if customer is None else with_meaning(fresh, customer, "customer_id")

        def done(fresh: ColumnMapping) -> None:
            draft = self.draft
            if draft is None or place >= len(draft.raws) or draft.raws[place] is not raw:
                return
            if draft.mappings[place] is not old:  # edited meanwhile: the newer mapping is the one to turn
                self.set_kind(place, kind, customer)
                return
            self.rework(_mapped(draft, _with(draft.mappings, place, fresh)), phrase("Kind of a sheet"))

        self.runner.start("file", phrase("Reading the columns"), work, done, self.refused.emit)

    def set_skip(self, place: int, skip: bool) -> None:
        """Leave a table out, or take it in again."""
        name = phrase("Sheet left out") if skip else phrase("Sheet taken in")
        self._edit(place, lambda mapping: replace(mapping, skip=skip), name)

    def set_date_order(self, place: int, header: str, day_first: bool | None) -> None:
        """Read the dates of a column with the day or the month first; None leaves it to the column."""
        self._edit(
            place, lambda one: with_date_order(one, header, day_first), phrase("Order of day and month")
        )

    def set_decimal_sign(self, place: int, header: str, sign: str | None) -> None:
        """Read the numbers of a column with another decimal sign; None leaves it to the column."""
        self._edit(place, lambda one: with_decimal_sign(one, header, sign), phrase("Decimal sign"))

    def answer(self, asked: AskedQuestion, answer: bool | str) -> None:
        """Answer a question about a column, in every table that has it."""
        draft = self.draft
        if draft is not None:
            name = phrase("Answer about “{header}”", header=asked.question.header)
            mappings = with_answer(draft.mappings, asked, answer)
            self.rework(_mapped(draft, mappings), name)

    def set_header_row(self, place: int, row: int) -> None:
        """Take another row of the file for the header; the columns are proposed anew."""
        if self.draft is None:
            return
        old = self.draft.raws[place]

        def work(progress: Progress) -> tuple[RawTable, ColumnMapping]:
            from retention_desk.importing.propose_mapping import propose_mapping
            from retention_desk.importing.table_layout import with_header_row

            raw = with_header_row(old, row)
            return raw, propose_mapping((raw,), progress=progress)[0]

        def done(found: tuple[RawTable, ColumnMapping]) -> None:
            draft = self.draft
            if draft is None or place >= len(draft.raws) or draft.raws[place] is not old:
                return
            raws, mappings = _with(draft.raws, place, found[0]), _with(draft.mappings, place, found[1])
            self.rework(replace(draft, inspected=InspectedFiles(raws, mappings)), phrase("Header row"))

        self.runner.start("file", phrase("Reading the columns"), work, done, self.refused.emit)

    def set_customer_key(self, header: str) -> None:
        """Take the column `header` for the customer, in the main table and wherever it is found."""
        draft = self.draft
        if draft is None:
            return
        main = main_table(draft.inspected)
        mappings = tuple(
            with_meaning(mapping, header, "customer_id")
            if header in raw.headers and (place == main or "customer_id" in mapping.columns)
            else mapping
            for place, (raw, mapping) in enumerate(zip(draft.raws, draft.mappings, strict=True))
        )
        self.rework(_mapped(draft, mappings), phrase("What a customer is"))

    def set_setting(self, key: str, value: object, name: Phrase | None = None) -> None:
        """Change a setting that reading or analysing depends on."""
        draft = self.draft
        if draft is None:
            return
        changed = replace(draft, settings=draft.settings.with_value(key, value))
        name = name or phrase("Setting")
        if key in _NOT_READ_BY:
            self.remember(draft, name)
            self.draft = changed
            self.changed.emit()
        else:
            self.rework(changed, name, edited=draft.edited)

    def _edit(self, place: int, change: Callable[[ColumnMapping], ColumnMapping], name: Phrase) -> None:
        draft = self.draft
        if draft is not None:
            fresh = change(draft.mappings[place])
            self.rework(_mapped(draft, _with(draft.mappings, place, fresh)), name)

    # -- undoing ---------------------------------------------------------------------------------

    @property
    def undo_name(self) -> Phrase | None:
        """Name of the change that `undo` takes back; None when there is none."""
        return self._undo[-1].name if self._undo and not self.accepted else None

    @property
    def redo_name(self) -> Phrase | None:
        """Name of the change that `redo` makes again; None when there is none."""
        return self._redo[-1].name if self._redo and not self.accepted else None

    def undo(self) -> None:
        """Take the latest change of the draft back."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Make the latest change that was taken back again."""
        self._step(self._redo, self._undo)

    def _step(self, source: list[DraftStep], target: list[DraftStep]) -> None:
        if source and self.draft is not None:
            step = source.pop()
            target.append(DraftStep(self.draft, step.name))
            self._work_out(step.draft)

    def remember(self, draft: Draft, name: Phrase) -> None:
        """Note a draft as it was before a change that is named."""
        self._undo = [*self._undo[1 - _MOST_STEPS :], DraftStep(draft, name)]
        self._redo.clear()

    def forget_steps(self) -> None:
        """Begin a new list of changes."""
        self._undo.clear()
        self._redo.clear()

    # -- working out -----------------------------------------------------------------------------

    def rework(self, draft: Draft, name: Phrase, *, edited: bool = True) -> None:
        """Take a change of the draft, which can be undone."""
        if self.draft is not None:
            self.remember(self.draft, name)
        self._work_out(replace(draft, edited=edited))

    def _work_out(self, draft: Draft) -> None:
        """Show the edited mappings at once, and what they give when it is worked out."""
        self.draft, self.accepted = draft, False
        self.changed.emit()

        def done(worked: Draft) -> None:
            known = self.draft or worked
            self.draft = replace(worked, saved=known.saved, edited=known.edited, settings=known.settings)
            self.changed.emit()

        self.runner.start("score", phrase("Reading the columns"), working(draft), done, self.failed.emit)


def working(draft: Draft) -> Callable[[Progress], Draft]:
    """Return the work that works a draft out."""
    return lambda progress: worked_out(draft, progress)


def _mapped(draft: Draft, mappings: tuple[ColumnMapping, ...]) -> Draft:
    return replace(draft, inspected=InspectedFiles(draft.raws, mappings))


def _with(items: tuple[_Item, ...], place: int, item: _Item) -> tuple[_Item, ...]:
    return (*items[:place], item, *items[place + 1 :])
