"""The parts of an .xlsx file around its sheets: names, visibility, shared strings, formats of dates."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any, Final
from xml.etree import ElementTree

from retention_desk.importing.cell_meanings import CellMeanings, IrregularSheetError, unescape_hex
from retention_desk.importing.excel_dates import shows_date, shows_span
from retention_desk.importing.safe_xml import BrokenXmlError, parse_xml

_BLOCK_BYTES: Final = 2_000_000
_WORKBOOK_TYPE: Final = "/officeDocument"
_SHARED_TYPE: Final = "/sharedStrings"
_STYLES_TYPE: Final = "/styles"
_WORKSHEET_TYPE: Final = "/worksheet"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: name, whether hidden, and its part in the archive."""

    name: str
    hidden: bool
    part: str


class XlsxBook:
    """A workbook opened for reading its parts.

    Parameters
    ----------
    archive : ZipFile
        Stays open as long as sheets are read.
    step : callable
        Told the bytes read of the shared texts; may raise to stop.

    Raises
    ------
    IrregularSheetError
        A part is missing or not as expected.
    """

    def __init__(self, archive: zipfile.ZipFile, step: Callable[[int], None] = lambda _n: None) -> None:
        self._archive = archive
        self._step = step
        # Some programs write back slashes, or other cases than they refer to.
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        try:
            workbook_part = self._workbook_part()
            links = self._links(workbook_part)
            root = self._root(workbook_part)
            self.sheets = tuple(self._sheets(root, links))
            shared = [part for kind, part in links.values() if kind.endswith(_SHARED_TYPE)]
            styles = [part for kind, part in links.values() if kind.endswith(_STYLES_TYPE)]
            dates, spans = self._date_styles(styles[0]) if styles else (frozenset(), frozenset())
            self.meanings = CellMeanings(
                texts=self._shared_strings(shared[0]) if shared else [],
                date_styles=dates,
                duration_styles=spans,
                from_1904=any(_local(e) == "workbookPr" and e.get("date1904") in {"1", "true"} for e in root),
            )
        except (
            LookupError,  # also an encoding that nobody knows
            ValueError,
            StopIteration,
            BrokenXmlError,
            ElementTree.ParseError,
        ) as error:
            raise IrregularSheetError(str(error)) from error

    def blocks(self, sheet: SheetPart) -> Generator[bytes]:
        """Yield the XML of a sheet in blocks; the next one is unpacked while the last one is read."""
        with self._open(sheet.part) as stream, ThreadPoolExecutor(1) as unpacker:
            waiting = unpacker.submit(stream.read, _BLOCK_BYTES)
            while block := waiting.result():
                waiting = unpacker.submit(stream.read, _BLOCK_BYTES)
                yield block

    def unpacked_bytes(self, sheet: SheetPart) -> int:
        """Return the size of a sheet's XML."""
        return self._archive.getinfo(self._name(sheet.part)).file_size

    def _name(self, part: str) -> str:
        return self._names[part.lower()]

    def _open(self, part: str) -> IO[bytes]:
        return self._archive.open(self._name(part))

    def _root(self, part: str) -> ElementTree.Element:
        data = self._archive.read(self._name(part))
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise IrregularSheetError("a document type")
        return ElementTree.fromstring(data)  # noqa: S314 - without a document type there are no entities

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: id → (type, part)."""
        folder, name = posixpath.split(part)
        root = self._root(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            link.get("Id", ""): (
                link.get("Type", ""),
                posixpath.normpath(posixpath.join(folder, link.get("Target", ""))).lstrip("/")
                if not link.get("Target", "").startswith("/")
                else link.get("Target", "").lstrip("/"),
            )
            for link in root
        }

    def _workbook_part(self) -> str:
        """Return the part with the list of sheets: as the archive says, else where it mostly is."""
        try:
            return next(part for kind, part in self._links("").values() if kind.endswith(_WORKBOOK_TYPE))
        except (KeyError, StopIteration, ElementTree.ParseError):
            return next(name for name in self._names if name.endswith("workbook.xml"))

    def _sheets(self, root: ElementTree.Element, links: dict[str, tuple[str, str]]) -> Iterator[SheetPart]:
        for element in root.iter():
            if _local(element) != "sheet":
                continue
            link = next(value for key, value in element.attrib.items() if key.endswith("}id"))
            kind, part = links[link]
            if kind.endswith(_WORKSHEET_TYPE):
                hidden = element.get("state", "visible") != "visible"
                yield SheetPart(element.get("name", ""), hidden, part)

    def _shared_strings(self, part: str) -> list[str]:
        texts: list[str] = []
        pieces: list[str] = []
        listening = phonetic = False

        def start(name: str, _attributes: dict[str, str]) -> None:
            nonlocal listening, phonetic
            phonetic = phonetic or name == "rPh"
            listening = name == "t" and not phonetic

        def end(name: str) -> None:
            nonlocal listening, phonetic
            listening = False
            if name == "rPh":
                phonetic = False
            elif name == "si":
                texts.append(unescape_hex("".join(pieces)))
                pieces.clear()

        def text(said: str) -> None:
            if listening:
                pieces.append(said)

        with self._open(part) as stream:
            parse_xml(self._counted(stream), start, end, text)
        return texts

    def _counted(self, stream: IO[bytes]) -> Iterator[bytes]:
        done = 0
        while block := stream.read(_BLOCK_BYTES):
            yield block
            done += len(block)
            self._step(done)

    def _date_styles(self, part: str) -> tuple[frozenset[int], frozenset[int]]:
        root = self._root(part)
        codes: dict[int, str] = {}
        dates, spans = set(), set()
        for element in root.iter():
            if _local(element) == "numFmt" and element.get("numFmtId"):
                codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        for formats in (element for element in root if _local(element) == "cellXfs"):
            for index, cell_format in enumerate(formats):
                number = int(cell_format.get("numFmtId", "0"))
                if shows_span(number, codes.get(number)):
                    spans.add(index)
                elif shows_date(number, codes.get(number)):
                    dates.add(index)
        return frozenset(dates), frozenset(spans)


def _local(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace (strict and transitional files differ in it)."""
    name: Any = element.tag
    return str(name).rpartition("}")[2]
