"""What the usual reader of .xlsb workbooks leaves out: error cells, and the date system."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Final

from retention_desk.importing.ods_errors import Errors
from retention_desk.importing.safe_xml import parse_xml

_ROW, _ERROR, _FORMULA_ERROR, _WORKBOOK, _SHEET = 0, 3, 11, 153, 156
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_MOST_BYTES: Final = 1_000_000_000


def xlsb_errors(file: IO[bytes]) -> tuple[Errors, bool]:
    """Return the error cells of an .xlsb workbook, and whether its days count from 1904.

    References
    ----------
    [MS-XLSB] Excel (.xlsb) Binary File Format, 2.1.4 Record, 2.4.306 BrtCellError, 2.4.664 BrtFmlaError,
    2.4.825 BrtWbProp, 2.4.301 BrtBundleSh, 2.5.97.2 BErr.
    """
    with zipfile.ZipFile(file) as archive:
        targets = _targets(archive)
        sheets, from_1904 = _workbook(archive.read("xl/workbook.bin"))
        found = {}
        for name, relation in sheets:
            part = targets.get(relation, "")
            if part in archive.namelist() and archive.getinfo(part).file_size < _MOST_BYTES:
                found[name] = _error_cells(archive.read(part))
    return found, from_1904


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    parse_xml([archive.read("xl/_rels/workbook.bin.rels")], start, lambda _: None, lambda _: None)
    return found


def _workbook(data: bytes) -> tuple[list[tuple[str, str]], bool]:
    """Return name and relation of each sheet, and whether days count from 1904."""
    sheets, from_1904 = [], False
    for kind, at, length in _records(data):
        if kind == _WORKBOOK and length >= 4:
            from_1904 = bool(data[at] & 1)
        elif kind == _SHEET:
            relation, after = _text(data, at + 8)
            sheets.append((_text(data, after)[0], relation))
    return sheets, from_1904


def _text(data: bytes, at: int) -> tuple[str, int]:
    length = int.from_bytes(data[at : at + 4], "little")
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le"), end


def _error_cells(data: bytes) -> dict[tuple[int, int], str]:
    row, found = 0, {}
    for kind, at, length in _records(data):
        if kind == _ROW:
            row = int.from_bytes(data[at : at + 4], "little")
        elif kind in {_ERROR, _FORMULA_ERROR} and length >= 9:
            column = int.from_bytes(data[at : at + 4], "little")
            found[row, column] = _ERRORS.get(data[at + 8], "#ERROR")
    return found


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of each record; ends where the data do."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < end and shift < 28:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield kind, at, min(length, end - at)
        at += length
