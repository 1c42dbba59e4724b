"""RFM: quintiles of recency, frequency and monetary value, and eleven named groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Codes, Floats
from retention_desk.foundation.vocabulary import RFM_GROUPS

QUINTILES: Final = 5

GROUP_GRID: Final = (
    # F and M together: 1, 2, 3, 4, 5
    ("lost", "lost", "hibernating", "at_risk", "cannot_lose"),  # R 1, bought longest ago
    ("hibernating", "hibernating", "about_to_sleep", "at_risk", "cannot_lose"),  # R 2
    ("about_to_sleep", "about_to_sleep", "needs_attention", "loyal", "loyal"),  # R 3
    ("promising", "potential_loyalists", "potential_loyalists", "loyal", "loyal"),  # R 4
    ("new_customers", "potential_loyalists", "potential_loyalists", "champions", "champions"),  # R 5
)
_GROUP_CODES: Final = np.array(
    [[list(RFM_GROUPS).index(name) for name in row] for row in GROUP_GRID], dtype=np.int8
)


@dataclass(frozen=True, eq=False)
class RfmScores:
    """Quintiles 1–5 (5 best; 0 unknown), group codes (−1 unknown), shape (n_customers,), and cut points.

    The cut points of recency are the most days since the last order, the others the least orders and revenue.
    """

    recency: Codes
    frequency: Codes
    monetary: Codes
    group: Codes
    cuts: Mapping[str, tuple[float, ...]]


def rfm_scores(book: OrderBook | None, n_customers: int, as_of: dt.date | None) -> RfmScores:
    """Return the RFM scores of the customers with an order.

    Notes
    -----
    R is by the days since the last order, F by the number of orders, M by net revenue. The groups stand on R
    against the mean of F and M, rounded half up. The eleven names are those of the RFM literature of
    retail (Putler's eleven groups); their published ranges overlap, so that each cell of the 5 × 5 grid
    is given to one group here: `GROUP_GRID`.
    """
    if book is None:
        nothing = np.zeros(n_customers, dtype=np.int8)
        unknown = np.full(n_customers, -1, dtype=np.int8)
        return RfmScores(nothing, nothing, nothing, unknown, MappingProxyType({}))
    bought = book.order_count > 0
    today = 0 if as_of is None else int(np.datetime64(as_of, "D").astype(np.int64))
    silent_days = today - book.last_day.astype(np.int64)
    measured = {
        "recency": np.where(bought, -silent_days, np.nan).astype(np.float64),
        "frequency": np.where(bought, book.order_count, np.nan).astype(np.float64),
        "monetary": np.where(bought, book.net_total, np.nan).astype(np.float64),
    }
    scores = {name: quintiles(values) for name, values in measured.items()}
    cuts = {name: cut_points(values, scores[name]) for name, values in measured.items()}
    cuts["recency"] = tuple(-days for days in cuts["recency"])
    return RfmScores(
        **scores,
        group=rfm_groups(scores["recency"], scores["frequency"], scores["monetary"]),
        cuts=MappingProxyType(cuts),
    )


def quintiles(values: Floats) -> Codes:
    """Return quintiles 1–5 by rank, 5 for the largest values; 0 where the value is NaN.

    Notes
    -----
    q = ⌈5 × rank ÷ n⌉ with the average rank for ties: equal values are always in the same quintile.
    """
    result = np.zeros(len(values), dtype=np.int8)
    known = np.isfinite(values)
    n = int(known.sum())
    if n == 0:
        return result
    _, inverse, count = np.unique(values[known], return_inverse=True, return_counts=True)
    average_rank = np.cumsum(count) - (count - 1) / 2.0
    quintile = np.ceil(np.round(QUINTILES * average_rank / n, 9))
    result[known] = np.clip(quintile, 1, QUINTILES)[inverse].astype(np.int8)
    return result


def cut_points(values: Floats, scores: Codes) -> tuple[float, ...]:
    """Return the lowest value of quintiles 2, 3, 4 and 5; NaN where a quintile is empty."""
    found = []
    for quintile in range(2, QUINTILES + 1):
        inside = values[scores == quintile]
        found.append(float(inside.min()) if len(inside) else float("nan"))
    return tuple(found)


def rfm_groups(recency: Codes, frequency: Codes, monetary: Codes) -> Codes:
    """Return the group of each customer by its quintiles, −1 where they are unknown."""
    known = (recency > 0) & (frequency > 0) & (monetary > 0)
    together = (frequency.astype(np.int64) + monetary + 1) // 2
    codes = np.full(len(recency), -1, dtype=np.int8)
    codes[known] = _GROUP_CODES[recency[known].astype(np.int64) - 1, together[known] - 1]
    return codes
