"""Merged ranges of a sheet's XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_RANGE: Final = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([^"]{5,24})"')
_BEHIND: Final = (b"/mergeCells>", b"conditionalFormatting", b"pageMargins", b"</worksheet")
_MOST_BYTES: Final = 16_000_000


def range_of(reference: str) -> tuple[int, int, int, int] | None:
    """Return ``"B2:C5"`` as (1, 1, 4, 2): first row and column, last row and column, from 0; else None."""
    match = _RANGE.match(reference)
    if match is None:
        return None
    left, right = _number_of(match[1]), _number_of(match[3])
    top, bottom = int(match[2]) - 1, int(match[4]) - 1
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def merged_ranges(blocks: Iterable[bytes]) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merged ranges in the part of a sheet's XML behind its cells."""
    found = (range_of(match.decode("ascii", "ignore")) for match in _MERGED.findall(_until_merged(blocks)))
    return tuple(merged for merged in found if merged is not None)


def _until_merged(blocks: Iterable[bytes]) -> bytes:
    """Return the XML as far as merged ranges can stand in it."""
    data = bytearray()
    for block in _bounded(blocks):
        seen_from = max(len(data) - 32, 0)
        data += block
        if any(data.find(mark, seen_from) >= 0 for mark in _BEHIND):
            break
    return bytes(data)


def _bounded(blocks: Iterable[bytes]) -> Iterator[bytes]:
    left = _MOST_BYTES
    for block in blocks:
        yield block
        left -= len(block)
        if left <= 0:
            return
