"""What event tables of some kinds need beyond their typed columns."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

_MONTHS_PER_PERIOD: Final = {
    "month": 1, "monthly": 1, "m": 1, "月": 1, "每月": 1, "月付": 1, "按月": 1, "月繳": 1,
    "quarter": 3, "quarterly": 3, "q": 3, "季": 3, "每季": 3, "季付": 3, "按季": 3, "季繳": 3,
    "half year": 6, "semiannual": 6, "semi-annual": 6, "半年": 6, "半年付": 6,
    "year": 12, "yearly": 12, "annual": 12, "annually": 12, "y": 12, "年": 12, "每年": 12, "年付": 12,
    "按年": 12, "年繳": 12,
    "week": 12 / 52, "weekly": 12 / 52, "周": 12 / 52, "每周": 12 / 52, "週": 12 / 52,
    "day": 12 / 365, "daily": 12 / 365,
}  # fmt: skip


def finish_subscriptions(frame: pd.DataFrame) -> pd.DataFrame:
    """Return subscriptions with ``mrr`` (monthly, trials 0) and ``ended_on`` (missing = running).

    Notes
    -----
    mrr = the monthly amount where there is one, else amount ÷ months of the billing period (one month
    where the period is not known).
    """
    if "mrr" not in frame:
        frame["mrr"] = frame["amount"].to_numpy() / _period_months(frame)
    elif "amount" in frame:
        mrr = frame["mrr"].to_numpy()
        frame["mrr"] = np.where(np.isnan(mrr), frame["amount"].to_numpy() / _period_months(frame), mrr)
    if "trial" in frame:
        frame["mrr"] = np.where(frame["trial"].fillna(value=False).to_numpy(dtype=bool), 0.0, frame["mrr"])
    if "ended_on" not in frame:
        frame["ended_on"] = np.full(len(frame), np.datetime64("NaT"), dtype="datetime64[s]")
    return frame


def _period_months(frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    if "billing_period" not in frame:
        return np.ones(len(frame))
    periods = frame["billing_period"]
    months = [float(_MONTHS_PER_PERIOD.get(name.strip().lower(), 1)) for name in periods.cat.categories]
    return np.array([*months, 1.0])[periods.cat.codes.to_numpy()]
