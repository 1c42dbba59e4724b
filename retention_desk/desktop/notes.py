"""Notes that a person writes about customers, kept in the project or by the data they belong to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from retention_desk.desktop.preferences import state_folder
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.wording import phrase

_SAVE_AFTER_MS: Final = 800


def notes_path(fingerprint: str, folder: Path | None = None) -> Path:
    """Return the file with the notes about the customers of some data."""
    name = hashlib.sha256(fingerprint.encode()).hexdigest()[:32]
    return (folder or state_folder()) / "notes" / f"{name}.json"


def load_notes(path: Path) -> dict[str, str]:
    """Return the notes of a file by customer ID; none where there is no file.

    Raises
    ------
    UserFacingError
        ``notes_damaged``: the file is there and cannot be read; it is never written over then.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): str(text) for key, text in kept["notes"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise UserFacingError(
            "notes_damaged",
            phrase("The notes about these customers cannot be read."),
            str(path),
            phrase("Move the file away to start afresh; new notes are not saved until then."),
        ) from None


def save_notes(path: Path, notes: dict[str, str]) -> None:
    """Write notes as a whole or not at all.

    Raises
    ------
    UserFacingError
        ``not_writable``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFacingError(
            "not_writable",
            phrase("The folder for notes cannot be made: {reason}", reason=error.strerror or ""),
            str(path.parent),
            phrase("Free the name, or allow writing there."),
        ) from None
    with saved_whole(path) as temporary:
        text = json.dumps({"notes": notes}, ensure_ascii=False, indent=1, sort_keys=True)
        temporary.write_text(text, encoding="utf-8")


class NoteStore(Protocol):
    """Where notes are kept."""

    def load(self) -> Mapping[str, str]:
        """Return the notes by customer ID; raises UserFacingError where they cannot be read."""

    def save(self, notes: Mapping[str, str], changed: Mapping[str, str]) -> bool:
        """Keep all notes, of which those changed are new (empty: taken away); return whether they are safe.

        Where they are not safe yet they soon will be, and whoever writes them tells so. Raises
        UserFacingError where they cannot be written.
        """


@dataclass(frozen=True)
class NotesFile:
    """Notes about the customers of some data in a file of their own."""

    path: Path

    def load(self) -> Mapping[str, str]:
        """Return the notes of the file; raises ``notes_damaged``."""
        return load_notes(self.path)

    def save(self, notes: Mapping[str, str], changed: Mapping[str, str]) -> bool:
        """Write all notes; raises ``not_writable``."""
        save_notes(self.path, dict(notes))
        return True


class CustomerNotes(QObject):
    """The notes about the customers now open; saved a moment after the last letter.

    Parameters
    ----------
    folder : Path, optional
        The state folder of the platform when not given.

    Notes
    -----
    They belong to the data, by their fingerprint, in the state folder; or to the project, where one is open
    (`keep_in`).
    """

    saved = Signal()
    """All notes are on the disk."""
    failed = Signal(object)
    """UserFacingError: they could not be read or written; what was typed is kept here."""

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._store: NoteStore | None = None
        self._project: NoteStore | None = None
        self._notes: dict[str, str] = {}
        self._on_disk: dict[str, str] = {}
        self._readable = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)

    def keep_in(self, project: NoteStore | None) -> None:
        """Keep notes in a project from now on; None: by the data they are about."""
        self._project = project
        self._take(project)

    def belong_to(self, fingerprint: str) -> None:
        """Take up the notes of other data; those typed before are saved first."""
        self._take(self._project or self.file_of(fingerprint))

    def file_of(self, fingerprint: str) -> NotesFile:
        """Return the file with the notes about some data that belong to no project."""
        return NotesFile(notes_path(fingerprint, self._folder))

    def of(self, customer_id: str) -> str:
        """Return the note about a customer; empty where there is none."""
        return self._notes.get(customer_id, "")

    def write(self, customer_id: str, text: str) -> None:
        """Keep what was typed about a customer, and save it soon."""
        if text.strip() == self.of(customer_id).strip():
            return
        if text.strip():
            self._notes[customer_id] = text
        else:
            self._notes.pop(customer_id, None)
        self._timer.start()

    def add(self, notes: Mapping[str, str]) -> None:
        """Take up notes from elsewhere, and save them; of a customer who has one already, that one holds."""
        self._notes = {**notes, **self._notes}
        self.save_now()

    def save_now(self) -> None:
        """Save what is not saved yet."""
        self._timer.stop()
        store, notes = self._store, dict(self._notes)
        if store is None or not self._readable or notes == self._on_disk:
            return
        changed = {key: text for key, text in notes.items() if self._on_disk.get(key) != text}
        changed |= {key: "" for key in self._on_disk if key not in notes}
        is_safe: list[bool] = []
        if self._told(lambda: is_safe.append(store.save(notes, changed))):
            self._on_disk = notes
            if is_safe[0]:
                self.saved.emit()

    def _take(self, store: NoteStore | None) -> None:
        """Take up the notes of a store; those of the same one are there already."""
        if store == self._store:
            return
        self.save_now()
        self._store, self._notes, self._on_disk = store, {}, {}
        self._readable = store is None or self._told(lambda: self._load(store))

    def _load(self, store: NoteStore) -> None:
        self._notes = dict(store.load())
        self._on_disk = dict(self._notes)

    def _told(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except UserFacingError as error:
            self.failed.emit(error)
            return False
        return True
