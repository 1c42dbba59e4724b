"""The names in a ZIP archive, once it is sure that unpacking it is safe."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Final

from retention_desk.importing import refusals
from retention_desk.importing.limits import ReadLimits

_RATIO_MATTERS_FROM_BYTES: Final = 64_000_000
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LONGEST_COMMENT_BYTES: Final = 65_535
_MOST_BYTES_PER_MEMBER: Final = 400
BROKEN_ARCHIVE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error,
)  # fmt: skip
"""What reading a broken archive raises."""


def archive_parts(path: Path, stream: BinaryIO, limits: ReadLimits) -> frozenset[str]:
    """Return the names of the parts of an archive in lower case.

    Raises
    ------
    UserFacingError
        ``damaged`` when it is cut off, ``too_large`` when it grows beyond the limits when unpacked.
    """
    _refuse_huge_directory(path, stream, limits)
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except BROKEN_ARCHIVE as error:
        raise refusals.damaged(path) from error
    if len(parts) > limits.members:
        raise refusals.too_large(path, f"{len(parts):,}", limits.members)
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        raise refusals.too_large(path, f"{total:,} B", limits.unpacked_bytes)
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > _RATIO_MATTERS_FROM_BYTES and ratio > limits.unpack_ratio:
            raise refusals.too_large(path, f"{part.filename} × {ratio:,.0f}", limits.unpack_ratio)
    return frozenset(part.filename.replace("\\", "/").lower() for part in parts)


def _refuse_huge_directory(path: Path, stream: BinaryIO, limits: ReadLimits) -> None:
    """Refuse an archive whose list of parts alone would fill the memory: it is read before anything else."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _END_BYTES - _LONGEST_COMMENT_BYTES, 0))
    end = stream.read()
    stream.seek(0)
    place = end.rfind(_END_OF_DIRECTORY)
    if place < 0 or len(end) - place < _END_BYTES:
        return  # no archive after all: zipfile says so
    (directory_bytes,) = struct.unpack_from("<L", end, place + 12)
    bound = limits.members * _MOST_BYTES_PER_MEMBER
    if min(directory_bytes, size) > bound:
        raise refusals.too_large(path, f"{directory_bytes:,} B", bound)
