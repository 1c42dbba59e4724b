"""Fields of a plainly delimited text as columns, without touching them one by one.

Delimiters and line ends are found with NumPy, a block of the text at a time; then each column's fields become
64-bit marks of their bytes, and only distinct ones are decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.byte_marks import LONGEST_BYTES, MARGIN_BYTES, Bytes, Places, marks_of

Column = tuple[npt.NDArray[np.int32], list[str]]

_BLOCK_BYTES: Final = 4_000_000
_NEW_LINE: Final = ord("\n")
_DOUBLED_MARK: Final = np.uint64(0x5851F42D4C957F2D)
_INT32_BYTES: Final = 2**31 - 64
_FINDING_SHARE: Final = 0.4


class IrregularTextError(Exception):
    """A quote stands where none should: the rows have to be read one by one."""


def field_columns(
    data: bytes,
    delimiter: str,
    quote: str | None,
    step: Callable[[float], None] = lambda _share: None,
    bound: Callable[[int, int, int], None] = lambda _width, _rows, _fields: None,
) -> tuple[list[Column], npt.NDArray[np.int32]]:
    """Return the columns of a text, and the number of fields of each row.

    Parameters
    ----------
    data : bytes
        UTF-8 without NULs; lines end in LF, the last one too.
    delimiter, quote : str
        One byte each; a quote inside quotes is doubled.
    step : callable
        Told the share done now and then; may raise to stop.
    bound : callable
        Told the greatest width, the rows and the fields so far, before they take memory; may raise.

    Returns
    -------
    columns : list of (codes, values)
        As many as the longest row has fields: positions in the distinct fields, −1 = empty.
    counts : ndarray of int32, shape (n_rows,)

    Raises
    ------
    IrregularTextError
        A quote opens in the middle of a field, is followed by other signs, or is never closed.
    """
    fields = _find_fields(data, delimiter, quote, step, bound)
    width = int(fields.widths.max(initial=0))
    columns = []
    for place in range(width):
        columns.append(_column(fields, place))
        step(_FINDING_SHARE + (1.0 - _FINDING_SHARE) * (place + 1) / width)
    return columns, fields.widths


@dataclass(frozen=True, eq=False)
class _Fields:
    """Where all fields of the text stand in it, row by row; and which hold doubled quotes."""

    padded: bytes
    starts: npt.NDArray[Any]
    stops: npt.NDArray[Any]
    widths: npt.NDArray[np.int32]
    first_of_row: npt.NDArray[np.int64]
    doubled: npt.NDArray[np.bool_] | None
    quote: str


def _find_fields(
    data: bytes,
    delimiter: str,
    quote: str | None,
    step: Callable[[float], None],
    bound: Callable[[int, int, int], None],
) -> _Fields:
    padded = data + b" " * MARGIN_BYTES
    text = np.frombuffer(padded, dtype=np.uint8)
    sign = ord(quote) if quote and quote.encode() in data else None
    place_type = np.int32 if len(padded) < _INT32_BYTES else np.int64  # half the memory, mostly
    parts: list[tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.int32], npt.NDArray[np.bool_]]] = []
    width = n_rows = n_fields = 0
    for begin, end in _blocks(data, quote):
        starts, stops, widths, doubled = _fields_of_block(text[: end + 1], begin, end, ord(delimiter), sign)
        width = max(width, int(widths.max(initial=0)))
        n_rows, n_fields = n_rows + len(widths), n_fields + len(starts)
        bound(width, n_rows, n_fields)
        parts.append((starts.astype(place_type), stops.astype(place_type), widths, doubled))
        step(_FINDING_SHARE * end / len(data))
    starts, stops, widths = (np.concatenate([part[i] for part in parts]) for i in range(3))
    quoted = np.concatenate([part[3] for part in parts]) if sign else None
    first = np.cumsum(widths, dtype=np.int64) - widths
    return _Fields(padded, starts, stops, widths, first, quoted, quote or "")


def _blocks(data: bytes, quote: str | None) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of blocks of whole rows."""
    start = 0
    sign = quote.encode() if quote else b""
    quoted = bool(sign) and sign in data
    while start < len(data):
        stop = data.find(b"\n", min(start + _BLOCK_BYTES, len(data) - 1)) + 1
        while quoted and data.count(sign, start, stop) % 2:  # the line end stands inside quotes
            following = data.find(sign, stop)
            stop = data.find(b"\n", following) + 1 if following >= 0 else 0
            if stop == 0:
                raise IrregularTextError("a quote that is never closed")
        yield start, stop
        start = stop


def _fields_of_block(
    text: Bytes, begin: int, end: int, delimiter: int, quote: int | None
) -> tuple[Places, Places, npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Return starts and stops of the fields of whole rows, the rows' widths, and where quotes are doubled."""
    inside = text[begin:end]
    stops = np.flatnonzero((inside == _NEW_LINE) | (inside == delimiter)) + begin
    quotes = np.flatnonzero(inside == quote) + begin if quote is not None else np.array([], dtype=np.int64)
    before = np.searchsorted(quotes, stops)  # how many quotes stand before each stop
    if len(quotes):
        outside = before % 2 == 0
        stops, before = stops[outside], before[outside]
    starts = np.concatenate([[begin], stops[:-1] + 1])
    widths = np.diff(np.flatnonzero(text[stops] == _NEW_LINE), prepend=-1).astype(np.int32)
    if quote is None or not len(quotes):
        return starts, stops, widths, np.zeros(len(starts) if quote is not None else 0, dtype=bool)
    return starts, stops, widths, _move_inside_quotes(text, (starts, stops), before, quotes, quote)


def _move_inside_quotes(
    text: Bytes, fields: tuple[Places, Places], before: Places, quotes: Places, quote: int
) -> npt.NDArray[np.bool_]:
    """Move starts and stops inside the quotes around fields; return which fields hold doubled quotes."""
    starts, stops = fields
    enclosed = (stops > starts) & (text[starts] == quote)
    within = np.diff(before, prepend=0)
    regular = (within[~enclosed] == 0).all() and (within[enclosed] % 2 == 0).all()
    if not regular or (text[stops[enclosed] - 1] != quote).any():
        raise IrregularTextError("a quote in the middle of a field")
    starts[enclosed] += 1
    stops[enclosed] -= 1
    doubled: npt.NDArray[np.bool_] = enclosed & (within > 2)
    if doubled.any():
        pairs = quotes[:-1][np.diff(quotes) == 1]
        inner = np.searchsorted(pairs, stops[doubled] - 1) - np.searchsorted(pairs, starts[doubled])
        if (2 * inner < within[doubled] - 2).any():
            raise IrregularTextError("a quote in the middle of a field")
    return doubled


def _column(fields: _Fields, place: int) -> Column:
    """Return the fields at a place of all rows as positions in the distinct ones, and these."""
    have = fields.widths > place
    whole = bool(have.all())
    at = fields.first_of_row + place if whole else fields.first_of_row[have] + place
    starts, stops = fields.starts[at], fields.stops[at]
    marks = marks_of(np.frombuffer(fields.padded, dtype=np.uint8), starts, stops)
    if fields.doubled is not None:
        marks[fields.doubled[at]] ^= _DOUBLED_MARK
    for i in np.flatnonzero(stops - starts > LONGEST_BYTES):
        marks[i] = np.uint64(hash(fields.padded[starts[i] : stops[i]]) & 0xFFFFFFFFFFFFFFFF)
    places, distinct = pd.factorize(marks)
    first = np.full(len(distinct), -1, dtype=np.int64)
    first[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    values = _decoded(fields, at[first])
    found = places.astype(np.int32)
    if "" in values:
        gone = values.index("")
        del values[gone]
        found[found == gone] = -1
        found[found > gone] -= 1
    if whole:
        return found, values
    codes = np.full(len(have), -1, dtype=np.int32)
    codes[have] = found
    return codes, values


def _decoded(fields: _Fields, at: Places) -> list[str]:
    """Return the texts of fields, decoded together with NULs between: there is none in them."""
    if not len(at):
        return []
    data = fields.padded
    pieces = [data[a:b] for a, b in zip(fields.starts[at].tolist(), fields.stops[at].tolist(), strict=True)]
    values = b"\x00".join(pieces).decode("utf-8", errors="replace").split("\x00")
    if fields.doubled is not None:
        for i in np.flatnonzero(fields.doubled[at]).tolist():
            values[i] = values[i].replace(fields.quote * 2, fields.quote)
    return values
