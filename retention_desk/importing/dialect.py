"""What an import dialect is: how a file is recognised, and how its sheets are read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, on disk or in memory (a member of an archive, a decrypted workbook, a paste).

    Parameters
    ----------
    path : Path
        The file; for what is in memory, the name to be shown.
    data : bytes or None
        Its content when it is in memory.
    """

    path: Path
    data: bytes | None = None

    def open(self) -> BinaryIO:
        """Return a stream over the content, to be closed by the caller."""
        return self.path.open("rb") if self.data is None else io.BytesIO(self.data)

    def read(self) -> bytes:
        """Return the whole content."""
        return self.path.read_bytes() if self.data is None else self.data


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is seen of a file before it is read.

    Parameters
    ----------
    first : bytes
        Its beginning.
    parts : frozenset of str
        Names of the parts of a ZIP archive in lower case; empty for other files.
    """

    first: bytes
    parts: frozenset[str] = frozenset()

    def has_part(self, ending: str) -> bool:
        """Whether the archive has a part whose name ends so."""
        return any(part.endswith(ending) for part in self.parts)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user knows of a file; None = found out.

    Parameters
    ----------
    encoding, delimiter : str or None
        Of text files.
    password : str or None
        Of an encrypted workbook.
    left_out : frozenset of str
        Names of sheets of an .xlsx workbook that need not be read.
    """

    encoding: str | None = None
    delimiter: str | None = None
    password: str | None = None
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dialect:
    """An import dialect.

    Parameters
    ----------
    key : str
        The file's name in ``dialects``.
    label : Phrase
        Name shown to people.
    extensions : tuple of str
        Lower case, with the dot.
    sniff : callable
        ``sniff(first_look) -> bool``: whether the content is of this dialect, whatever the name.
    read : callable
        ``read(source, options, limits, progress) -> tuple of SheetCells``.
    order : int
        Those with lower numbers are asked first.
    """

    key: str
    label: Phrase
    extensions: tuple[str, ...]
    sniff: Callable[[FirstLook], bool]
    read: Callable[[Source, ReadOptions, ReadLimits, Progress], tuple[SheetCells, ...]]
    order: int = 0


def dialects() -> MappingProxyType[str, Dialect]:
    """Return every import dialect by key, in the order they are asked."""
    from retention_desk.importing import dialects as folder

    return load_catalogue(folder, Dialect)
