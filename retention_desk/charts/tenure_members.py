"""The customers behind a month of tenure: still there after it, or gone within it."""

from __future__ import annotations

import numpy as np

from retention_desk.charts.period_labels import MONTH_DAYS
from retention_desk.charts.recipe import Chosen
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase, phrase_n


def still_there(analysis: Analysis, key: str) -> Chosen | None:
    """Return who was followed for at least so many months and was still there; `key` is the number."""
    basis = analysis.intermediate.get("figures_basis")
    found = None if basis is None else basis.lifetimes
    if found is None or not key.isdigit():
        return None
    text = phrase_n("still there after {n} month", "still there after {n} months", int(key))
    there = found.days >= int(key) * MONTH_DAYS
    return Chosen("tenure", key, text, found.customer[there].astype(np.int64))


def left_in_month(analysis: Analysis, key: str) -> Chosen | None:
    """Return who left in a month of their tenure; `key` is the number of the month, the first is 1."""
    basis = analysis.intermediate.get("figures_basis")
    found = None if basis is None else basis.lifetimes
    if found is None or not key.isdigit():
        return None
    gone = found.left & ((found.days // MONTH_DAYS).astype(np.int64) == int(key) - 1)
    return Chosen(
        "tenure", key, phrase("left in month {month}", month=int(key)), found.customer[gone].astype(np.int64)
    )
