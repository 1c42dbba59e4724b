"""Objects of a PDF file and their bytes: the same objects give the same bytes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class Name:
    """A name: ``/Type``."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an object of the file by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes that are PDF already."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Stream:
    """Data with a dictionary; compressed when written."""

    entries: Mapping[str, Value]
    data: bytes


Value = (
    Name
    | Reference
    | Raw
    | Stream
    | str
    | bytes
    | bool
    | int
    | float
    | Mapping[str, "Value"]
    | Sequence["Value"]
)
"""What an object may be; str is text in any language, bytes a string of bytes."""


@dataclass(eq=False, slots=True)
class PdfObjects:
    """The numbered objects of a file."""

    objects: list[Value | None] = field(default_factory=list)

    def reserve(self) -> Reference:
        """Return the number of an object that is given later."""
        self.objects.append(None)
        return Reference(len(self.objects))

    def add(self, value: Value) -> Reference:
        """Add an object; return its number."""
        reference = self.reserve()
        self.put(reference, value)
        return reference

    def put(self, reference: Reference, value: Value) -> None:
        """Give a reserved object."""
        self.objects[reference.number - 1] = value

    def file(self, root: Reference, info: Reference) -> bytes:
        """Return the file: objects, cross-references and trailer."""
        parts = [_HEADER]
        places, at = [], len(_HEADER)
        for number, value in enumerate(self.objects, start=1):
            if value is None:
                raise ValueError(f"object {number} was reserved and never given")
            written = b"%d 0 obj\n%s\nendobj\n" % (number, serialised(value))
            places.append(at)
            at += len(written)
            parts.append(written)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(self.objects) + 1
        identity = Raw(b"<" + hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode() + b">")
        trailer: dict[str, Value] = {"Size": size, "Root": root, "Info": info, "ID": [identity, identity]}
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
        parts.append(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (serialised(trailer), at))
        return b"".join(parts)


def serialised(value: Value) -> bytes:
    """Return an object as PDF."""
    match value:
        case Raw(text):
            return text
        case Name(text):
            return b"/" + _name(text)
        case Reference(number):
            return b"%d 0 R" % number
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return number_text(value).encode()
        case str():
            return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().upper().encode() + b">"
        case bytes():
            return b"<" + value.hex().upper().encode() + b">"
        case Stream(entries, data):
            packed = zlib.compress(data, 9)
            head = {**entries, "Length": len(packed), "Filter": Name("FlateDecode")}
            return serialised(head) + b"\nstream\n" + packed + b"\nendstream"
        case Mapping():
            inner = b" ".join(b"/" + _name(key) + b" " + serialised(item) for key, item in value.items())
            return b"<< " + inner + b" >>"
        case _:
            return b"[" + b" ".join(serialised(item) for item in value) + b"]"


def number_text(value: float) -> str:
    """Return a number as PDF takes it: at most three decimals, no exponent, no minus zero."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _name(text: str) -> bytes:
    safe = "".join(c if (c.isalnum() and c.isascii()) or c in "-+_." else f"#{ord(c):02X}" for c in text)
    return safe.encode("ascii")
