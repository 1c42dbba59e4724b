"""What a log of activity said of each customer on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.event_columns import codes_of, count_rows, number_feature
from retention_desk.forecast.feature_table import Feature
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.wording import phrase

Floats = npt.NDArray[np.float64]

MONTH_DAYS = 30


@dataclass(frozen=True, eq=False)
class _UseOverTime:
    """Uses of each customer in 30 days, shape (n_customers,); NaN where the log does not reach back so far.

    Attributes
    ----------
    recent, before : ndarray
        In the last thirty days, and in the thirty before.
    usual : ndarray
        The customer's own average of thirty days over all time before; NaN for less time than that.
    """

    recent: Floats
    before: Floats
    usual: Floats

    @classmethod
    def of(cls, data: CustomerData, day: int, first: Floats, weight: Floats | None) -> _UseOverTime:
        begun = int(day_number(data.events["activity"]["happened_on"]).min())
        since = day - MONTH_DAYS

        def used(after: int, until: int) -> Floats:
            if begun > after + 1:
                return np.full(data.n_customers, np.nan)
            return count_rows(data, "activity", "happened_on", after, until, weight)

        observed_days = since + 1 - np.maximum(float(begun), first)
        earlier = used(min(begun - 1, since), since)
        usual = np.where(
            observed_days >= MONTH_DAYS, earlier * MONTH_DAYS / np.maximum(observed_days, 1.0), np.nan
        )
        return cls(used(since, day), used(since - MONTH_DAYS, since), usual)


def use_features(data: CustomerData, day: int, silent: Floats | None, first: Floats) -> Iterator[Feature]:
    """Return how much is used, against before and against usual, and how many features; none without a log.

    Parameters
    ----------
    data : CustomerData
    day : int
    silent : ndarray, shape (n_customers,), or None
        Days since the last activity; None without a table of activity.
    first : ndarray, shape (n_customers,)
        First day of each customer.
    """
    if silent is None:
        return
    table = data.events["activity"]
    weight = np.nan_to_num(table["count"].to_numpy(dtype=np.float64), nan=1.0) if "count" in table else None
    use = _UseOverTime.of(data, day, first, weight)
    recent, before, usual = use.recent, use.before, use.usual
    yield number_feature(
        "days_since_last_activity", phrase("Days since the last activity"), silent, np.log1p(silent),
        phrase("No activity for {value:count} days (typical: {typical:count})"),
    )  # fmt: skip
    yield number_feature(
        "use_in_30_days", phrase("Use in 30 days"), recent, np.log1p(recent),
        phrase("Use in 30 days: {value:count} times (typical: {typical:count})"),
    )  # fmt: skip
    yield number_feature(
        "use_trend", phrase("Use trend"), recent, np.log((recent + 1) / (before + 1)),
        phrase("Use in the last 30 days: {value:count}; in the 30 before: {typical:count}"), before,
    )  # fmt: skip
    yield number_feature(
        "use_against_usual", phrase("Use against usual"), recent, np.log((recent + 1) / (usual + 1)),
        phrase("Use in the last 30 days: {value:count}; usually {typical:count}"), usual,
    )  # fmt: skip
    yield from breadth_of_use(data, day)


def breadth_of_use(data: CustomerData, day: int) -> Iterator[Feature]:
    """Return how many different features are used; none where the log does not name them."""
    table = data.events["activity"]
    if "feature" not in table:
        return
    codes, levels = codes_of(table["feature"])
    days = day_number(table["happened_on"])
    inside = (days > day - MONTH_DAYS) & (days <= day) & (codes >= 0)
    width = max(len(levels), 1)
    pairs = np.unique(table["customer"].to_numpy(dtype=np.int64)[inside] * width + codes[inside])
    breadth = np.bincount(pairs // width, minlength=data.n_customers).astype(np.float64)
    yield number_feature(
        "features_used", phrase("Features used in 30 days"), breadth, np.log1p(breadth),
        phrase("Features used in 30 days: {value:count} (typical: {typical:count})"),
    )  # fmt: skip
