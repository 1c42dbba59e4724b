"""How the fields of a text stand apart: delimiter, quotes, escapes, or columns in line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

ALIGNED: Final = " "
"""The delimiter of columns set in line by spaces."""
_DELIMITERS: Final = (",", ";", "\t", "|", "||", "::", "~|~", "|~|", "^", "~", "¦", "\x1f", "\x01", ":")
_HANDICAP: Final = {":": 0.6, "^": 0.9, "~": 0.9, "::": 0.95}
_LOOKED_AT_ROWS: Final = 200
_TYPED: Final = re.compile(
    r"^\s*(?:[-+(]?[^\w\s]?\s?\d[\d.,'  ]*\d?\s?%?\)?"  # numbers, money, shares
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T][\d:.+Z-]+)?"  # dates
    r"|\w{1,24})?\s*$"
)
_SEPARATOR_LINE: Final = re.compile(r'^"?sep=(.{1,3}?)"?\s*$', re.IGNORECASE)
_LEAST_SCORE: Final = 0.5


@dataclass(frozen=True, slots=True)
class TextDialect:
    """How a line is cut into fields.

    Parameters
    ----------
    delimiter : str
        One character or more; `ALIGNED` for columns set in line by spaces.
    quote : str or None
        The sign around fields that hold the delimiter.
    escape : str or None
        The sign before a quote inside such a field; None when the quote is doubled.
    skips_spaces : bool
        Spaces behind a delimiter, before a quote, are no part of the field.
    """

    delimiter: str
    quote: str | None = '"'
    escape: str | None = None
    skips_spaces: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether only delimiters and doubled quotes matter."""
        return len(self.delimiter.encode()) == 1 and self.escape is None and not self.skips_spaces


def separator_line(text: str) -> str | None:
    """Return the delimiter that a first line ``sep=;`` names, else None."""
    match = _SEPARATOR_LINE.match(text.split("\n", maxsplit=1)[0])
    return match[1] if match else None


def find_dialect(text: str, delimiter: str | None = None) -> TextDialect:
    """Return how the fields of a text stand apart, from its beginning.

    Parameters
    ----------
    text : str
        Whole lines that end in LF.
    delimiter : str, optional
        When the user knows it.

    Notes
    -----
    The delimiter is the one under which most rows have as many fields as the others, weighed by how many
    fields there are and how many of them look like numbers, dates or short words.
    """
    if delimiter is None:
        delimiter = _find_delimiter(text)
    if delimiter == ALIGNED:
        return TextDialect(ALIGNED, quote=None)
    plain = TextDialect(delimiter)
    best, best_score = plain, _evenness(text, plain)
    for other in _variants(text, plain):
        score = _evenness(text, other)
        if score > best_score + 1e-9:
            best, best_score = other, score
    return best


def _find_delimiter(text: str) -> str:
    best, best_score = ",", 0.0
    long = [delimiter for delimiter in _DELIMITERS if len(delimiter) > 1 and _only_in(text, delimiter)]
    for delimiter in _DELIMITERS:
        if delimiter not in text or any(delimiter in other and delimiter != other for other in long):
            continue
        if len(delimiter) > 1 and delimiter not in long:
            continue
        score = _evenness(text, TextDialect(delimiter)) * _HANDICAP.get(delimiter, 1.0)
        if score > best_score:
            best, best_score = delimiter, score
    if best_score < _LEAST_SCORE and _is_aligned(text):
        return ALIGNED
    return best


def _only_in(text: str, delimiter: str) -> bool:
    """Whether the signs of a long delimiter stand in the text only in it."""
    if delimiter not in text:
        return False
    whole = text.count(delimiter)
    return all(text.count(sign) == whole * delimiter.count(sign) for sign in set(delimiter))


def _variants(text: str, plain: TextDialect) -> Iterator[TextDialect]:
    """Yield the other ways of quoting for which there are signs."""
    mark = re.escape(plain.delimiter)
    if re.search(rf'{mark} +"', text):
        yield replace(plain, skips_spaces=True)
    if '\\"' in text:
        yield replace(plain, escape="\\")
    if re.search(rf"(?:^|{mark})'[^'\n]*'(?:{mark}|$)", text, re.MULTILINE) and text.count('"') < text.count(
        "'"
    ):
        yield replace(plain, quote="'")
        if "\\'" in text:
            yield replace(plain, quote="'", escape="\\")


def _evenness(text: str, dialect: TextDialect) -> float:
    """Return how evenly a dialect cuts the first rows, into how many fields, and into what fields."""
    rows = [row for row in rows_of(text, dialect, _LOOKED_AT_ROWS) if row and row != [""]]
    if not rows:
        return 0.0
    counts = [len(row) for row in rows]
    usual = max(set(counts), key=lambda n: (counts.count(n), n))
    even_share = counts.count(usual) / len(counts)
    fields = [field for row in rows[1:] or rows for field in row]
    typed_share = sum(bool(_TYPED.match(field)) for field in fields) / len(fields)
    return float(even_share * (usual - 1) ** 0.5 * (0.5 + 0.5 * typed_share))


def rows_of(text: str, dialect: TextDialect, most: int) -> list[list[str]]:
    """Return the first rows of a text as lists of fields."""
    if len(dialect.delimiter) > 1:
        return [line.split(dialect.delimiter) for line in text.split("\n")[:most]]
    rows: list[list[str]] = []
    try:
        for row in fields_reader(io.StringIO(text, newline=""), dialect):
            rows.append(row)
            if len(rows) >= most:
                break
    except csv.Error:
        pass
    return rows


def fields_reader(lines: Iterable[str], dialect: TextDialect) -> Any:
    """Return a reader of the standard library for a dialect with a delimiter of one character."""
    return csv.reader(
        lines, delimiter=dialect.delimiter, quotechar=dialect.quote, escapechar=dialect.escape,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE, skipinitialspace=dialect.skips_spaces,
    )  # fmt: skip


def column_starts(lines: Sequence[str]) -> list[int]:
    """Return where the columns begin of lines set in line by spaces: behind places that are blank in all."""
    filled = [line for line in lines if line.strip()]
    width = max(map(len, filled), default=0)
    blank = [all(place >= len(line) or line[place] == " " for line in filled) for place in range(width)]
    return [place for place in range(width) if not blank[place] and (place == 0 or blank[place - 1])]


def _is_aligned(text: str) -> bool:
    """Whether the lines have columns of numbers and words in line, with at least two of them."""
    lines = [line.rstrip() for line in text.split("\n")[:_LOOKED_AT_ROWS] if line.strip()]
    if len(lines) < 2 or any("\t" in line for line in lines):
        return False
    starts = column_starts(lines)
    if len(starts) < 2:
        return False
    ends = [*starts[1:], None]
    fields = [line[start:end].strip() for line in lines for start, end in zip(starts, ends, strict=True)]
    typed_share = sum(bool(field) and bool(_TYPED.match(field)) for field in fields) / len(fields)
    return typed_share > 0.8
