"""Opening files: read, propose what each column means, let the user change it, take the data up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from retention_desk import pipeline
from retention_desk.desktop.import_wizard.customer_keys import main_table
from retention_desk.desktop.import_wizard.draft import Draft, worked_out
from retention_desk.desktop.import_wizard.edit_mapping import with_kind, with_meaning
from retention_desk.desktop.preferences import preferences_folder
from retention_desk.desktop.session import Session, project_name
from retention_desk.foundation.dataset import ColumnMapping
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import phrase
from retention_desk.pipeline import InspectedFiles

if TYPE_CHECKING:
    from retention_desk.importing.saved_mappings import MappingStore, SavedMapping

_Item = TypeVar("_Item")


class ImportFlow(QObject):
    """Holds the draft of an import and works it out in the background.

    Parameters
    ----------
    session : Session
        Takes the data up in the end.
    store : MappingStore, optional
        Where mappings are kept by name; the folder of the preferences when not given.
    """

    opened = Signal()
    """Files were read: there is a new draft."""
    changed = Signal()
    """The draft changed."""
    failed = Signal(object)
    """UserFacingError: files could not be read; the draft is as before."""
    refused = Signal(object)
    """UserFacingError: what was asked of the draft cannot be done; it is as before."""
    files_taken = Signal(object)
    """Paths whose data are now worked on."""

    def __init__(
        self, session: Session, parent: QObject | None = None, store: MappingStore | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._store = store
        self._runner = session.runner
        self.draft: Draft | None = None
        self.accepted = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def store(self) -> MappingStore:
        """Where mappings are kept by name."""
        if self._store is None:
            from retention_desk.importing.saved_mappings import MappingStore

            self._store = MappingStore(preferences_folder() / "mappings")
        return self._store

    # -- opening ---------------------------------------------------------------------------------

    def open(self, paths: Sequence[Path], *, add: bool = False) -> None:
        """Read files; with `add` they join those of the draft."""
        old = self.draft if add else None
        fresh = [path for path in paths if old is None or path not in old.paths]
        if not fresh:
            return
        settings = old.settings if old else DEFAULTS

        def work(progress: Progress) -> Draft:
            read = pipeline.inspect_files(fresh, None, progress.part(0.0, 0.6))
            inspected, saved = self._as_saved(read, old.saved if old else None)
            if old is not None:
                inspected = InspectedFiles(
                    old.inspected.raws + inspected.raws, old.inspected.mappings + inspected.mappings
                )
            all_paths = (*(old.paths if old else ()), *fresh)
            edited = old is not None and old.edited
            as_read = (*(old.as_read if old else ()), *read.raws)
            draft = Draft(tuple(all_paths), inspected, settings, as_read=as_read, saved=saved, edited=edited)
            return worked_out(draft, progress.part(0.6, 1.0))

        def done(draft: Draft) -> None:
            self.draft, self.accepted = draft, False
            self.opened.emit()
            self.changed.emit()

        self._runner.start("file", phrase("Reading the files"), work, done, self.failed.emit)

    def _as_saved(
        self, inspected: InspectedFiles, chosen: SavedMapping | None
    ) -> tuple[InspectedFiles, SavedMapping | None]:
        """Return files with the mapping saved for their headers laid over the proposals, and which it is."""
        from retention_desk.importing.saved_mappings import recognised, with_saved_mapping

        saved = chosen or recognised(self.store.listed(), inspected.raws)
        if saved is None:
            return inspected, None
        return InspectedFiles(
            *with_saved_mapping(saved, inspected.raws, inspected.mappings, known_only=True)
        ), saved

    def paste(self, text: str, name: str) -> None:
        """Open a table that was copied as text, tabs or commas between its cells."""
        if not text.strip():
            self.failed.emit(
                UserFacingError(
                    "nothing_to_paste",
                    phrase("The clipboard holds no table."),
                    "",
                    phrase("Copy cells with their header in a spreadsheet, then paste again."),
                )
            )
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="retention-desk-")
        path = Path(self._folder.name) / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        self.open([path])

    # -- changing --------------------------------------------------------------------------------

    def set_meaning(self, place: int, header: str, meaning: str) -> None:
        """Take a column of table `place` for a canonical key, a feature, or nothing."""
        mapping = self._mapping(place)
        if mapping is not None:
            self._replace_mapping(place, with_meaning(mapping, header, meaning))

    def set_kind(self, place: int, kind: str) -> None:
        """Take a table for another kind; its columns are proposed anew for it."""
        draft = self.draft
        if draft is None:
            return
        self._replace_mapping(place, with_kind(draft.mappings[place], draft.raws[place], kind))

    def set_skip(self, place: int, skip: bool) -> None:
        """Leave a table out, or take it in again."""
        mapping = self._mapping(place)
        if mapping is not None:
            self._replace_mapping(place, replace(mapping, skip=skip))

    def set_header_row(self, place: int, row: int) -> None:
        """Take another row of the file for the header; the columns are proposed anew."""
        draft = self.draft
        if draft is None:
            return
        from retention_desk.importing.propose_mapping import propose_mapping
        from retention_desk.importing.table_layout import with_header_row

        raw = with_header_row(draft.raws[place], row)
        raws = _with(draft.raws, place, raw)
        mappings = _with(draft.mappings, place, propose_mapping((raw,))[0])
        self._rework(replace(draft, inspected=InspectedFiles(raws, mappings)))

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
        self._rework(replace(draft, inspected=InspectedFiles(draft.raws, mappings)))

    def set_setting(self, key: str, value: object) -> None:
        """Change a setting that reading or analysing depends on."""
        draft = self.draft
        if draft is None:
            return
        settings = draft.settings.with_value(key, value)
        if key == "general.active_window_days":
            self.draft = replace(draft, settings=settings)
            self.changed.emit()
        else:
            self._rework(replace(draft, settings=settings), edited=draft.edited)

    # -- saved mappings --------------------------------------------------------------------------

    def use_saved(self, saved: SavedMapping | None) -> None:
        """Lay a saved mapping over what is proposed for the files; None leaves the proposals."""
        draft = self.draft
        if draft is None:
            return

        def work(progress: Progress) -> Draft:
            from retention_desk.importing.propose_mapping import propose_mapping
            from retention_desk.importing.saved_mappings import with_saved_mapping

            raws = draft.as_read or draft.raws
            mappings = propose_mapping(raws)
            if saved is not None:
                raws, mappings = with_saved_mapping(saved, raws, mappings, known_only=False)
            chosen = replace(draft, inspected=InspectedFiles(raws, mappings), saved=saved, edited=False)
            return worked_out(chosen, progress)

        def done(worked: Draft) -> None:
            self.draft, self.accepted = worked, False
            self.changed.emit()

        self._runner.start("score", phrase("Reading the columns"), work, done, self.refused.emit)

    def save_mapping(self, name: str) -> UserFacingError | None:
        """Keep the mappings as they are under a name; return what stood in the way, or None."""
        draft = self.draft
        if draft is None:
            return None
        return self._note(lambda: self.store.save(name, draft.raws, draft.mappings), edited=False)

    def rename_mapping(self, name: str) -> UserFacingError | None:
        """Give the saved mapping in use another name; return what stood in the way, or None."""
        draft = self.draft
        if draft is None or draft.saved is None:
            return None
        saved = draft.saved
        return self._note(lambda: self.store.rename(saved, name), edited=draft.edited)

    def delete_mapping(self) -> Callable[[], object] | None:
        """Delete the saved mapping in use and return how to bring it back; the columns stay as they are."""
        draft = self.draft
        if draft is None or draft.saved is None:
            return None
        saved, edited = draft.saved, draft.edited
        try:
            text = self.store.delete(saved)
        except UserFacingError as error:
            self.refused.emit(error)
            return None
        self.draft = replace(draft, saved=None)
        self.changed.emit()
        return lambda: self._note(lambda: self.store.put_back(saved, text), edited=edited)

    def _note(self, keep: Callable[[], SavedMapping], *, edited: bool) -> UserFacingError | None:
        """Keep a mapping and take it as the one in use; return what stood in the way."""
        try:
            saved = keep()
        except UserFacingError as error:
            return error
        if self.draft is not None:
            self.draft = replace(self.draft, saved=saved, edited=edited)
            self.changed.emit()
        return None

    def accept(self) -> bool:
        """Take the data up; return whether they could be."""
        draft = self.draft
        if draft is None or draft.data is None:
            return False
        self.accepted = True
        self._session.work_on(draft.data, draft.settings, project_name(draft.paths))
        self.files_taken.emit(draft.paths)
        self.changed.emit()
        return True

    def _mapping(self, place: int) -> ColumnMapping | None:
        return self.draft.mappings[place] if self.draft is not None else None

    def _replace_mapping(self, place: int, mapping: ColumnMapping) -> None:
        draft = self.draft
        if draft is not None:
            mappings = _with(draft.mappings, place, mapping)
            self._rework(replace(draft, inspected=InspectedFiles(draft.raws, mappings)))

    def _rework(self, draft: Draft, *, edited: bool = True) -> None:
        """Show the edited mappings at once, and what they give when it is worked out."""
        draft = replace(draft, edited=edited)
        self.draft, self.accepted = draft, False
        self.changed.emit()

        def done(worked: Draft) -> None:
            known = self.draft or worked
            self.draft = replace(worked, saved=known.saved, edited=known.edited)
            self.changed.emit()

        self._runner.start("score", phrase("Reading the columns"), _working(draft), done, self.failed.emit)


def _working(draft: Draft) -> Callable[[Progress], Draft]:
    return lambda progress: worked_out(draft, progress)


def _with(items: tuple[_Item, ...], place: int, item: _Item) -> tuple[_Item, ...]:
    return (*items[:place], item, *items[place + 1 :])
