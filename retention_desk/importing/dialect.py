"""What an import dialect is: how a file is recognised, and how its sheets are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells


@dataclass(frozen=True, slots=True)
class TextOptions:
    """What the user knows of a text file; None = found out."""

    encoding: str | None = None
    delimiter: str | None = None


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
        ``sniff(first_bytes) -> bool``: whether the content is of this dialect, whatever the name.
    read : callable
        ``read(path, text_options, limits, progress) -> tuple of SheetCells``.
    order : int
        Those with lower numbers are asked first.
    """

    key: str
    label: Phrase
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[Path, TextOptions, ReadLimits, Progress], tuple[SheetCells, ...]]
    order: int = 0


def dialects() -> MappingProxyType[str, Dialect]:
    """Return every import dialect by key, in the order they are asked."""
    from retention_desk.importing import dialects as folder

    return load_catalogue(folder, Dialect)
