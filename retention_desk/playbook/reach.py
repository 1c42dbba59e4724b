"""How much of the value at stake so many contacts reach."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

MOST_POINTS: Final = 200
NEAR: Final = 4


def reach_curve(ranked_amounts: npt.NDArray[np.float64], contacts_per_week: int) -> pd.DataFrame:
    """Return the columns contacts and share: what the best so many contacts reach of all that is at stake.

    At most 200 points: dense up to four times the capacity, sparse up to everybody.
    """
    n = len(ranked_amounts)
    reached = np.append(0.0, np.cumsum(ranked_amounts))
    total = reached[-1]
    near = min(n, max(NEAR * contacts_per_week, 40))
    contacts = np.unique(
        np.concatenate(
            [
                np.linspace(0, near, min(near + 1, MOST_POINTS - 60)),
                np.geomspace(max(near, 1), max(n, 1), 58),
                [min(contacts_per_week, n), n],
            ]
        ).astype(np.int64)
    )
    contacts = contacts[contacts <= n]
    share = reached[contacts] / total if total > 0 else np.zeros(len(contacts))
    return pd.DataFrame({"contacts": contacts, "share": share})
