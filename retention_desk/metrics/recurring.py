"""Monthly recurring revenue: its level on any day and how it moved between two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import Days, Positions, day_number
from retention_desk.foundation.results import Floats
from retention_desk.metrics.activity import ENDLESS, days_or


@dataclass(frozen=True)
class RecurringMovement:
    """How recurring revenue moved from *S* to *E*; all amounts positive.

    opening + new + reactivated + expansion − contraction − churned = closing, exactly.
    """

    opening: float
    new: float
    reactivated: float
    expansion: float
    contraction: float
    churned: float
    closing: float
    n_opening: int


@dataclass(frozen=True, eq=False)
class Recurring:
    """Subscriptions as columns, shape (n_subscriptions,): monthly amount from `start` until before `end`."""

    n_customers: int
    customer: Positions
    start: Days
    end: Days
    monthly_amount: Floats

    def at(self, day: int) -> Floats:
        """Return the monthly recurring revenue of each customer on a day, shape (n_customers,)."""
        running = (self.start <= day) & (self.end > day)
        amount = self.monthly_amount[running]
        return np.bincount(self.customer[running], weights=amount, minlength=self.n_customers).astype(
            np.float64
        )

    def parts(self, opening_day: int, closing_day: int) -> Mapping[str, Floats]:
        """Return what each customer adds to each part of `movement`, shape (n_customers,) by its name."""
        before, after = self.at(opening_day), self.at(closing_day)
        ever = np.zeros(self.n_customers, dtype=bool)
        ever[self.customer[(self.start <= opening_day) & (self.monthly_amount > 0)]] = True
        change = after - before
        there, gone = before > 0, (before > 0) & (after <= 0)
        came = (before <= 0) & (after > 0)
        return MappingProxyType(
            {
                "opening": before,
                "new": np.where(came & ~ever, after, 0.0),
                "reactivated": np.where(came & ever, after, 0.0),
                "expansion": np.where(there & (change > 0), change, 0.0),
                "contraction": np.where(there & ~gone & (change < 0), -change, 0.0),
                "churned": np.where(gone, before, 0.0),
                "closing": after,
            }
        )

    def movement(self, opening_day: int, closing_day: int) -> RecurringMovement:
        """Return how recurring revenue moved between the ends of two days."""
        parts = self.parts(opening_day, closing_day)
        sums = {name: float(amount.sum()) for name, amount in parts.items()}
        return RecurringMovement(**sums, n_opening=int((parts["opening"] > 0).sum()))


def recurring(data: CustomerData) -> Recurring | None:
    """Return the subscriptions of `data` as columns, or None without a subscription table."""
    table = data.events.get("subscriptions")
    if table is None:
        return None
    return Recurring(
        n_customers=data.n_customers,
        customer=table["customer"].to_numpy(dtype=np.int32),
        start=day_number(table["started_on"]),
        end=days_or(table["ended_on"], ENDLESS),
        monthly_amount=np.nan_to_num(table["mrr"].to_numpy(dtype=np.float64)),
    )
