"""Rows of a sheet that something was noticed about, kept as runs: a million rows in a row are two numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class RowReference:
    """A row of a source file as a person finds it: file name, sheet, row number in Excel (1-based)."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True, eq=False)
class TouchedRows:
    """Rows of one sheet.

    Attributes
    ----------
    file, sheet : str
    first, last : ndarray of int32, shape (n_runs,)
        First and last row number of each run, 1-based as Excel shows them, ascending.
    """

    file: str
    sheet: str
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]

    @classmethod
    def of(cls, file: str, sheet: str, rows: npt.NDArray[Any] | Iterable[int]) -> TouchedRows:
        """Return rows given by their numbers, in any order; one named twice counts once."""
        listed = rows if isinstance(rows, np.ndarray) else np.fromiter(rows, dtype=np.int32)
        numbers = np.unique(listed).astype(np.int32)
        gaps = np.flatnonzero(np.diff(numbers) > 1)
        starts, ends = np.concatenate([[0], gaps + 1]), np.concatenate([gaps, [len(numbers) - 1]])
        if not len(numbers):
            return cls(file, sheet, numbers, numbers)
        return cls(file, sheet, numbers[starts], numbers[ends])

    def __len__(self) -> int:
        return int((self.last.astype(np.int64) - self.first + 1).sum())

    def numbers(self, most: int | None = None) -> npt.NDArray[np.int32]:
        """Return the row numbers, at most `most` of them, ascending; shape (n_rows,)."""
        lengths = self.last.astype(np.int64) - self.first + 1
        if most is not None:
            lengths = np.clip(most - (np.cumsum(lengths) - lengths), 0, lengths)
        starts = np.repeat(self.first - (np.cumsum(lengths) - lengths), lengths)
        return (starts + np.arange(int(lengths.sum()))).astype(np.int32)

    def references(self, most: int | None = None) -> tuple[RowReference, ...]:
        """Return the rows, at most `most` of them, each with file and sheet."""
        return tuple(RowReference(self.file, self.sheet, row) for row in self.numbers(most).tolist())

    def text(self, most_runs: int | None = None) -> str:
        """Return the rows as they are written down: ``4–12, 15, 20–30``; ``…`` for the runs left out."""
        runs = zip(self.first[:most_runs].tolist(), self.last[:most_runs].tolist(), strict=True)
        said = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
        return said if most_runs is None or len(self.first) <= most_runs else f"{said}, …"
