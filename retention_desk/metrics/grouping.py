"""Groups of customers or order lines by any column, small ones joined, the unknown a group of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.split_results import SplitColumn, plain_name
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

OTHER: Final = "_other"
UNKNOWN: Final = "_unknown"
RANGES: Final = 4
FEW_NUMBERS: Final = 8
Codes = npt.NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Values:
    """The values of a column as codes, places in `keys`, −1 unknown; `names` where these are not the keys."""

    codes: npt.NDArray[np.int64]
    keys: tuple[str, ...]
    names: tuple[Phrase, ...] | None = None
    ordered: bool = False

    def name_of(self, place: int) -> Phrase:
        """Return the name of the value at a place."""
        return plain_name(self.keys[place]) if self.names is None else self.names[place]


@dataclass(frozen=True, eq=False)
class Grouping:
    """Every row in one group.

    Attributes
    ----------
    column : SplitColumn
    codes : ndarray of int16, shape (n_rows,)
        Group of each customer or order line, 0 … n_groups − 1.
    keys, names : tuples, one per group
        In the order shown: largest first (or in their own order), then other, then unknown.
    joined : int
        Values joined as other.
    """

    column: SplitColumn
    codes: Codes
    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    joined: int = 0


def values_of(column: pd.Series[Any]) -> Values | None:
    """Return a column of the user's own as codes: texts and flags by value, numbers by range, dates by year.

    None when it has fewer than two different values, or as many as a name or an ID has.
    """
    import pandas as pd

    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return _named(column.cat.codes.to_numpy().astype(np.int64), [str(v) for v in kind.categories])
    if pd.api.types.is_bool_dtype(kind):
        return _flags(column)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return _numbers(column.dt.year.to_numpy(dtype=np.float64, na_value=np.nan), most=100)
    if pd.api.types.is_numeric_dtype(kind):
        return _numbers(column.to_numpy(dtype=np.float64, na_value=np.nan), most=FEW_NUMBERS)
    codes, found = pd.factorize(column, sort=True)
    return _named(codes.astype(np.int64), [str(value) for value in found])


def _named(codes: npt.NDArray[np.int64], texts: Sequence[str]) -> Values | None:
    present = np.bincount(codes[codes >= 0], minlength=len(texts))
    different = int((present > 0).sum())
    known = int(present.sum())
    if different < 2 or (different > known / 2 and known > 2 * FEW_NUMBERS):
        return None
    return Values(codes, tuple(texts))


def _flags(column: pd.Series[Any]) -> Values:
    known = column.notna().to_numpy()
    codes = np.full(len(column), -1, dtype=np.int64)
    codes[known] = column[known].to_numpy(dtype=bool)
    return Values(codes, ("no", "yes"), (phrase("no"), phrase("yes")), ordered=True)


def _numbers(values: npt.NDArray[np.float64], most: int) -> Values | None:
    """Return numbers by value when they are few and whole, else in four ranges of about equal size."""
    known = values[np.isfinite(values)]
    different = np.unique(known)
    if len(different) < 2:
        return None
    codes = np.full(len(values), -1, dtype=np.int64)
    if len(different) <= most and (different % 1 == 0).all():
        codes[np.isfinite(values)] = np.searchsorted(different, known)
        texts = [f"{value:.0f}" for value in different]
        return Values(codes, tuple(texts), ordered=True)
    cuts = np.unique(np.quantile(known, np.arange(1, RANGES) / RANGES, method="lower"))
    cuts = cuts[cuts < different[-1]]
    codes[np.isfinite(values)] = np.searchsorted(cuts, known, side="left")
    return Values(codes, tuple(_range_keys(cuts)), tuple(_range_names(cuts)), ordered=True)


def _range_keys(cuts: npt.NDArray[np.float64]) -> list[str]:
    ends = ["", *(f"{cut:g}" for cut in cuts), ""]
    return [f"{low}..{high}" for low, high in pairwise(ends)]


def _range_names(cuts: npt.NDArray[np.float64]) -> list[Phrase]:
    if not len(cuts):
        return [phrase("all")]
    between = [
        phrase("over {low} up to {high}", low=_rounded(low), high=_rounded(high))
        for low, high in pairwise(cuts)
    ]
    first = phrase("up to {high}", high=_rounded(cuts[0]))
    return [first, *between, phrase("over {low}", low=_rounded(cuts[-1]))]


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")


def grouped(
    column: SplitColumn, values: Values, weights: npt.NDArray[Any], rules: FigureSettings
) -> Grouping:
    """Return the groups shown: the largest by `weights`, the rest joined as other, the unknown last.

    Parameters
    ----------
    column : SplitColumn
    values : Values
    weights : ndarray of int, shape (n_rows,)
        What makes a group large: 1 per customer, or the amount of a line.
    rules : FigureSettings
        ``groups_shown``; ``fewest_customers`` (a smaller group of customers is joined with others like it).
    """
    size = np.bincount(values.codes + 1, weights=weights, minlength=len(values.keys) + 1)[1:]
    there = np.flatnonzero(np.bincount(values.codes + 1, minlength=len(values.keys) + 1)[1:])
    if column.ordered:
        kept = there[-rules.groups_shown :]  # of periods, the latest
    else:
        by_size = there[np.argsort(-size[there], kind="stable")]
        enough = (size[by_size] >= rules.fewest_customers) | (column.of == "lines")
        kept = by_size[enough][: rules.groups_shown]
    joined = np.setdiff1d(there, kept)
    if len(joined) == 1:  # one group joined with nothing would only lose its name
        kept = np.sort(there) if column.ordered else np.append(kept, joined)
        joined = joined[:0]
    return _coded(column, values, kept, joined)


def _coded(column: SplitColumn, values: Values, kept: npt.NDArray[Any], joined: npt.NDArray[Any]) -> Grouping:
    group = np.full(len(values.keys) + 1, -1, dtype=np.int16)
    group[kept] = np.arange(len(kept))
    keys, names = [values.keys[k] for k in kept], [values.name_of(k) for k in kept]
    if len(joined):
        group[joined] = len(keys)
        keys.append(OTHER)
        names.append(phrase("Other ({n:count} groups)", n=len(joined)))
    if (values.codes < 0).any():
        group[-1] = len(keys)
        keys.append(UNKNOWN)
        names.append(phrase("Unknown"))
    return Grouping(column, group[values.codes], tuple(keys), tuple(names), len(joined))
