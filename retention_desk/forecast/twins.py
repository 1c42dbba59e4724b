"""Folds for validation that keep twin rows together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Groups = npt.NDArray[np.intp]


def twin_groups(numbers: Floats) -> Groups:
    """Return the number of each row's group: rows with the same values in all columns share one.

    Parameters
    ----------
    numbers : ndarray, shape (n, f)
        Unknown values equal each other.

    Notes
    -----
    Rows are compared by a 64-bit hash of their values. In one public set a fifth of the rows has an exact
    twin under another customer ID; with twins on both sides, validation measures memory.
    """
    import pandas as pd

    hashed = pd.util.hash_pandas_object(pd.DataFrame(numbers + 0.0), index=False).to_numpy()
    groups: Groups = np.unique(hashed, return_inverse=True)[1]
    return groups


def stratified_folds(left: npt.NDArray[np.bool_], groups: Groups, folds: int, seed: int) -> Groups:
    """Return the fold (0 … folds − 1) of each row: groups whole, leavers spread evenly.

    Notes
    -----
    Groups are put in order of their share of leavers, at random among equals, and dealt out in turn.
    """
    rng = np.random.default_rng(seed)
    count = int(groups.max()) + 1
    size = np.bincount(groups, minlength=count)
    share = np.bincount(groups, weights=left.astype(np.float64), minlength=count) / size
    order = np.lexsort((rng.random(count), size, share))
    fold = np.empty(count, dtype=np.intp)
    fold[order] = np.arange(count) % folds
    return np.asarray(fold[groups])
