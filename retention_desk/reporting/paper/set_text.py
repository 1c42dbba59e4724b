"""Text set into lines: characters to glyphs, lines broken as the language breaks them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from retention_desk.foundation.type_faces import language_tag
from retention_desk.foundation.wording import Language
from retention_desk.reporting.paper.faces import Face, advance, faces_of, freetype, has_glyph
from retention_desk.reporting.paper.marks import GlyphRun, SetLine

UNREADABLE: Final = "?"
TABULAR: Final = ("tnum",)
LONGEST_TEXT: Final = 4_000
_INVISIBLE: Final = ("Cc", "Cf", "Cs")
_NOT_AT_START: Final = "，。、：；！？）」』”’》〉】％…·,.;:!?)]}%"
_NOT_AT_END: Final = "（「『“‘《〈【([{£$€¥"
_HAN: Final = (
    "\u2e80-\u2fff\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff00-\uffef\U00020000-\U0003ffff"
)
_EQUATION: Final = re.compile(r"\b(n) = (\d)")
_PIECE: Final = re.compile(rf"[{_HAN}]|[^ {_HAN}]+| +")


@lru_cache(maxsize=65_536)
def set_line(text: str, language: Language, weight: int = 400) -> SetLine:
    """Return a text as glyphs on one line; figures all have one width.

    Characters that no face has are set as ``?``, control characters are left out.
    """
    faces = faces_of(language, weight)
    return _set(readable(text, faces), language, faces)


@lru_cache(maxsize=65_536)
def readable(text: str, faces: tuple[Face, ...]) -> str:
    """Return `text` with spaces for line ends, without control characters, ``?`` for what no face has."""
    if text.isascii() and text.isprintable():
        return text
    said = []
    for character in unicodedata.normalize("NFC", text[:LONGEST_TEXT]):
        kind = unicodedata.category(character)
        if kind in ("Zs", "Zl", "Zp") or character in "\t\n\r\v\f":
            said.append(character if kind == "Zs" and has_glyph(faces, character) else " ")
        elif has_glyph(faces, character) and kind not in _INVISIBLE:
            said.append(character)
        elif kind not in (*_INVISIBLE, "Mn", "Me"):
            said.append(UNREADABLE)
    return "".join(said)


def _set(text: str, language: Language, faces: tuple[Face, ...]) -> SetLine:
    from matplotlib.ft2font import LoadFlags

    font = freetype(faces)
    by_font = {(str(face.path), face.index): face for face in faces}
    runs: list[GlyphRun] = []
    glyphs: list[int] = []
    places: list[float] = []
    characters: list[str] = []
    last: Face | None = None
    for item in font._layout(text, LoadFlags.NO_HINTING, features=TABULAR, language=language_tag(language)):
        source = item.ft_object
        face = by_font.get((str(source.fname), source.face_index), faces[0])
        if face != last and last is not None:
            runs.append(GlyphRun(last, tuple(glyphs), tuple(places), tuple(characters)))
            glyphs, places, characters = [], [], []
        last = face
        glyphs.append(item.glyph_index)
        places.append(float(item.x))
        characters.append(item.char)
    if last is None:
        return SetLine(text, (), 0.0)
    runs.append(GlyphRun(last, tuple(glyphs), tuple(places), tuple(characters)))
    return SetLine(text, tuple(runs), places[-1] + advance(last, glyphs[-1]))


def text_width(text: str, size: float, language: Language, weight: int = 400) -> float:
    """Return the width of a line in pixels."""
    return set_line(text, language, weight).width * size / 1000


def wrapped(
    text: str, width: float, size: float, language: Language, weight: int = 400, most: int | None = None
) -> list[str]:
    """Return the lines of a text that are no wider than `width` pixels; paragraphs end at line ends.

    Parameters
    ----------
    text : str
    width, size : float
        In pixels.
    language : Language
    weight : int
    most : int, optional
        Lines at most; the last one then ends in ``…``.

    Notes
    -----
    Lines end between words, in Chinese between any two characters but not before closing or after opening
    marks. A word that is wider than a line is cut where the line is full.
    """
    lines: list[str] = []
    for paragraph in _EQUATION.sub("\\1\u00a0=\u00a0\\2", text[:LONGEST_TEXT]).split("\n"):
        lines += _broken(paragraph, width, size, language, weight)
    if most is None or len(lines) <= most:
        return lines
    rest = f"{lines[most - 1]} {lines[most]}"
    return [*lines[: most - 1], _cut(rest, width, size, language, weight)]


def _broken(text: str, width: float, size: float, language: Language, weight: int) -> list[str]:
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        wide = text_width(piece, size, language, weight)
        bare = wide if not piece.endswith(" ") else text_width(piece.rstrip(" "), size, language, weight)
        if line and used + bare > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        while bare > width and len(piece) > 1:
            head = _fitting(piece, width, size, language, weight)
            lines.append(piece[:head])
            piece = piece[head:]
            wide = bare = text_width(piece, size, language, weight)
        line += piece
        used += wide
    return [*lines, line.rstrip(" ")] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """Return what stays together: a word with the spaces after it, a Han character with its marks."""
    held = ""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if held and (piece.isspace() or piece[0] in _NOT_AT_START or held.rstrip()[-1:] in _NOT_AT_END):
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _fitting(text: str, width: float, size: float, language: Language, weight: int) -> int:
    """Return how many characters of a word fit a line, one at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle], size, language, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, width: float, size: float, language: Language, weight: int) -> str:
    room = width - text_width("…", size, language, weight)
    return text[: _fitting(text, room, size, language, weight)].rstrip(" ") + "…"
