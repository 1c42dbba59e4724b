"""Features of customers as numbers, with all that is needed to say them in words again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[Any]

PLAIN_SENTENCE = phrase("{label}: {value} (typical: {typical})")


@dataclass(frozen=True, eq=False)
class Feature:
    """One column of a feature table.

    Attributes
    ----------
    name : str
        Key, or the header of the user's column.
    label : Phrase
        What people call it.
    values : ndarray, shape (n,)
        Numbers; a category's position in `levels`; NaN unknown.
    levels : tuple of str
        Categories; empty for a number.
    template : Phrase
        Sentence with ``{value}``, ``{typical}`` and ``{label}``.
    shown : ndarray of object or float, shape (n,), or None
        Values as a person reads them, where they differ from `values`.
    typical : float, str, Phrase, ndarray or None
        What most customers have, or what is usual for each (n,); None: the median or the commonest.
    """

    name: str
    label: Phrase
    values: Floats
    levels: tuple[str, ...] = ()
    template: Phrase = PLAIN_SENTENCE
    shown: npt.NDArray[Any] | None = None
    typical: Any = None

    @property
    def is_category(self) -> bool:
        """Whether the values are positions of categories."""
        return bool(self.levels)


@dataclass(frozen=True, eq=False)
class FeatureTable:
    """Features of the same rows.

    Attributes
    ----------
    features : tuple of Feature
    numbers : ndarray, shape (n, f)
        `values` of all features side by side.
    """

    features: tuple[Feature, ...]
    numbers: Floats

    @property
    def n(self) -> int:
        """Number of rows."""
        return len(self.numbers)

    @property
    def names(self) -> tuple[str, ...]:
        """Keys of the features."""
        return tuple(feature.name for feature in self.features)

    @property
    def categorical(self) -> tuple[int, ...]:
        """Positions of the features that are categories."""
        return tuple(k for k, feature in enumerate(self.features) if feature.is_category)

    def without(self, names: frozenset[str]) -> FeatureTable:
        """Return the table without some features."""
        return feature_table([feature for feature in self.features if feature.name not in names], self.n)

    def with_rows(self, rows: Rows) -> FeatureTable:
        """Return the table of some rows only; words are not kept, as they belong to all rows."""
        kept = [replace(f, values=f.values[rows], shown=None, typical=None) for f in self.features]
        return FeatureTable(tuple(kept), self.numbers[rows])


def feature_table(features: Sequence[Feature], n: int) -> FeatureTable:
    """Return features of `n` rows as one table."""
    numbers = np.full((n, len(features)), np.nan)
    for k, feature in enumerate(features):
        numbers[:, k] = feature.values
    return FeatureTable(tuple(features), numbers)


def stack_tables(tables: Sequence[FeatureTable]) -> FeatureTable:
    """Return tables with the same features one below the other."""
    first = tables[0]
    numbers = np.concatenate([table.numbers for table in tables])
    features = [
        replace(feature, values=numbers[:, k], shown=None, typical=None)
        for k, feature in enumerate(first.features)
    ]
    return FeatureTable(tuple(features), numbers)
