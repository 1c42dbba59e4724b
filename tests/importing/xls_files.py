"""Small .xls workbooks (BIFF8 in a compound document), put together byte by byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import pack

SECTOR = 512
FREE, END_OF_CHAIN, FAT_SECTOR, NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
CODES = {
    "#NULL!": 0x00,
    "#DIV/0!": 0x07,
    "#VALUE!": 0x0F,
    "#REF!": 0x17,
    "#NAME?": 0x1D,
    "#NUM!": 0x24,
    "#N/A": 0x2A,
}


@dataclass(frozen=True)
class FormulaError:
    """A formula whose result is an error."""

    text: str


def xls(sheets: Mapping[str, Sequence[Sequence[object]]], *, from_1904: bool = False) -> bytes:
    """Return a workbook: text, numbers, None and errors (``#N/A``, or `FormulaError`) per cell."""
    return compound_document("Workbook", workbook_stream(sheets, from_1904=from_1904))


def workbook_stream(sheets: Mapping[str, Sequence[Sequence[object]]], *, from_1904: bool) -> bytes:
    bodies = [_sheet(rows) for rows in sheets.values()]
    head = _begin(0x0005) + _record(0x42, pack("<H", 1200)) + _record(0x22, pack("<H", from_1904))
    head += b"".join(_record(0xE0, pack("<HHHBBBBIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) for _ in range(16))
    names = [_unicode(name, wide_length=False) for name in sheets]
    start = len(head) + sum(10 + len(name) for name in names) + 4
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += _record(0x85, pack("<IBB", start, 0, 0) + name)
        start += len(body)
    return head + listed + _record(0x0A, b"") + b"".join(bodies)


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    width = max(map(len, rows), default=0)
    parts = [_begin(0x0010), _record(0x200, pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for i, row in enumerate(rows):
        parts.extend(_cell(i, j, value) for j, value in enumerate(row) if value is not None)
    return b"".join([*parts, _record(0x0A, b"")])


def _cell(row: int, column: int, value: object) -> bytes:
    place = pack("<HHH", row, column, 15)
    if isinstance(value, FormulaError):
        result = bytes([2, 0, CODES[value.text], 0, 0, 0, 0xFF, 0xFF])
        return _record(0x06, place + result + pack("<HIH", 0, 0, 3) + bytes([0x1C, CODES[value.text], 0]))
    if isinstance(value, str) and value in CODES:
        return _record(0x205, place + bytes([CODES[value], 1]))
    if isinstance(value, bool):
        return _record(0x205, place + bytes([value, 0]))
    if isinstance(value, str):
        return _record(0x204, place + _unicode(value, wide_length=True))
    return _record(0x203, place + pack("<d", float(str(value))))


def _record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def _begin(sort: int) -> bytes:
    return _record(0x809, pack("<HHHHII", 0x0600, sort, 0x0DBB, 0x07CC, 0, 6))


def _unicode(text: str, *, wide_length: bool) -> bytes:
    return pack("<H" if wide_length else "<B", len(text)) + b"\x01" + text.encode("utf-16-le")


def compound_document(name: str, stream: bytes) -> bytes:
    """Return a compound document of one stream of at least 4,096 bytes (padded with zeros)."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\x00")
    n_stream = len(stream) // SECTOR
    n_fat = 1
    while n_fat * 128 < n_stream + 1 + n_fat + _n_more(n_fat):
        n_fat += 1
    n_more = _n_more(n_fat)
    chain = [*range(1, n_stream), END_OF_CHAIN, END_OF_CHAIN]
    table = [*chain, *[FAT_SECTOR] * n_fat, *[0xFFFFFFFC] * n_more]
    table += [FREE] * (n_fat * 128 - len(table))
    directory = _entry("Root Entry", 5, 1, END_OF_CHAIN, 0) + _entry(name, 2, NO_STREAM, 0, len(stream))
    directory += bytes(SECTOR - len(directory))
    places = [*range(n_stream + 1, n_stream + 1 + n_fat)]
    first_more = n_stream + 1 + n_fat if n_more else END_OF_CHAIN
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += pack("<IIIIIIIII", 0, n_fat, n_stream, 0, 4096, END_OF_CHAIN, 0, first_more, n_more)
    header += b"".join(pack("<I", place) for place in [*places[:109], *[FREE] * (109 - len(places[:109]))])
    return b"".join(
        [header, stream, directory, pack(f"<{len(table)}I", *table), _more(places[109:], first_more)]
    )


def _n_more(n_fat: int) -> int:
    return -(-max(n_fat - 109, 0) // 127)


def _more(places: Sequence[int], first: int) -> bytes:
    """Return the sectors that list the table's sectors beyond the 109 of the header."""
    parts = []
    for block, start in enumerate(range(0, len(places), 127)):
        part = [*places[start : start + 127]]
        part += [FREE] * (127 - len(part))
        after = first + block + 1 if start + 127 < len(places) else END_OF_CHAIN
        parts.append(pack("<128I", *part, after))
    return b"".join(parts)


def _entry(name: str, sort: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + pack("<HBB", len(encoded), sort, 1)
    entry += pack("<III", NO_STREAM, NO_STREAM, child) + bytes(16) + pack("<I", 0) + bytes(16)
    return entry + pack("<III", start, size, 0)
