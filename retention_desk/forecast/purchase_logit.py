"""The purchase model's own probability of silence, as contributions to log-odds."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.dated_features import DatedFeatures

PURCHASE_MODEL: Final = "pareto_nbd"
PARTS: Final = ("silence_effect", "fresh_chance")


def purchase_contributions(features: DatedFeatures, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Return what silence and frequency add to the purchase model's log-odds of no order, (n_rows, f + 1).

    Notes
    -----
    Both are measured against their mean over the customers seen; the base is the sum of the means, so that
    each row adds up to the log-odds of P(no order).
    """
    result = np.zeros((len(rows), len(features.table.features) + 1))
    for name in PARTS:
        place = features.table.names.index(name)
        values = features.table.numbers[:, place]
        usual = float(values[features.seen].mean())
        result[:, place] = values[rows] - usual
        result[:, -1] += usual
    return result
