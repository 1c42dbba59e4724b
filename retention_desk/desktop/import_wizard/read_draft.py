"""Reading files into a draft: passwords, how text is read, what is pasted; without a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from retention_desk.desktop.import_wizard.draft import Draft, ReadAs
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.pipeline import InspectedFiles

PASSWORD_CODES: Final = frozenset({"encrypted", "wrong_password"})
Passwords = Mapping[Path, str]


@dataclass(frozen=True)
class PasswordRequest:
    """A file that opens with a password only.

    Attributes
    ----------
    path : Path
    again : bool
        A password was given and did not open it.
    answer : callable
        Takes the password and reads the files again.
    """

    path: Path
    again: bool
    answer: Callable[[str], None]


class LockedFileError(UserFacingError):
    """The refusal of a file that needs a password, with its path."""

    def __init__(self, path: Path, error: UserFacingError) -> None:
        super().__init__(error.code, error.what, error.where, error.way_out)
        self.path: Final = path
        self.again: Final = error.code == "wrong_password"


@dataclass(frozen=True)
class ReadingWish:
    """What is known about the files to read.

    Attributes
    ----------
    passwords : mapping of Path to str
    read_as : mapping of Path to ReadAs
    must_have_table : bool
        Refuse a file in which no header row is found; False opens it, so that a person can name the row.
    """

    passwords: Passwords = field(default_factory=dict, repr=False)
    read_as: Mapping[Path, ReadAs] = field(default_factory=dict)
    must_have_table: bool = True


def read_files(paths: Sequence[Path], wish: ReadingWish, progress: Progress) -> tuple[RawTable, ...]:
    """Return the raw tables of files.

    Raises
    ------
    LockedFileError
        A file needs a password, or another one than was given.
    UserFacingError
        As `importing.read_export`.
    """
    from retention_desk.importing.read_export import read_export

    raws: list[RawTable] = []
    for place, path in enumerate(paths):
        part = progress.part(place / len(paths), (place + 1) / len(paths))
        way = wish.read_as.get(path, ReadAs())
        try:
            raws += read_export(
                path,
                progress=part,
                encoding=way.encoding,
                delimiter=way.delimiter,
                password=wish.passwords.get(path),
                must_have_table=wish.must_have_table,
            )
        except UserFacingError as error:
            if error.code in PASSWORD_CODES:
                raise LockedFileError(path, error) from None
            raise
    return tuple(raws)


def reread(draft: Draft, path: Path, way: ReadAs, progress: Progress) -> Draft:
    """Return the draft with a file read in another way; tables that keep their headers keep their mapping."""
    from retention_desk.importing.propose_mapping import propose_mapping

    read_as = {**draft.read_as, path: way}
    fresh = read_files([path], ReadingWish(read_as=read_as), progress.part(0.0, 0.5))
    old = {(raw.path, raw.sheet): place for place, raw in enumerate(draft.raws)}
    raws: list[RawTable] = []
    known: list[ColumnMapping | None] = []
    put_in = False
    for place, raw in enumerate(draft.raws):
        if draft.path_of(raw) != path:
            raws.append(raw)
            known.append(draft.mappings[place])
        elif not put_in:
            put_in = True
            raws += fresh
            known += [_kept(draft, one, old.get((one.path, one.sheet))) for one in fresh]
    proposed = propose_mapping(tuple(raws), progress=progress.part(0.5, 1.0))
    mappings = tuple(own or proposal for own, proposal in zip(known, proposed, strict=True))
    as_read = tuple(
        table
        for raw in draft.as_read
        for table in ((raw,) if draft.path_of(raw) != path else fresh if raw is first_of(draft, path) else ())
    )
    inspected = InspectedFiles(tuple(raws), mappings)
    return replace(draft, inspected=inspected, read_as=read_as, as_read=as_read)


def first_of(draft: Draft, path: Path) -> RawTable | None:
    """Return the first table of a file as it was read."""
    return next((raw for raw in draft.as_read if draft.path_of(raw) == path), None)


def _kept(draft: Draft, raw: RawTable, place: int | None) -> ColumnMapping | None:
    if place is None or draft.raws[place].headers != raw.headers:
        return None
    return draft.mappings[place]


def copied_table(text: str, html: str) -> str:
    """Return which form of what was copied holds a table: the text where it has cells, else the page.

    Spreadsheets copy both: their text has the cells as they are shown, apart by tabs. A table of a page
    is text without cells.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    tabbed = sum("\t" in line for line in lines)
    if lines and tabbed >= len(lines) / 2:
        return text
    return html if "<table" in html.lower() else text
