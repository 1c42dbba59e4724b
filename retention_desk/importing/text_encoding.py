"""The encoding of a text, and how sure it is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from retention_desk.importing.encoding_scores import LETTERS, MULTI_BYTE, plausibility

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE_BYTES: Final = 60_000
_LINE_WITH_HIGH: Final = re.compile(rb"[^\r\n]{0,2000}[\x80-\xff][^\r\n]{0,2000}")
_VALID_PER_ODD: Final = 4
_DECISIVE: Final = 0.25
_ENOUGH_CHARACTERS: Final = 12
_KNOWN_HEADER_BONUS: Final = 0.12
_SPLIT: Final = re.compile(r"[,;\t|\r\n\"']+")


@dataclass(frozen=True, slots=True)
class FoundEncoding:
    """An encoding by its Python name, and how sure it is (0–1; 1 = the bytes leave no doubt)."""

    name: str
    confidence: float = 1.0


def find_encoding(data: bytes) -> FoundEncoding:
    """Return the encoding of a text: by its byte-order mark, as UTF-8 or UTF-16, else the likeliest other.

    Notes
    -----
    A text with a few bytes that are no UTF-8 among many that are is UTF-8 all the same: the odd bytes are
    lost by themselves, not the rest with them.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return FoundEncoding(name)
    wide = wide_without_mark(data[:8192])
    if wide:
        return FoundEncoding(wide, 0.95)
    if data.isascii():
        return FoundEncoding("utf-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _almost_utf8(data) or _likeliest(data)
    return FoundEncoding("utf-8")


def wide_without_mark(first: bytes) -> str | None:
    """Return UTF-16 or UTF-32 in its byte order where zeros say so, as beside Latin letters and commas."""
    if len(first) < 8 or 0 not in first:
        return None
    zeros = [first[place::4].count(0) / (len(first) // 4) for place in range(4)]
    if min(zeros[2:]) > 0.95 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:2]) > 0.95 and zeros[3] < 0.1:
        return "utf-32-be"
    # In text of Han characters only signs of tables have zeros: line ends, tabs, commas, digits.
    pairs = [first[at : at + 2] for at in range(0, len(first) - 1, 2)]
    little = sum(pair[1] == 0 and (pair[0] in b"\r\n\t,;|" or 0x20 <= pair[0] < 0x7F) for pair in pairs)
    big = sum(pair[0] == 0 and (pair[1] in b"\r\n\t,;|" or 0x20 <= pair[1] < 0x7F) for pair in pairs)
    most, name = max((little, "utf-16-le"), (big, "utf-16-be"))
    if most < max(0.05 * len(pairs), 3) or first.count(0) > 1.2 * most + 1:
        return None
    text = first[: len(first) // 2 * 2].decode(name, errors="replace")
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char == "\x00" for char in text)
    return name if strange <= 0.02 * len(text) else None


def _almost_utf8(data: bytes) -> FoundEncoding | None:
    """Return UTF-8 when far more characters beyond ASCII are valid than bytes are not."""
    odd = valid = 0
    for part in _LINE_WITH_HIGH.finditer(data):
        text = part[0].decode("utf-8", errors="replace")
        odd += text.count("\ufffd")
        valid += sum(char > "\x7f" for char in text) - text.count("\ufffd")
        if valid + odd > 20_000:
            break
    if valid < 2 or valid < _VALID_PER_ODD * odd:
        return None
    return FoundEncoding("utf-8", round(1.0 - 0.5 * odd / valid, 2))


def _likeliest(data: bytes) -> FoundEncoding:
    """Return the encoding in which the lines beyond ASCII look most like a language."""
    sample = _sample(data)
    scores: dict[str, float] = {}
    for name in (*MULTI_BYTE, *LETTERS):
        text = sample.decode(name, errors="replace")
        scores[name] = plausibility(text, name) + _KNOWN_HEADER_BONUS * min(_known_words(text), 3)
    best = max(scores, key=lambda name: scores[name])
    if scores[best] <= 0.0:
        return FoundEncoding("cp1252", 0.1)
    text = sample.decode(best, errors="replace")
    n_high = sum(char > "\x7f" for char in text)
    others = {name: _difference(text, sample.decode(name, errors="replace"), n_high) for name in scores}
    leads = [(scores[best] - scores[name]) / apart for name, apart in others.items() if apart > 0.0]
    lead = max(min(leads, default=0.0), 0.0)
    sure = min(lead / _DECISIVE, 1.0) * min(n_high / _ENOUGH_CHARACTERS, 1.0) ** 0.5
    return FoundEncoding(_plain_name(best, sample), round(min(0.05 + 0.94 * sure, 0.99), 2))


def _difference(text: str, other: str, n_high: int) -> float:
    """Return the share of the characters beyond ASCII that two readings of the same bytes differ in."""
    if len(text) != len(other):
        return 1.0
    apart = sum(one != two for one, two in zip(text, other, strict=True)) / max(n_high, 1)
    return min(max(apart, 0.05), 1.0) if apart else 0.0


def _sample(data: bytes) -> bytes:
    """Return the first lines with bytes beyond ASCII."""
    lines: list[bytes] = []
    n_bytes = 0
    for line in _LINE_WITH_HIGH.finditer(data):
        lines.append(line[0])
        n_bytes += len(line[0])
        if n_bytes > _SAMPLE_BYTES:
            break
    return b"\n".join(lines)


def _known_words(text: str) -> int:
    """Return how many column names the first lines hold that the program knows, beyond ASCII."""
    from retention_desk.importing.header_text import compact, known_headers

    words = {word.strip() for word in _SPLIT.split(text[:3000])}
    return sum(compact(word) in known_headers() for word in words if word and not word.isascii())


def _plain_name(name: str, sample: bytes) -> str:
    """Return the usual name of an encoding: the plain one where its extension is not needed."""
    plain = {"big5hkscs": "big5", "cp932": "shift_jis", "cp949": "euc_kr"}.get(name)
    if plain is None:
        return name
    try:
        sample.decode(plain)
    except UnicodeDecodeError:
        return name
    return plain
