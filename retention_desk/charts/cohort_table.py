"""The cohort grid as a table: one row per cohort, shares by period since the first purchase."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from retention_desk.charts.recipe import facts
from retention_desk.foundation.results import CohortGrid

Measure = Literal["active", "active_or_later", "revenue"]
COHORTS_SHOWN = 13
SMALL_COHORT = 30


def cohort_table(
    grid: CohortGrid | None, measure: Measure = "active", shown: int = COHORTS_SHOWN
) -> pd.DataFrame:
    """Return the last `shown` cohorts, up to the last with anybody: start, size, 0 … k (shares, NaN to come).

    Parameters
    ----------
    grid : CohortGrid or None
    measure : {"active", "active_or_later", "revenue"}
        Members with a purchase in that period, in it or later, or revenue against that of period 0.
    shown : int

    Returns
    -------
    DataFrame
        Its `facts` hold ``period``, ``measure``, ``mature`` (bool, one row per cohort), ``average``
        (over the mature cells of all shown cohorts, weighted by their size), ``n`` (members).
    """
    if grid is None or not (grid.size > 0).any():
        return pd.DataFrame(columns=["start", "size"])
    last = int(np.flatnonzero(grid.size > 0)[-1]) + 1
    first = max(last - shown, 0)
    kept, width = slice(first, last), min(len(grid.starts) - first, shown)
    counts = getattr(grid, measure)[kept, :width]
    base = grid.revenue[kept, :1] if measure == "revenue" else grid.size[kept, None].astype(np.float64)
    shares = np.divide(counts, base, out=np.full(counts.shape, np.nan), where=base > 0)
    mature = grid.mature[kept, :width]
    counted = np.where(mature & np.isfinite(shares), base, 0.0)
    weight = counted.sum(axis=0)
    total = np.where(counted > 0, counts, 0.0).sum(axis=0)
    average = np.divide(total, weight, out=np.full(width, np.nan), where=weight > 0)
    table = pd.DataFrame(shares, columns=[str(k) for k in range(width)])
    table.insert(0, "size", grid.size[kept])
    table.insert(0, "start", list(grid.starts[kept]))
    table.attrs = facts(
        period=grid.period,
        measure=measure,
        mature=mature,
        average=average,
        n=int(grid.size[kept].sum()),
    )
    return table
