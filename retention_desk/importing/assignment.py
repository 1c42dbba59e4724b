"""The one-to-one assignment with the greatest total score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def best_assignment(scores: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return (row, column) pairs with the greatest sum of scores, each row and column used at most once.

    Parameters
    ----------
    scores : ndarray of float, shape (n_rows, n_columns)
        ≥ 0; a pair with score 0 is never returned.

    Notes
    -----
    Shortest augmenting paths over the cost 1 − score, O(n³) for n the larger side.

    References
    ----------
    Jonker, Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear assignment
    problems.
    """
    if scores.size == 0:
        return []
    transposed = scores.shape[0] > scores.shape[1]
    cost = scores.max() - (scores.T if transposed else scores)
    column_of_row = _assign(cost)
    pairs = ((int(c), r) if transposed else (r, int(c)) for r, c in enumerate(column_of_row))
    return sorted(pair for pair in pairs if scores[pair] > 0)


def _assign(cost: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Return the column of each row at least total cost; shape (n_rows,) with n_rows ≤ n_columns."""
    n_rows, n_columns = cost.shape
    row_price, column_price = np.zeros(n_rows + 1), np.zeros(n_columns + 1)
    row_of = np.zeros(n_columns + 1, dtype=np.intp)
    for row in range(1, n_rows + 1):
        row_of[0] = row
        at = 0
        least = np.full(n_columns + 1, np.inf)
        came_from = np.zeros(n_columns + 1, dtype=np.intp)
        used = np.zeros(n_columns + 1, dtype=bool)
        while row_of[at] != 0:
            used[at] = True
            here = row_of[at]
            reduced = cost[here - 1] - row_price[here] - column_price[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            came_from[1:][better] = at
            step_to = int(np.argmin(np.where(used, np.inf, np.concatenate([[np.inf], least[1:]]))))
            step = least[step_to]
            row_price[row_of[used]] += step
            column_price[used] -= step
            least[~used] -= step
            at = step_to
        while at:
            row_of[at] = row_of[came_from[at]]
            at = came_from[at]
    result = np.zeros(n_rows, dtype=np.intp)
    for column in range(1, n_columns + 1):
        if row_of[column]:
            result[row_of[column] - 1] = column - 1
    return result
