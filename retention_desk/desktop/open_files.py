"""Opening files: read, propose what each column means, let the user change it, take the data up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retention_desk.desktop.import_wizard.draft import Draft, ReadAs, worked_out
from retention_desk.desktop.import_wizard.edit_draft import DraftEditor, working
from retention_desk.desktop.import_wizard.read_draft import (
    LockedFileError,
    PasswordRequest,
    ReadingWish,
    read_files,
    reread,
)
from retention_desk.desktop.preferences import preferences_folder
from retention_desk.desktop.session import Session, project_name
from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.pipeline import InspectedFiles

if TYPE_CHECKING:
    from retention_desk.importing.alias_map import AliasMap
    from retention_desk.importing.saved_mappings import MappingStore, SavedMapping


class ImportFlow(DraftEditor):
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
    files_taken = Signal(object)
    """Paths whose data are now worked on."""
    aliases_read = Signal(object)
    """AliasMap: a list of IDs that was added to the aliases."""
    password_asked = Signal(object)
    """PasswordRequest: a file opens with a password only."""

    def __init__(
        self, session: Session, parent: QObject | None = None, store: MappingStore | None = None
    ) -> None:
        super().__init__(session.runner, parent)
        self._session = session
        self._store = store
        self.open_anyway: Callable[[], None] = lambda: None
        """Opens the files that were refused last, also those without a header row: a person will name it."""
        session.settings_edited.connect(self._follow_settings)

    @property
    def store(self) -> MappingStore:
        """Where mappings are kept by name."""
        if self._store is None:
            from retention_desk.importing.saved_mappings import MappingStore

            self._store = MappingStore(preferences_folder() / "mappings")
        return self._store

    # -- opening ---------------------------------------------------------------------------------

    def open(self, paths: Sequence[Path], *, add: bool = False, wish: ReadingWish | None = None) -> None:
        """Read files; with `add` they join those of the draft.

        A file that needs a password is told by `password_asked`, and nothing is changed until it opens.
        """
        old = self.draft if add else None
        fresh = [path for path in paths if old is None or path not in old.paths]
        if not fresh:
            return
        known = wish or ReadingWish()

        def work(progress: Progress) -> Draft:
            return self._joined(old, fresh, read_files(fresh, known, progress.part(0.0, 0.4)), progress)

        def failed(error: UserFacingError) -> None:
            if not isinstance(error, LockedFileError):
                self.open_anyway = partial(
                    self.open, paths, add=add, wish=replace(known, must_have_table=False)
                )
                self.failed.emit(error)
                return
            path = error.path

            def answer(password: str) -> None:
                told = replace(known, passwords={**known.passwords, path: password})
                self.open(paths, add=add, wish=told)

            self.password_asked.emit(PasswordRequest(path, error.again, answer))

        self.runner.start("file", phrase("Reading the files"), work, self._opened, failed)

    def paste(self, text: str, name: str) -> None:
        """Open a table that was copied: cells of a spreadsheet, text apart by commas, or a page."""
        if not text.strip():
            self.failed.emit(_nothing_to_paste())
            return

        def work(progress: Progress) -> Draft:
            from retention_desk.importing.read_pasted import read_pasted

            raws = read_pasted(text, name=name, progress=progress.part(0.0, 0.4))
            return self._joined(None, [Path(name)], raws, progress)

        self.runner.start("file", phrase("Reading the table"), work, self._opened, self.failed.emit)

    def _joined(
        self, old: Draft | None, paths: Sequence[Path], raws: tuple[RawTable, ...], progress: Progress
    ) -> Draft:
        """Return the draft of tables that were read, those of `old` before them; off the window's thread."""
        from retention_desk.importing.propose_mapping import propose_mapping

        inspected = InspectedFiles(raws, propose_mapping(raws, progress=progress.part(0.4, 0.6)))
        inspected, saved = self._as_saved(inspected, old.saved if old else None, progress.part(0.6, 0.6))
        if old is not None:
            inspected = InspectedFiles(old.raws + inspected.raws, old.mappings + inspected.mappings)
        settings = old.settings if old else self._session.base
        all_paths = (*(old.paths if old else ()), *paths)
        draft = Draft(all_paths, inspected, settings, saved=saved, edited=old is not None and old.edited)
        if old is not None:
            draft = replace(draft, asked=old.asked, read_as=old.read_as)
        draft = replace(draft, as_read=(*(old.as_read if old else ()), *raws))
        return worked_out(draft, progress.part(0.6, 1.0))

    def put_away(self) -> None:
        """Have no files any more: other data are worked on."""
        self.draft, self.accepted = None, False
        self.forget_steps()
        self.changed.emit()

    def _opened(self, draft: Draft) -> None:
        self.draft, self.accepted = draft, False
        self.forget_steps()
        self.opened.emit()
        self.changed.emit()

    def read_again(self, path: Path, way: ReadAs) -> None:
        """Read a text file in another encoding, or apart by another delimiter."""
        draft = self.draft
        if draft is None or draft.read_as.get(path, ReadAs()) == way:
            return

        def work(progress: Progress) -> Draft:
            fresh = reread(draft, path, way, progress.part(0.0, 0.6))
            return worked_out(replace(fresh, edited=True), progress.part(0.6, 1.0))

        def done(fresh: Draft) -> None:
            self.remember(draft, phrase("Encoding and delimiter"))
            self.draft, self.accepted = fresh, False
            self.changed.emit()

        self.runner.start("file", phrase("Reading the file again"), work, done, self.refused.emit)

    def _as_saved(
        self, inspected: InspectedFiles, chosen: SavedMapping | None, progress: Progress
    ) -> tuple[InspectedFiles, SavedMapping | None]:
        """Return files with the mapping saved for their headers laid over the proposals, and which it is."""
        from retention_desk.importing.saved_mappings import recognised, with_saved_mapping

        saved = chosen or recognised(self.store.listed(), inspected.raws)
        if saved is None:
            return inspected, None
        laid_over = with_saved_mapping(
            saved, inspected.raws, inspected.mappings, known_only=True, progress=progress
        )
        return InspectedFiles(*laid_over), saved

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
            mappings = propose_mapping(raws, progress=progress.part(0.0, 0.4))
            if saved is not None:
                part = progress.part(0.4, 0.5)
                raws, mappings = with_saved_mapping(saved, raws, mappings, known_only=False, progress=part)
            chosen = replace(draft, inspected=InspectedFiles(raws, mappings), saved=saved, edited=False)
            return worked_out(chosen, progress.part(0.5, 1.0))

        def done(worked: Draft) -> None:
            self.remember(draft, phrase("Mapping"))
            self.draft, self.accepted = worked, False
            self.changed.emit()

        self.runner.start("score", phrase("Reading the columns"), work, done, self.refused.emit)

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
        self.files_taken.emit(tuple(path for path in draft.paths if path.is_absolute() or path.exists()))
        self.changed.emit()
        return True

    def set_aliases(self, aliases: Mapping[str, str], name: Phrase) -> None:
        """Say which customer IDs stand for others; undone as a setting, or as a change of the draft."""
        if self.accepted:
            self._session.set_value("general.aliases", dict(aliases), name)
        else:
            self.set_setting("general.aliases", dict(aliases), name)

    def import_aliases(self, path: Path) -> None:
        """Read a list of IDs and what they stand for, and add it to the aliases."""

        def work(progress: Progress) -> AliasMap:
            from retention_desk.importing.alias_map import read_alias_map

            return read_alias_map(path, progress=progress)

        def done(read: AliasMap) -> None:
            if self.draft is None:
                return
            known = self.draft.settings.general.aliases
            self.set_aliases({**known, **read.aliases}, phrase("List of IDs"))
            self.aliases_read.emit(read)

        self.runner.start("file", phrase("Reading the list"), work, done, self.refused.emit)

    def read_with(self, key: str, value: object) -> None:
        """Read the files that are worked on again with another setting, and take them up."""
        draft = self.draft
        if draft is None:
            return
        fresh = replace(draft, settings=self._session.settings.with_value(key, value))

        def done(worked: Draft) -> None:
            self.draft = worked
            if not self.accept() and worked.error is not None:
                self.refused.emit(worked.error)

        self.runner.start("file", phrase("Reading the columns"), working(fresh), done, self.failed.emit)

    def _follow_settings(self) -> None:
        """Keep the settings edited since the data were taken up: reading again must not lose them."""
        if self.accepted and self.draft is not None:
            fresh = replace(self.draft, settings=self._session.settings)
            changed = fresh.settings.general != self.draft.settings.general
            self.draft = fresh
            if changed:
                self.changed.emit()


def _nothing_to_paste() -> UserFacingError:
    return UserFacingError(
        "nothing_to_paste",
        phrase("The clipboard holds no table."),
        "",
        phrase("Copy cells with their header in a spreadsheet, then paste again."),
    )
