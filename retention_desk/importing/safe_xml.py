"""XML parsed in events, without document types: no entity is ever defined, none is ever expanded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_BUFFER_BYTES: Final = 1 << 20


class BrokenXmlError(Exception):
    """The XML is not well-formed, or has a document type."""


def parse_xml(blocks: Iterable[bytes], start: Start, end: End, text: Text) -> None:
    """Tell the handlers of every element and text; names come without their prefix.

    Parameters
    ----------
    blocks : iterable of bytes
        The XML in pieces of any size.
    start, end, text : callable
        ``start(name, attributes)``, ``end(name)``, ``text(said)``. An exception of theirs ends the parsing.

    Raises
    ------
    BrokenXmlError
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _BUFFER_BYTES
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BrokenXmlError(str(error)) from error


def _refuse_document_type(*_: object) -> None:
    raise BrokenXmlError("a document type")
