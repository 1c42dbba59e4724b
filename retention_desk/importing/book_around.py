"""What stands around the cells of a workbook: who saved it and when, comments, formulas without a value."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from retention_desk.foundation.book_cells import CellComment, Place
from retention_desk.importing.archive_parts import BROKEN_ARCHIVE
from retention_desk.importing.cell_meanings import IrregularSheetError
from retention_desk.importing.dialect import Source
from retention_desk.importing.safe_xml import BrokenXmlError, parse_xml
from retention_desk.importing.xlsx_book import SheetPart, XlsxBook

_BROKEN: Final = (IrregularSheetError, BrokenXmlError, KeyError, RuntimeError, *BROKEN_ARCHIVE)
_MOST_BYTES: Final = 20_000_000
_BLOCK_BYTES: Final = 1_000_000
_PROPERTIES: Final = {"docProps/core.xml": "lastModifiedBy", "meta.xml": "creator"}
"""Parts with properties and what names the last editor there: an .xlsx has its first author as creator."""
_SAVED_AT: Final = ("modified", "date")
_WITHOUT_VALUE: Final = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)


@dataclass(frozen=True, slots=True)
class BookProperties:
    """What a workbook says about itself: who saved it last, when (UTC), and its keywords."""

    last_saved_by: str = ""
    saved_at: dt.datetime | None = None
    keywords: str = ""


def properties_of(source: Source) -> BookProperties:
    """Return what a workbook (.xlsx, .ods) says about itself; nothing where it says nothing readable."""
    said: dict[str, str] = {}
    editor = ""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            for part, named in _PROPERTIES.items():
                if part in archive.namelist():
                    said, editor = _texts(archive, part), named
    except _BROKEN:
        return BookProperties()
    when = next((said[name] for name in _SAVED_AT if said.get(name)), "")
    who = said.get(editor, "")
    return BookProperties(who.strip(), _time(when), said.get("keywords", "") or said.get("keyword", ""))


def comments_of(source: Source) -> tuple[CellComment, ...]:
    """Return the comments on the cells of an .xlsx workbook."""
    found: list[CellComment] = []
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            if not any("comments" in name.lower() for name in archive.namelist()):
                return ()  # opening the book reads all its texts: not for nothing
            for sheet, part in _comment_parts(archive):
                found += _comments(archive, part, sheet.name)
    except _BROKEN:
        return tuple(found)
    return tuple(found)


def formulas_without_value(source: Source, sheet: str) -> frozenset[Place]:
    """Return the places of formulas of a sheet that were saved without their value: by a script, mostly."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            part = next(item for item in XlsxBook(archive).sheets if item.name == sheet)
            xml = b"".join(_blocks(archive, _real_name(archive, part.part)))
    except (StopIteration, *_BROKEN):
        return frozenset()
    return frozenset((int(row), _column_number(letters)) for letters, row in _WITHOUT_VALUE.findall(xml))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _time(text: str) -> dt.datetime | None:
    try:
        time = dt.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    time = time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)
    return time.replace(microsecond=0)


def _texts(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the text of each element of a small part by the element's name."""
    texts: dict[str, str] = {}
    open_now: list[str] = []

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        open_now.append(name)

    def end(_name: str) -> None:
        open_now.pop()

    def text(said: str) -> None:
        texts[open_now[-1]] = texts.get(open_now[-1], "") + said

    parse_xml(_blocks(archive, part), start, end, text)
    return texts


def _comment_parts(archive: zipfile.ZipFile) -> Iterator[tuple[SheetPart, str]]:
    for sheet in XlsxBook(archive).sheets:
        folder, name = posixpath.split(sheet.part)
        links = _real_name(archive, f"{folder}/_rels/{name}.rels")
        if links not in archive.namelist():
            continue
        targets: list[str] = []

        def start(name: str, attributes: Mapping[str, str], targets: list[str] = targets) -> None:
            if name == "Relationship" and attributes.get("Type", "").endswith("/comments"):
                targets.append(attributes.get("Target", ""))

        parse_xml(_blocks(archive, links), start, lambda _name: None, lambda _said: None)
        for target in targets:
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            yield sheet, _real_name(archive, posixpath.normpath(whole))


def _comments(archive: zipfile.ZipFile, part: str, sheet: str) -> list[CellComment]:
    authors: list[str] = []
    pieces: list[str] = []
    at: list[tuple[str, int]] = []
    found: list[CellComment] = []
    kind = [""]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        kind[0] = name
        if name == "author":
            authors.append("")
        elif name == "comment":
            pieces.clear()
            at.append((attributes.get("ref", ""), int(attributes.get("authorId", "0"))))

    def end(name: str) -> None:
        kind[0] = ""
        if name == "comment":
            place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", at[-1][0])
            said = "".join(pieces).strip()
            if place is not None and said:
                who = authors[at[-1][1]] if 0 <= at[-1][1] < len(authors) else ""
                number = _column_number(place[1].encode())
                found.append(CellComment(sheet, int(place[2]), number, who, said))

    def text(said: str) -> None:
        if kind[0] == "author":
            authors[-1] += said
        elif kind[0] == "t":
            pieces.append(said)

    parse_xml(_blocks(archive, part), start, end, text)
    return found


def _real_name(archive: zipfile.ZipFile, part: str) -> str:
    """Return the name of a part as the archive writes it: with other slashes or cases, by some programs."""
    wanted = part.lower()
    return next((n for n in archive.namelist() if n.replace("\\", "/").lower() == wanted), part)


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    limit = max(_MOST_BYTES, 2 * archive.getinfo(part).file_size)
    with archive.open(part) as stream:
        done = 0
        while block := stream.read(_BLOCK_BYTES):
            done += len(block)
            if done > limit:
                raise BrokenXmlError("larger than it says")
            yield block
