"""Where on their way customers leave: the hazard by month of tenure."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.history_results import HazardCurve
from retention_desk.foundation.intervals import wilson_interval
from retention_desk.metrics.survival import Lifetimes

MONTH_DAYS: Final = 365.25 / 12
FEWEST_AT_RISK: Final = 10


def hazard_curve(found: Lifetimes | None) -> HazardCurve | None:
    """Return the share of those still there who leave in each month of tenure, or None without anybody.

    Notes
    -----
    Actuarial: h(m) = dₘ ÷ (nₘ − cₘ ÷ 2), with nₘ there at the beginning of month m, dₘ leavers and cₘ
    customers whose future is unknown from some day of it on. Months with fewer than ten at risk are left out.

    References
    ----------
    Cutler and Ederer (1958), Maximum utilization of the life table method in analyzing survival. Journal of
    Chronic Diseases 8, 699–712.
    """
    if found is None or not len(found.days):
        return None
    month = (found.days // MONTH_DAYS).astype(np.int64)
    ended = np.bincount(month)
    left = np.bincount(month, weights=found.left).astype(np.int64)
    there = len(month) - np.cumsum(ended) + ended
    at_risk = there - (ended - left) / 2
    shown = np.flatnonzero(at_risk >= min(FEWEST_AT_RISK, len(month)))
    if not len(shown):
        return None
    bounds = [wilson_interval(float(left[m]), float(at_risk[m])) for m in shown]
    return HazardCurve(
        month=shown,
        at_risk=at_risk[shown],
        left=left[shown],
        share=left[shown] / at_risk[shown],
        low=np.array([low for low, _ in bounds]),
        high=np.array([high for _, high in bounds]),
        n=len(month),
        event=found.event,
    )
