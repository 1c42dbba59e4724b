"""Pieces of a text as 64-bit marks, so that only distinct ones are ever decoded."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Marks = npt.NDArray[np.uint64]

MARGIN_BYTES: Final = 32
"""How many bytes have to follow the last piece."""
_WORD_BYTES: Final = 8
_WORDS: Final = 16
LONGEST_BYTES: Final = _WORD_BYTES * _WORDS
"""Of longer pieces only the beginning counts: they need a mark of their own."""
MIX: Final = tuple(np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_MASKS: Final = np.array([(1 << (8 * n)) - 1 for n in range(_WORD_BYTES + 1)], dtype=np.uint64)


def words_at(text: Bytes, places: Places, kind: str) -> npt.NDArray[Any]:
    """Return the 4 or 8 bytes from each place as one number."""
    size = np.dtype(kind).itemsize
    whole: npt.NDArray[Any] = np.ndarray(len(text) - size, dtype=kind, buffer=text.data, strides=(1,))
    return whole[places]


def marks_of(text: Bytes, starts: Places, stops: Places) -> Marks:
    """Return a mark of the bytes between each start and stop; at most `LONGEST_BYTES` of them count."""
    lengths = stops - starts
    marks = lengths.astype(np.uint64) * MIX[0]
    at: Any = slice(None)
    for word in range(_WORDS):
        left = np.minimum(lengths[at] - word * _WORD_BYTES, _WORD_BYTES)
        part = words_at(text, starts[at] + word * _WORD_BYTES, "<u8") & _MASKS[np.maximum(left, 0)]
        mixed = (marks[at] ^ part) * MIX[1 + word % 2]
        marks[at] = mixed ^ (mixed >> np.uint64(32))
        at = np.flatnonzero(lengths > (word + 1) * _WORD_BYTES)
        if not len(at):
            break
    return marks
