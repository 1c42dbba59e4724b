"""A workbook (.xlsx) that broke off, made whole again with what is left of it; nothing in it is guessed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from retention_desk.foundation.book_cells import UNREADABLE
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.mend_archive import MendedPart, mended_parts

_WORKBOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_PROPERTIES: Final = "docProps/core.xml"
_AROUND: Final = (_WORKBOOK, _LINKS, _STRINGS, _STYLES, _PROPERTIES)
_SHEET: Final = re.compile(r"xl/worksheets/[\w-]+\.xml", re.ASCII)
_TARGET: Final = re.compile(rb'Target="/?(?:xl/)?(worksheets/[^"/]+\.xml)"')
_CELL: Final = re.compile(rb"<c( [^<>]*[^<>/])>((?:[^<]++|<(?!/?c[ >]))*+)</c>")
_PLACE: Final = re.compile(rb"""\br=["']([A-Z]{1,3}\d{1,7})["']""")
_KIND: Final = re.compile(rb"""\bt=["'](\w+)["']""")
_FORMAT: Final = re.compile(rb"""\bs=["']0*[1-9]""")
_VALUE: Final = re.compile(rb"<v>(\d{1,10})</v>")
_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = b"http://schemas.openxmlformats.org/package/2006/relationships"
_NO_SHEET: Final = b'<worksheet xmlns="' + _MAIN + b'"><sheetData/></worksheet>'
_NO_STYLES: Final = b'<styleSheet xmlns="' + _MAIN + b'"/>'
_NO_STRINGS: Final = b'<sst xmlns="' + _MAIN + b'"/>'


def mended_workbook(path: Path, data: bytes, limits: ReadLimits) -> bytes | None:
    """Return a cut-off workbook as a whole one of what is left; None when it is not cut off or has no sheet.

    Parameters
    ----------
    path : Path
        Named where it is refused.
    data : bytes
        The file.
    limits : ReadLimits

    Raises
    ------
    UserFacingError
        ``too_large``.

    Notes
    -----
    Of a sheet that breaks off the rows up to the last whole one are kept. A cell whose text was lost says
    `UNREADABLE`; so does a number in a format of its own when the formats are lost, since it may be a day.
    """
    if not data.startswith(b"PK\x03\x04") or _opens(data):
        return None
    parts = {part.name: part for part in mended_parts(path, data, _is_wanted, limits)}
    sheets = {name: _rows_kept(part) for name, part in parts.items() if _SHEET.fullmatch(name)}
    if not any(sheets.values()):
        return None
    whole = {name: parts[name].data for name in _AROUND if name in parts and parts[name].is_whole}
    strings, n_texts = _strings(parts.get(_STRINGS))
    has_book = _WORKBOOK in whole and _LINKS in whole
    formats_known = has_book and _STYLES in whole
    mended = {name: _readable(xml, n_texts, formats_known) for name, xml in sheets.items()}
    book = {name: whole[name] for name in (_WORKBOOK, _LINKS)} if has_book else _book_of(list(sheets))
    for target in _TARGET.findall(book[_LINKS]):
        mended.setdefault("xl/" + target.decode("utf-8", "replace"), _NO_SHEET)
    around = {_STRINGS: strings, _STYLES: whole.get(_STYLES, _NO_STYLES)}
    if _PROPERTIES in whole:
        around[_PROPERTIES] = whole[_PROPERTIES]
    return _packed({**book, **around, **mended})


def _is_wanted(name: str) -> bool:
    return name in _AROUND or _SHEET.fullmatch(name) is not None


def _opens(data: bytes) -> bool:
    """Whether the archive has its list of parts: then it is not cut off, whatever else ails it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)):
            return True
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _rows_kept(part: MendedPart) -> bytes:
    """Return a sheet up to its last whole row; nothing where it has none that can be told apart."""
    if b"<sheetData" not in part.data or b"<!DOCTYPE" in part.data[:4096]:
        return b""
    if part.is_whole:
        return part.data
    end = part.data.find(b"</sheetData>")
    if end < 0:
        end = part.data.rfind(b"</row>")
        end = end + len(b"</row>") if end >= 0 else -1
    return part.data[:end] + b"</sheetData></worksheet>" if end >= 0 else b""


def _strings(part: MendedPart | None) -> tuple[bytes, int]:
    """Return the shared texts up to the last whole one, and how many they are."""
    if part is None:
        return _NO_STRINGS, 0
    n_texts = part.data.count(b"</si>") + part.data.count(b"<si/>")
    if part.is_whole:
        return part.data, n_texts
    end = max(part.data.rfind(b"</si>") + len(b"</si>"), part.data.rfind(b"<si/>") + len(b"<si/>"))
    return (part.data[:end] + b"</sst>", n_texts) if n_texts else (_NO_STRINGS, 0)


def _readable(xml: bytes, n_texts: int, formats_known: bool) -> bytes:
    """Return a sheet in which cells whose meaning was lost say so."""
    if not xml:
        return _NO_SHEET

    def cell(match: re.Match[bytes]) -> bytes:
        attributes, inside = match[1], match[2]
        kind = _KIND.search(attributes)
        said = b"n" if kind is None else kind[1]
        if said == b"s":
            number = _VALUE.search(inside)
            lost = number is None or int(number[1]) >= n_texts
        else:
            lost = (
                said == b"n" and not formats_known and b"<v>" in inside and bool(_FORMAT.search(attributes))
            )
        place = _PLACE.search(attributes)
        if not lost or place is None:
            return match[0]
        return b'<c r="' + place[1] + b'" t="e"><v>' + UNREADABLE.encode() + b"</v></c>"

    return _CELL.sub(cell, xml)


def _book_of(sheets: list[str]) -> dict[str, bytes]:
    """Return a list of sheets in place of the one that was lost; they are called as their parts are."""
    names = [name.removeprefix("xl/worksheets/").removesuffix(".xml") for name in sheets]
    listed = b"".join(
        b'<sheet name="%s" sheetId="%d" r:id="r%d"/>' % (name.encode(), place, place)
        for place, name in enumerate(names, 1)
    )
    linked = b"".join(
        b'<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/%s.xml"/>'
        % (place, _RELATIONS, name.encode())
        for place, name in enumerate(names, 1)
    )
    texts = b'<Relationship Id="texts" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % _RELATIONS
    return {
        _WORKBOOK: b'<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>'
        % (_MAIN, _RELATIONS, listed),
        _LINKS: b'<Relationships xmlns="%s">%s%s</Relationships>' % (_PACKAGE, linked, texts),
    }


def _packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()
