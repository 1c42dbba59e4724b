"""What event tables of some kinds need beyond their typed columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.billing import billing_months


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
    months = billing_months(frame["billing_period"])
    return np.where(np.isnan(months), 1.0, months)
