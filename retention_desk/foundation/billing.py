"""Billing periods by the words for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.arrays import Floats

if TYPE_CHECKING:
    import pandas as pd

MONTHS_PER_PERIOD: Final = {
    "month": 1, "monthly": 1, "m": 1, "月": 1, "每月": 1, "月付": 1, "按月": 1, "月繳": 1,
    "quarter": 3, "quarterly": 3, "q": 3, "季": 3, "每季": 3, "季付": 3, "按季": 3, "季繳": 3,
    "half year": 6, "semiannual": 6, "semi-annual": 6, "半年": 6, "半年付": 6,
    "year": 12, "yearly": 12, "annual": 12, "annually": 12, "y": 12, "年": 12, "每年": 12, "年付": 12,
    "按年": 12, "年繳": 12,
    "week": 12 / 52, "weekly": 12 / 52, "周": 12 / 52, "每周": 12 / 52, "週": 12 / 52,
    "day": 12 / 365, "daily": 12 / 365,
}  # fmt: skip


def billing_months(periods: pd.Series[Any]) -> Floats:
    """Return the length in months of each billing period, NaN where the word is not known or missing."""
    named = periods.astype("category")
    months = [MONTHS_PER_PERIOD.get(str(name).strip().lower(), np.nan) for name in named.cat.categories]
    return np.array([*months, np.nan], dtype=np.float64)[named.cat.codes.to_numpy()]
