"""Mappings that a person saved under a name: kept as mapping files in a folder, known by their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.apply_mapping import apply_mapping
from retention_desk.importing.mapping_file import read_mapping_file
from retention_desk.importing.mapping_rules import MappingFile
from retention_desk.importing.table_layout import with_header_row
from retention_desk.importing.write_mapping import named_mapping_text, write_mapping_file

LONGEST_NAME: Final = 80
_NOT_IN_FILE_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_TAKEN_BY_WINDOWS: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True)
class SavedMapping:
    """A mapping under the name a person gave it.

    Parameters
    ----------
    name : str
    path : Path
        The file; it can be given to `--mapping` as it is.
    mapping : MappingFile
    saved_at : float
        Seconds since 1970.
    """

    name: str
    path: Path
    mapping: MappingFile
    saved_at: float = 0.0

    def known_tables(self, raws: Sequence[RawTable]) -> int:
        """Return how many of the tables have the very headers of one that it was saved for."""
        return sum(any(rule.knows(raw) for rule in self.mapping.tables) for raw in raws)

    def can_serve(self, raws: Sequence[RawTable]) -> bool:
        """Whether at least one of the tables has every header that it names."""
        return any(self.mapping.rules_for(raw) for raw in raws)


class MappingStore:
    """The saved mappings of a folder, which is made when the first is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder

    def listed(self) -> tuple[SavedMapping, ...]:
        """Return all that can be read, by name; a file that cannot be is left where it is."""
        found = []
        for path in self.folder.glob("*.toml"):
            try:
                mapping = read_mapping_file(path)
                saved_at = path.stat().st_mtime
            except (UserFacingError, OSError):
                continue
            found.append(SavedMapping(mapping.name or path.stem, path, mapping, saved_at))
        return tuple(sorted(found, key=lambda item: item.name.casefold()))

    def named(self, name: str) -> SavedMapping | None:
        """Return the mapping of a name; case makes no difference."""
        return next((item for item in self.listed() if item.name.casefold() == name.casefold()), None)

    def save(self, name: str, raws: Sequence[RawTable], mappings: Sequence[ColumnMapping]) -> SavedMapping:
        """Keep mappings under a name, in place of what had that name; return what was saved.

        Raises
        ------
        UserFacingError
            ``bad_mapping_name``, ``not_writable``.
        """
        name = _checked(name)
        same = self.named(name)
        path = same.path if same else self._free_path(name)
        self._write(path, named_mapping_text(name, raws, mappings))
        return self._read(path)

    def rename(self, saved: SavedMapping, name: str) -> SavedMapping:
        """Give a mapping another name.

        Raises
        ------
        UserFacingError
            ``bad_mapping_name`` (empty, too long, or that of another one), ``not_writable``.
        """
        name = _checked(name)
        same = self.named(name)
        if same is not None and same.path != saved.path:
            raise _bad_name(phrase("There is another mapping called “{name}”.", name=same.name))
        try:
            text = saved.path.read_text(encoding="utf-8")
        except OSError as error:
            raise _bad_name(phrase("The mapping is no longer there.")) from error
        fresh = named_mapping_text(name, (), ()).strip()
        rest = text.split("\n", 1)[1] if text.startswith("name = ") else f"\n{text}"
        path = self._free_path(name) if saved.name.casefold() != name.casefold() else saved.path
        self._write(path, f"{fresh}\n{rest}")
        if path != saved.path:
            saved.path.unlink(missing_ok=True)
        return self._read(path)

    def delete(self, saved: SavedMapping) -> str:
        """Remove a mapping; return its text, with which `put_back` brings it back.

        Raises
        ------
        UserFacingError
            ``not_writable``.
        """
        try:
            text = saved.path.read_text(encoding="utf-8")
            saved.path.unlink()
        except OSError as error:
            raise UserFacingError(
                "not_writable",
                phrase("The mapping cannot be deleted: {reason}", reason=error.strerror or ""),
                str(saved.path),
                phrase("Close the file where it is open, or allow writing there."),
            ) from None
        return text

    def put_back(self, saved: SavedMapping, text: str) -> SavedMapping:
        """Bring a deleted mapping back."""
        self._write(saved.path, text)
        return self._read(saved.path)

    def _write(self, path: Path, text: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserFacingError(
                "not_writable",
                phrase("The folder for mappings cannot be made: {reason}", reason=error.strerror or ""),
                str(self.folder),
                phrase("Free the name, or allow writing there."),
            ) from None
        write_mapping_file(path, text)

    def _read(self, path: Path) -> SavedMapping:
        mapping = read_mapping_file(path)
        return SavedMapping(mapping.name or path.stem, path, mapping, path.stat().st_mtime)

    def _free_path(self, name: str) -> Path:
        """Return a path no file has yet, named after the mapping as far as file names allow."""
        stem = _NOT_IN_FILE_NAMES.sub("_", name).strip(" .") or "_"
        stem = f"_{stem}" if _TAKEN_BY_WINDOWS.fullmatch(stem) else stem
        path, number = self.folder / f"{stem}.toml", 2
        while path.exists():
            path, number = self.folder / f"{stem} {number}.toml", number + 1
        return path


def recognised(saved: Sequence[SavedMapping], raws: Sequence[RawTable]) -> SavedMapping | None:
    """Return the mapping saved for the headers of these tables: of most of them, then the latest; or None."""
    fitting = [(item.known_tables(raws), item.saved_at, item) for item in saved]
    best = max(fitting, key=lambda entry: entry[:2], default=(0, 0.0, None))
    return best[2] if best[0] else None


def with_saved_mapping(
    saved: SavedMapping,
    raws: Sequence[RawTable],
    proposals: Sequence[ColumnMapping],
    *,
    known_only: bool,
    progress: Progress = SILENT,
) -> tuple[tuple[RawTable, ...], tuple[ColumnMapping, ...]]:
    """Return tables and mappings with a saved mapping laid over the proposals.

    Parameters
    ----------
    saved : SavedMapping
    raws : sequence of RawTable
    proposals : sequence of ColumnMapping
        One for each raw table.
    known_only : bool
        Only tables with the very headers it was saved for; otherwise also those that have all it names.

    Raises
    ------
    UserFacingError
        ``unknown_header``: no table has the headers it names (not with `known_only`).
    """
    rules = saved.mapping.tables
    chosen = [
        place for place, raw in enumerate(raws)
        if not known_only or any(rule.knows(raw) for rule in rules)
    ]  # fmt: skip
    applied = apply_mapping(
        saved.mapping, [raws[i] for i in chosen], [proposals[i] for i in chosen], progress
    )
    tables, mappings = list(raws), list(proposals)
    for place, mapping in zip(chosen, applied, strict=True):
        mappings[place] = mapping
        if mapping.header_row is not None and mapping.header_row != raws[place].header_row:
            tables[place] = with_header_row(raws[place], mapping.header_row)
    # One person's IDs are the same in every table.
    aliases = saved.mapping.aliases
    return tuple(tables), tuple(replace(mapping, aliases=aliases) for mapping in mappings)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise _bad_name(phrase("A mapping needs a name."))
    if len(name) > LONGEST_NAME:
        raise _bad_name(phrase("The name is longer than {n:count} letters.", n=LONGEST_NAME))
    return name


def _bad_name(what: Phrase) -> UserFacingError:
    return UserFacingError("bad_mapping_name", what, "", phrase("Choose another name."))
