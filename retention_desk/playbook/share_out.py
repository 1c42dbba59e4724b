"""Turns shared out evenly: owners of contacts, arms of an experiment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


def fair_turns(loads: Sequence[int], n: int, seed: int | None = None) -> npt.NDArray[np.intp]:
    """Return who takes each of `n` turns, shape (n,): always one of those who had the fewest so far.

    Parameters
    ----------
    loads : sequence of int, shape (k,)
        Turns that each had before.
    n : int
    seed : int, optional
        Equals go by chance; without it in their order.

    Notes
    -----
    Equal loads end up equal to one. More turns leave the earlier ones as they are. With a seed and equal
    loads this is randomization in permuted blocks of k.
    """
    start = np.asarray(loads, dtype=np.int64) - min(loads, default=0)
    k = len(start)
    if not k or not n:
        return np.zeros(0, dtype=np.intp)
    levels = int(start.max()) + -(-n // k) + 1
    if seed is None:
        among = np.broadcast_to(np.arange(k), (levels, k))
    else:  # of all generators the one whose numbers never change from version to version
        among = np.random.RandomState(seed).random_sample((levels, k)).argsort(axis=1).argsort(axis=1)
    level, who = np.nonzero(np.arange(levels)[:, np.newaxis] >= start)
    order = np.lexsort((among[level, who], level))[:n]
    turns: npt.NDArray[np.intp] = who[order]
    return turns
