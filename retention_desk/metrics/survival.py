"""How long customers stay: the Kaplan–Meier curve with its band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Flags, Floats, SurvivalCurve
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.activity import BEFORE_ALL, ENDLESS, NEVER, active_days, presence
from retention_desk.metrics.periods import day_of


@dataclass(frozen=True, eq=False)
class Lifetimes:
    """How long customers were followed and whether they left; arrays (n_followed,).

    Attributes
    ----------
    customer : ndarray of int
        Position of each.
    days : ndarray of float
        From the beginning until leaving, or until last known to be there.
    left : ndarray of bool
    event : Phrase
        What leaving means.
    """

    customer: npt.NDArray[np.int64]
    days: Floats
    left: Flags
    event: Phrase


def survival_curve(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings
) -> SurvivalCurve | None:
    """Return the share of customers still there by days since their beginning, or None without dates."""
    found = lifetimes(data, book, settings)
    return None if found is None else kaplan_meier(found.days, found.left, found.event)


def lifetimes(data: CustomerData, book: OrderBook | None, settings: AnalysisSettings) -> Lifetimes | None:
    """Return how long each customer was followed and whether they left, or None without dates.

    Notes
    -----
    With subscriptions (or a customer table with leaving dates) the event is the end of the last one. With
    orders or activity it is the last order, once it was followed by more than the lost-after gap. Everyone
    else is censored at the as-of date.
    """
    if data.as_of is None:
        return None
    gap = settings.segments.lost_after_days or settings.general.active_window_days
    today = day_of(data.as_of)
    if "subscriptions" in data.events and settings.general.business_type != "shop":
        return _of_spans(data, settings, today, phrase("the last subscription ended"))
    if book is not None:
        bought = np.flatnonzero(book.order_count > 0)
        return _of_silence(bought, book.first_day[bought], book.last_day[bought], today, gap)
    if "activity" in data.events:
        customer, day = active_days(data)
        starts = (
            np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]]) if len(customer) else np.zeros(0, int)
        )
        ends = np.r_[starts[1:], len(customer)] - 1 if len(customer) else starts
        return _of_silence(customer[starts], day[starts], day[ends], today, gap)
    return _of_spans(data, settings, today, phrase("left, by the date in the customer table"))


def _of_silence(
    customer: npt.NDArray[Any],
    first: npt.NDArray[np.int32],
    last: npt.NDArray[np.int32],
    today: int,
    gap_days: int,
) -> Lifetimes:
    lost = today - last > gap_days
    days = np.where(lost, last - first, today - first).astype(np.float64)
    return Lifetimes(customer.astype(np.int64), days, lost, phrase("{days} days silent", days=gap_days))


def _of_spans(data: CustomerData, settings: AnalysisSettings, today: int, event: Phrase) -> Lifetimes | None:
    present = presence(data, None, settings.general)
    if present is None or not len(present.span_customer):
        return None
    end = np.full(data.n_customers, BEFORE_ALL, dtype=np.int64)
    np.maximum.at(end, present.span_customer, present.span_end)
    start = present.first_seen.astype(np.int64)
    known = (end > BEFORE_ALL) & (start > BEFORE_ALL) & (start < NEVER) & (start <= today)
    left = (end < ENDLESS) & (end <= today)
    days = np.where(left, end - start, today - start)[known].astype(np.float64)
    return Lifetimes(np.flatnonzero(known), np.maximum(days, 0.0), left[known], event)


def kaplan_meier(days: Floats, left: Flags, event: Phrase) -> SurvivalCurve | None:
    """Return the product-limit estimate of staying, or None without anybody.

    Parameters
    ----------
    days : ndarray of float, shape (n,)
        Time until leaving, or until the customer was last known to be there.
    left : ndarray of bool, shape (n,)
        Whether the customer left (otherwise censored).
    event : Phrase
        What leaving means.

    Notes
    -----
    S(t) = Π (1 − dᵢ ÷ nᵢ) over the times tᵢ ≤ t of leaving. Greenwood's sum V = Σ dᵢ ÷ (nᵢ (nᵢ − dᵢ))
    gives the band S^exp(± 1.96 √V ÷ ln S), which stays within 0 and 1. The curve starts with day 0 and
    share 1.

    References
    ----------
    Kaplan and Meier (1958), Nonparametric estimation from incomplete observations. JASA 53, 457–481.
    Kalbfleisch and Prentice (2002), The statistical analysis of failure time data, 2nd ed., section 1.4.
    """
    n = len(days)
    if n == 0:
        return None
    times, inverse = np.unique(days, return_inverse=True)
    gone = np.bincount(inverse, weights=left).astype(np.int64)
    ending = np.bincount(inverse)
    at_risk = n - np.cumsum(ending) + ending
    share = np.cumprod(1.0 - gone / at_risk)
    staying = at_risk - gone
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(np.where(staying > 0, gone / (at_risk * np.maximum(staying, 1)), 0.0))
        spread = np.where((share > 0) & (share < 1), Z95 * np.sqrt(variance) / np.log(share), 0.0)
    kept = (gone > 0) | (np.arange(len(times)) == len(times) - 1)
    return SurvivalCurve(
        days=np.r_[0.0, times[kept]],
        share=np.r_[1.0, share[kept]],
        low=np.r_[1.0, (share ** np.exp(-spread))[kept]],
        high=np.r_[1.0, (share ** np.exp(spread))[kept]],
        at_risk=np.r_[n, at_risk[kept]].astype(np.int64),
        n=n,
        median_days=float(times[share <= 0.5][0]) if (share <= 0.5).any() else None,
        event=event,
    )
