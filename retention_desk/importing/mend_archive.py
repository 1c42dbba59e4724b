"""The parts of a ZIP archive that broke off: read one by one, since its list of parts stood at the end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retention_desk.importing import refusals
from retention_desk.importing.limits import ReadLimits

_HEADER: Final = struct.Struct("<4s5H3L2H")
_HEADER_MARK: Final = b"PK\x03\x04"
_DESCRIPTOR_MARK: Final = b"PK\x07\x08"
_NEXT_MARKS: Final = (_HEADER_MARK, b"PK\x01\x02")
_SEARCHED_BYTES: Final = 28
"""A checksum with two sizes of eight bytes and both marks."""
_ENCRYPTED, _SIZES_BEHIND = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_SIZE_ELSEWHERE: Final = 0xFFFFFFFF
_RATIO_MATTERS_FROM_BYTES: Final = 64_000_000
_BLOCK_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True)
class MendedPart:
    """A part of the archive: its beginning, or the whole of it with the right checksum."""

    name: str
    data: bytes
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    flags: int
    method: int
    checksum: int
    packed_bytes: int
    starts: int

    @property
    def is_sized(self) -> bool:
        return not self.flags & _SIZES_BEHIND and self.packed_bytes != _SIZE_ELSEWHERE


def mended_parts(
    path: Path, data: bytes, wanted: Callable[[str], bool], limits: ReadLimits
) -> Iterator[MendedPart]:
    """Yield the wanted parts of an archive without its list of parts, the last one as far as it goes.

    Parameters
    ----------
    path : Path
        Named where it is refused.
    data : bytes
        The archive.
    wanted : callable
        ``wanted(name) -> bool``: others are not unpacked where their size is known.
    limits : ReadLimits

    Raises
    ------
    UserFacingError
        ``too_large``.

    Notes
    -----
    A part that is all there but has another checksum is left out: nothing of it can be relied on. The
    search ends where no part begins.
    """
    at = n_parts = 0
    left = limits.mended_bytes
    while (header := _header_at(data, at)) is not None:
        n_parts += 1
        if n_parts > limits.members:
            raise refusals.too_large(path, f"{n_parts:,}", limits.members)
        if header.is_sized and not wanted(header.name):
            at = header.starts + header.packed_bytes
            continue
        part, at = _unpacked(path, data, header, left, limits)
        if part is not None:
            left -= len(part.data)
            if wanted(part.name):
                yield part


def _header_at(data: bytes, at: int) -> _Header | None:
    """Return the header of the part that begins at a place; None where none does, or it is cut itself."""
    if len(data) < at + _HEADER.size or not data.startswith(_HEADER_MARK, at):
        return None
    fields = _HEADER.unpack_from(data, at)
    _, _, flags, method, _, _, checksum, packed, _, name_bytes, extra_bytes = fields
    starts = at + _HEADER.size + name_bytes + extra_bytes
    if starts > len(data) or flags & _ENCRYPTED or method not in (_STORED, _DEFLATED):
        return None
    name = data[at + _HEADER.size : at + _HEADER.size + name_bytes].decode("utf-8", "replace")
    header = _Header(name.replace("\\", "/"), flags, method, checksum, packed, starts)
    return header if header.is_sized or method == _DEFLATED else None


def _unpacked(
    path: Path, data: bytes, header: _Header, left: int, limits: ReadLimits
) -> tuple[MendedPart | None, int]:
    """Return a part, None where it cannot be relied on, and where the next one begins."""
    stops = header.starts + header.packed_bytes if header.is_sized else len(data)
    try:
        text, ends, is_done = _inflated(data, header, min(stops, len(data)), left)
    except zlib.error:
        return None, stops
    if len(text) > left:
        raise refusals.too_large(path, f"{len(text):,} B", limits.mended_bytes)
    ratio = len(text) / max(ends - header.starts, 1)
    if len(text) > _RATIO_MATTERS_FROM_BYTES and ratio > limits.unpack_ratio:
        raise refusals.too_large(path, f"{header.name} × {ratio:,.0f}", limits.unpack_ratio)
    if stops > len(data) or not (header.is_sized or is_done):
        return MendedPart(header.name, text, False), len(data)
    checksum: int | None = header.checksum
    if not header.is_sized:
        checksum, stops = _behind(data, ends)
    is_right = is_done and zlib.crc32(text) == checksum
    return (MendedPart(header.name, text, True) if is_right else None), stops


def _inflated(data: bytes, header: _Header, stops: int, left: int) -> tuple[bytes, int, bool]:
    """Return the text of a part, little more than `left` of it, where it ended, and whether it did."""
    if header.method == _STORED:
        return data[header.starts : min(stops, header.starts + left + 1)], stops, True
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    view, at, text = memoryview(data), header.starts, bytearray()
    while at < stops and not unpacker.eof and len(text) <= left:
        block = view[at : min(at + _BLOCK_BYTES, stops)]
        text += unpacker.decompress(block, left - len(text) + 1)
        at += len(block)
    return bytes(text), at - len(unpacker.unused_data), unpacker.eof


def _behind(data: bytes, at: int) -> tuple[int | None, int]:
    """Return the checksum that stands behind a part, and where the next one begins."""
    found = [place for mark in _NEXT_MARKS if (place := data.find(mark, at, at + _SEARCHED_BYTES)) >= 0]
    if data.startswith(_DESCRIPTOR_MARK, at):
        at += len(_DESCRIPTOR_MARK)
    checksum = int.from_bytes(data[at : at + 4], "little") if len(data) >= at + 4 else None
    return checksum, min(found, default=len(data))
