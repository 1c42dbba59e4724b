"""Sheets of any file: its dialect is found by its content, and reads it."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.archive_parts import archive_parts
from retention_desk.importing.dialect import Dialect, FirstLook, ReadOptions, Source, dialects
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells

_SNIFFED_BYTES: Final = 8192
_ARCHIVE: Final = b"PK\x03\x04"
_FOREIGN: Final = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"SQLite format 3\x00", "SQLite"), (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "gzip"), (b"BZh9", "bzip2"), (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"), (b"PAR1", "Parquet"), (b"ARROW1", "Arrow"), (b"\x89HDF", "HDF5"),
    (b"\x00\x01\x00\x00Standard ", "Access"), (b"$FL2@(#)", "SPSS"), (b"$FL3@(#)", "SPSS"),
    (b"<stata_dta>", "Stata"), (b"{\\rtf", "RTF"), (b"\x7fELF", "ELF"), (b"bplist", "plist"),
    (b"version https://git-lfs", "Git LFS pointer"),
)  # fmt: skip
_OTHER_PACKAGES: Final = (
    (".iwa", "Apple Numbers"), ("index.zip", "Apple Numbers"), ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"), ("meta-inf/container.xml", "EPUB"),
)  # fmt: skip


def sheets_of(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of a file, empty ones among them.

    Raises
    ------
    UserFacingError
        ``not_found``, ``not_readable``, ``empty_file``, ``unknown_format``, ``encrypted``,
        ``wrong_password``, ``damaged``, ``too_large``.
    """
    look = first_look(source, limits)
    dialect = find_dialect(source, look)
    try:
        return dialect.read(source, options, limits, progress)
    except PermissionError as error:
        raise refusals.not_readable(source.path) from error
    except MemoryError as error:
        raise refusals.too_large(source.path, "?", limits.cells) from error


def first_look(source: Source, limits: ReadLimits) -> FirstLook:
    """Return the beginning of a file and, of an archive, the names of its parts.

    Raises
    ------
    UserFacingError
        ``not_found``, ``not_readable``, ``empty_file``, ``unknown_format`` (a folder), ``too_large``,
        ``damaged``.
    """
    path = source.path
    try:
        if source.data is None and path.is_dir():
            raise refusals.unknown_format(path, phrase("a folder"))
        with source.open() as stream:
            first = stream.read(_SNIFFED_BYTES)
            size = stream.seek(0, 2)
            if not first.strip(b" \r\n\t\x00\xef\xbb\xbf\xff\xfe"):
                raise refusals.empty_file(path)
            if size > limits.file_bytes:
                raise refusals.too_large(path, f"{size:,} B", limits.file_bytes)
            parts = archive_parts(path, stream, limits) if first.startswith(_ARCHIVE) else frozenset()
    except FileNotFoundError as error:
        raise refusals.not_found(path) from error
    except UserFacingError:
        raise
    except OSError as error:
        raise refusals.not_readable(path) from error
    return FirstLook(first, parts)


def find_dialect(source: Source, look: FirstLook) -> Dialect:
    """Return the dialect of a file from its first look; refuses what none of them reads, by name."""
    for mark, name in _FOREIGN:
        if look.first.startswith(mark):
            raise refusals.unknown_format(source.path, name)
    for ending, name in _OTHER_PACKAGES:
        if look.has_part(ending):
            raise refusals.unknown_format(source.path, name)
    for dialect in dialects().values():
        if dialect.sniff(look):
            return dialect
    raise refusals.unknown_format(source.path, "ZIP" if look.parts else phrase("binary data"))
