"""A file damaged at random: bytes flipped, cut, put in; parts of a zip and attributes of its XML changed."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from typing import Final

_MOST_CHANGES: Final = 6
# a name without end is tried from each of its letters: minutes in a text of one long word
_ATTRIBUTE: Final = re.compile(rb'([\w:]{1,60})="([^"<>]{0,60})"')
_TEXT: Final = re.compile(rb">([^<>]{1,60})<")
_NASTY: Final = (
    b"", b"0", b"-1", b"1", b"2", b"99999999999", b"-99999999999", b"1e400", b"NaN", b"A0", b"XFD1048576",
    b"XFE1048577", b"A1:XFD1048576", b"ZZZZZ9", b"s", b"e", b"b", b"d", b"str", b"inlineStr", b"veryHidden",
    b"&#0;", b"&amp;", b"&lol;", b"\xff\xfe", b"../../../etc/passwd", b"http://127.0.0.1:9/x", b"%n%n%s",
    "\U0001f984客戶".encode(), b"2958466", b"1900-02-29", b"9999-12-31", b"x" * 5000,
)  # fmt: skip
_BITS_OF_TEXT: Final = (
    b'"', b'""', b",", b";", b"\t", b"\x00", b"\r", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xff", b"\xa1\xa1",
    b"1.234,56", b"(12)", b"=1+1", b"#N/A", b"31/02/2024", b"99999999", b"'", b"\x1a", b"\xe2\x80\x8b",
)  # fmt: skip
Draw = random.Random


def mutate(data: bytes, draw: Draw) -> tuple[bytes, str]:
    """Return a damaged copy of a file's bytes, and what was done to it.

    Parameters
    ----------
    data : bytes
        A whole file.
    draw : random.Random
        Decides everything: the same state gives the same damage.
    """
    if data[:2] == b"PK" and draw.random() < 0.75:
        damaged = _in_zip(data, draw)
        if damaged is not None:
            return damaged
    done = []
    for _ in range(draw.randint(1, 3)):
        name, change = draw.choice(_CHANGES)
        data = change(data, draw)
        done.append(name)
    return data, "+".join(done)


def _place(data: bytes, draw: Draw) -> int:
    """Return a position: anywhere, oftener near the beginning or the end, where formats keep their plan."""
    where = draw.random()
    near = min(len(data), 2048)
    if where < 0.25:
        return draw.randrange(near + 1)
    if where < 0.4:
        return len(data) - draw.randrange(near + 1)
    return draw.randrange(len(data) + 1)


def _flip(data: bytes, draw: Draw) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        place = _place(data, draw)
        if place < len(changed):
            changed[place] = draw.choice(
                (draw.randrange(256), changed[place] ^ 1 << draw.randrange(8), 0, 255)
            )
    return bytes(changed)


def _cut_off(data: bytes, draw: Draw) -> bytes:
    return data[: _place(data, draw)]


def _take_out(data: bytes, draw: Draw) -> bytes:
    start = _place(data, draw)
    return data[:start] + data[start + draw.choice((1, 2, 4, 16, 512, 5000)) :]


def _put_in(data: bytes, draw: Draw) -> bytes:
    start = _place(data, draw)
    new = draw.choice(
        (draw.randbytes(draw.choice((1, 2, 8, 600))), draw.choice(_BITS_OF_TEXT), draw.choice(_NASTY))
    )
    return data[:start] + new + data[start:]


def _repeat(data: bytes, draw: Draw) -> bytes:
    start, size = _place(data, draw), draw.choice((1, 3, 40, 512, 4096))
    return data[:start] + data[start : start + size] * draw.choice((2, 3, 30)) + data[start:]


def _move(data: bytes, draw: Draw) -> bytes:
    start, size, target = _place(data, draw), draw.choice((2, 64, 512)), _place(data, draw)
    part, rest = data[start : start + size], data[:start] + data[start + size :]
    return rest[:target] + part + rest[target:]


def _number(data: bytes, draw: Draw) -> bytes:
    """Overwrite two or four bytes by a number that counters and offsets do not expect."""
    start, size = _place(data, draw), draw.choice((2, 4))
    value = draw.choice((0, 1, 0x7F, 0x8000, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, draw.getrandbits(32)))
    return data[:start] + (value & ((1 << 8 * size) - 1)).to_bytes(size, "little") + data[start + size :]


def _lines(data: bytes, draw: Draw) -> bytes:
    """Change the ends of lines from somewhere on."""
    start = _place(data, draw)
    return data[:start] + data[start:].replace(b"\n", draw.choice((b"\r", b"\r\n", b"\n\n", b"", b" ")))


def _encoding(data: bytes, draw: Draw) -> bytes:
    """Write the file, or its end, in another encoding."""
    start = draw.choice((0, _place(data, draw)))
    text = data[start:].decode("utf-8", errors="replace")
    name = draw.choice(
        ("utf-16-le", "utf-16", "gb18030", "big5", "cp1252", "shift_jis", "utf-8-sig", "utf-32")
    )
    return data[:start] + text.encode(name, errors="replace")


Change = Callable[[bytes, Draw], bytes]
_CHANGES: Final[tuple[tuple[str, Change], ...]] = (
    ("flip", _flip), ("flip", _flip), ("cut off", _cut_off), ("take out", _take_out), ("put in", _put_in),
    ("put in", _put_in), ("repeat", _repeat), ("move", _move), ("number", _number), ("lines", _lines),
    ("encoding", _encoding),
)  # fmt: skip


def _attribute(data: bytes, draw: Draw) -> bytes:
    found = list(_ATTRIBUTE.finditer(data, 0, 400_000))
    return _replaced(data, draw.choice(found).span(2), draw.choice(_NASTY)) if found else _flip(data, draw)


def _content(data: bytes, draw: Draw) -> bytes:
    found = list(_TEXT.finditer(data, 0, 400_000))
    return _replaced(data, draw.choice(found).span(1), draw.choice(_NASTY)) if found else _flip(data, draw)


def _replaced(data: bytes, span: tuple[int, int], new: bytes) -> bytes:
    return data[: span[0]] + new + data[span[1] :]


_XML_CHANGES: Final[tuple[tuple[str, Change], ...]] = (
    ("attribute", _attribute), ("attribute", _attribute), ("attribute", _attribute), ("content", _content),
    ("content", _content), ("flip", _flip), ("cut off", _cut_off), ("take out", _take_out),
    ("put in", _put_in), ("repeat", _repeat), ("move", _move), ("number", _number), ("encoding", _encoding),
)  # fmt: skip


def _in_zip(data: bytes, draw: Draw) -> tuple[bytes, str] | None:
    """Return a zip with some members changed, left out, doubled or renamed; None when it is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [(item.filename, packed.read(item)) for item in packed.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    if not members:
        return None
    done = []
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        place = draw.randrange(len(members))
        name, content = members[place]
        kind = draw.random()
        if kind < 0.85:
            said, change = draw.choice(_XML_CHANGES)
            members[place] = (name, change(content, draw))
        elif kind < 0.9 and len(members) > 1:
            said = "left out"
            del members[place]
        elif kind < 0.95:
            said = "doubled"
            members.append((name, content))
        else:
            said = "renamed"
            members[place] = (
                draw.choice((name.upper(), "../" + name, "xl/workbook.xml", name + "x")),
                content,
            )
        done.append(f"{said} in {name}")
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # a name that stands twice is meant
        for name, content in members:
            packed.writestr(name, content)
    return target.getvalue(), "+".join(done)
