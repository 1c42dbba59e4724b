"""What a column's content can be, whatever its header says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.dates import read_dates
from retention_desk.importing.flags import LEFT, STAYED, read_flags
from retention_desk.importing.numbers import read_numbers
from retention_desk.importing.unknown_words import is_unknown

if TYPE_CHECKING:
    import pandas as pd

_SAMPLED_VALUES: Final = 400
_CODE: Final = re.compile(r"(?=.*\d)[^\W_][\w\-#]{2,22}[^\W_]")


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """Measures of a column below its header; shares are of its known cells, 0–1.

    Attributes
    ----------
    n_rows, n_known, n_distinct : int
    number_share, date_share, flag_share, left_share, whole_share : float
        Cells that read as numbers, dates, yes or no, left or stayed, whole numbers.
    negative_share : float
        Numbers below 0.
    fraction_share : float
        Numbers with decimals.
    letters_share : float
        Cells with a letter in them.
    code_share : float
        Cells like ``C-10045`` or ``15634602``: 4–24 characters with a digit, no space, no decimals.
    mean_length : float
        Characters.
    low, high : float
        Least and greatest number; NaN without numbers.
    """

    n_rows: int
    n_known: int
    n_distinct: int
    number_share: float = 0.0
    date_share: float = 0.0
    flag_share: float = 0.0
    left_share: float = 0.0
    whole_share: float = 0.0
    negative_share: float = 0.0
    fraction_share: float = 0.0
    letters_share: float = 0.0
    code_share: float = 0.0
    mean_length: float = 0.0
    low: float = float("nan")
    high: float = float("nan")

    @property
    def known_share(self) -> float:
        """Known cells among all rows."""
        return self.n_known / self.n_rows if self.n_rows else 0.0

    @property
    def distinct_share(self) -> float:
        """Distinct values among known cells; 1 = every row its own."""
        return self.n_distinct / self.n_known if self.n_known else 0.0


def profile_column(column: pd.Series[Any]) -> ColumnProfile:
    """Return the profile of a column of cells; at most some hundred distinct values are looked at."""
    cells = column.array
    codes, categories = cells.codes, cells.categories.to_numpy(dtype=object)
    counts = np.bincount(codes[codes >= 0], minlength=len(categories))
    present = np.flatnonzero(counts)
    n_known = int(counts[present].sum())
    if not n_known:
        return ColumnProfile(len(codes), 0, 0)
    step = max(len(present) // _SAMPLED_VALUES, 1)
    picked = present[::step]
    values = categories[picked].tolist()
    weights = counts[picked].astype(np.float64)
    unknown = is_unknown(values)
    if unknown.all():
        return ColumnProfile(len(codes), 0, 0)
    known = [value for value, gone in zip(values, unknown, strict=True) if not gone]
    weights = weights[~unknown]
    return ColumnProfile(
        n_rows=len(codes),
        n_known=n_known - int(counts[picked][unknown].sum()),
        n_distinct=len(present) - int(unknown.sum()),
        **_shares(known, weights / weights.sum()),
    )


def _shares(values: list[Any], weights: npt.NDArray[np.float64]) -> dict[str, float]:
    numbers = read_numbers(values).values
    real = ~np.isnan(numbers)
    known_numbers = numbers[real]
    dates = ~np.isnat(read_dates(values, serials=False).days)
    texts = [str(value) for value in values]
    return {
        "number_share": float(weights[real].sum()),
        "date_share": float(weights[dates].sum()),
        "flag_share": float(weights[~np.isnan(read_flags(values))].sum()),
        "left_share": float(weights[~np.isnan(read_flags(values, LEFT, STAYED))].sum()),
        "whole_share": float(weights[real][known_numbers == np.round(known_numbers)].sum()),
        "negative_share": float(weights[real][known_numbers < 0].sum()),
        "fraction_share": float(weights[real][known_numbers != np.round(known_numbers)].sum()),
        "letters_share": float(weights[list(map(_has_letter, values, texts))].sum()),
        "code_share": float(weights[list(map(_like_code, values, texts))].sum()),
        "mean_length": float(np.dot(weights, [len(text) for text in texts])),
        "low": float(known_numbers.min()) if len(known_numbers) else float("nan"),
        "high": float(known_numbers.max()) if len(known_numbers) else float("nan"),
    }  # fmt: skip


def _like_code(value: object, text: str) -> bool:
    if isinstance(value, float):
        return value.is_integer() and value >= 1000
    return bool(_CODE.fullmatch(text.strip())) if isinstance(value, str) else False


def _has_letter(value: object, text: str) -> bool:
    return not isinstance(value, (float, dt.date)) and any(char.isalpha() for char in text)
