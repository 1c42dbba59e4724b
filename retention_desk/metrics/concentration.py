"""How unevenly revenue or value is spread over customers."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from retention_desk.foundation.results import Floats
from retention_desk.foundation.value_results import Concentration

POINTS = 200
TOP_SHARE = 0.1


def concentration(amounts: Floats, of: Literal["revenue", "value"] = "revenue") -> Concentration | None:
    """Return the Lorenz curve, best first, of the known positive amounts; None without any.

    Parameters
    ----------
    amounts : ndarray of float, shape (n_customers,)
        NaN unknown.
    of : {"revenue", "value"}
        What the amounts are.

    Notes
    -----
    Gini = Σᵢ (2 i − n − 1) xᵢ ÷ (n Σ x) with amounts in ascending order.

    References
    ----------
    Lorenz (1905), Methods of measuring the concentration of wealth. Publications of the American Statistical
    Association 9, 209–219.
    """
    known = np.sort(amounts[np.isfinite(amounts) & (amounts > 0)])
    n = len(known)
    if n == 0:
        return None
    total = float(known.sum())
    gini = float(((2 * np.arange(1, n + 1) - n - 1) * known).sum() / (n * total))
    held = np.r_[0.0, np.cumsum(known[::-1]) / total]
    top = math.ceil(round(TOP_SHARE * n, 9))
    half = int(np.searchsorted(held, 0.5 * (1 - 1e-12)))
    shown = np.unique(np.r_[np.round(n * np.linspace(0, 1, POINTS) ** 2).astype(np.int64), top, half, n])
    return Concentration(
        customers_share=shown / n,
        held_share=held[shown],
        gini=gini,
        top_tenth_share=float(held[top]),
        half_held_by_share=half / n,
        n=n,
        total=total,
        of=of,
    )
