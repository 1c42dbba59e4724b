"""How far a single column alone tells leavers from stayers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import Feature
from retention_desk.forecast.value_backtest import ranked_auc

Floats = npt.NDArray[np.float64]

BINS = 40
PRIOR_ROWS = 2.0


def column_cells(feature: Feature) -> npt.NDArray[np.intp]:
    """Return the cell of each row: its category, or its quantile among forty; unknown is a cell too."""
    values = feature.values
    known = np.isfinite(values)
    if feature.is_category:
        return np.where(known, np.nan_to_num(values), len(feature.levels)).astype(np.intp)
    if not known.any():
        return np.zeros(len(values), dtype=np.intp)
    cuts = np.unique(np.quantile(values[known], np.linspace(0, 1, BINS + 1)[1:-1]))
    return np.where(known, np.searchsorted(cuts, values, side="left"), len(cuts) + 1).astype(np.intp)


def column_forecast(
    feature: Feature, left: npt.NDArray[np.bool_], fold: npt.NDArray[np.intp]
) -> tuple[float, Floats]:
    """Return how well one column forecasts by itself: its out-of-fold AUC and probabilities.

    Parameters
    ----------
    feature : Feature
    left : ndarray of bool, shape (n,)
    fold : ndarray of int, shape (n,)

    Returns
    -------
    float, ndarray of shape (n,)
        The probability is the share of leavers in the row's cell over the other folds, pulled towards
        everyone's by two rows.
    """
    cell = column_cells(feature)
    folds, cells = int(fold.max()) + 1, int(cell.max()) + 1
    place = cell * folds + fold
    gone = np.bincount(place, weights=left.astype(np.float64), minlength=cells * folds).reshape(cells, folds)
    rows = np.bincount(place, minlength=cells * folds).reshape(cells, folds)
    gone_others = gone.sum(axis=1, keepdims=True) - gone
    rows_others = rows.sum(axis=1, keepdims=True) - rows
    base = gone_others.sum(axis=0) / np.maximum(rows_others.sum(axis=0), 1)
    share = (gone_others + PRIOR_ROWS * base) / (rows_others + PRIOR_ROWS)
    probability = np.asarray(share[cell, fold])
    return ranked_auc(left, probability), probability
