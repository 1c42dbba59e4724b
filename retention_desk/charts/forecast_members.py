"""Today's customers behind a part of a forecast's test: as likely to leave, or among as many called."""

from __future__ import annotations

import numpy as np

from retention_desk.charts.recipe import Chosen
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase


def as_likely(analysis: Analysis, key: str) -> Chosen | None:
    """Return today's customers whose probability lies in a tenth of the tested ones.

    `key` is the mean probability of the tenth, with three decimals. A tenth goes from its lowest probability
    to that of the next one; the first and the last are open.
    """
    table = analysis.churn.calibration
    if table is None or "begins" not in table:
        return None
    table = table[table["n"] > 0]
    keys = [f"{predicted:.3f}" for predicted in table["predicted"]]
    if key not in keys:
        return None
    place, begins = keys.index(key), table["begins"].to_numpy(dtype=np.float64)
    low = -np.inf if place == 0 else begins[place]
    high = np.inf if place == len(keys) - 1 else begins[place + 1]
    probability = analysis.churn.probability
    with np.errstate(invalid="ignore"):
        inside = (probability >= low) & (probability < high)
    text = phrase("forecast near {share:share0} today", share=float(table["predicted"].iloc[place]))
    return Chosen("churn_probability", key, text, np.flatnonzero(inside))


def likeliest(analysis: Analysis, key: str) -> Chosen | None:
    """Return the likeliest leavers among today's customers; `key` is the share of them, or ``fifth``."""
    curve = analysis.churn.contacts
    share = 0.2 if key == "fifth" else _number(key)
    if curve is None or share is None or not 0 < share <= 1:
        return None
    n = round(share * curve.n_today)
    text = phrase("likeliest {share:share0} to leave", share=share)
    return Chosen("churn_probability", key, text, np.sort(curve.order[:n]).astype(np.int64))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
