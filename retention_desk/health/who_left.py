"""Who was there on a day in the past, and who of them then left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.context import NEVER, HealthContext
from retention_desk.health.customer_columns import known_outcome

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What happened after a day.

    Attributes
    ----------
    cut : date or None
        The day looked from; None where the outcome is of the same date as the data.
    there, left : ndarray of bool, shape (n_customers,)
        Who could leave, and who of them did.
    note : Phrase
        What counts as having left.
    """

    cut: dt.date | None
    there: Flags
    left: Flags
    note: Phrase


def who_left(data: CustomerData, horizon_days: int, active_window_days: int) -> Outcome | None:
    """Return who was there `horizon_days` before the as-of date and left since; None when nothing tells.

    Subscriptions decide before orders, and orders before activity. Without any of them, but with a churn
    column, the outcome is of the same date as the data: an association, not a forecast.
    """
    kinds = data.events if data.as_of is not None else {}
    for kind in ("orders", "activity"):
        if "subscriptions" not in kinds and kind in kinds:
            return _silent(data, kind, horizon_days, active_window_days)
    if "subscriptions" in kinds:
        return _ended(data, horizon_days)
    left, known = known_outcome(data)
    if not known.any():
        return None
    note = phrase(
        "Left = marked so in the customer table, on the same date as the figures: "
        "an association, not a forecast."
    )
    return Outcome(None, known, left & known, note)


def _cut(data: CustomerData, horizon_days: int) -> dt.date:
    assert data.as_of is not None
    return data.as_of - dt.timedelta(days=horizon_days)


def _ended(data: CustomerData, horizon_days: int) -> Outcome:
    context = HealthContext(data, None)
    started, ended = context.days("subscriptions"), context.days("subscriptions", "ended_on")
    customer = context.customer("subscriptions")

    def running(day: int) -> Flags:
        runs = (started <= day) & ((ended == NEVER) | (ended > day))
        return context.sum_by(customer[runs]) > 0

    there = running(context.day - horizon_days)
    note = phrase(
        "Left = a subscription ran on that day and none did {days:count} days later.", days=horizon_days
    )
    return Outcome(_cut(data, horizon_days), there, there & ~running(context.day), note)


def _silent(data: CustomerData, kind: str, horizon_days: int, active_window_days: int) -> Outcome:
    context = HealthContext(data, None)
    counted = data.events[kind]["is_purchase"].to_numpy(dtype=bool) if kind == "orders" else None
    there = context.count(kind, context.day, horizon_days, where=counted) > 0
    active = context.count(kind, active_window_days, horizon_days, where=counted) > 0
    back = context.count(kind, horizon_days, where=counted) > 0
    silent = int((there & ~active).sum())
    note = phrase(
        "Left = not active in the {days:count} days after; of all who were before, {silent:count} of them "
        "silent for {window:count} days already.",
        window=active_window_days,
        days=horizon_days,
        silent=silent,
    )
    if kind == "orders":
        note = phrase(
            "Left = no order in the {days:count} days after; of all who had ordered, {silent:count} of them "
            "silent for {window:count} days already.",
            window=active_window_days,
            days=horizon_days,
            silent=silent,
        )
    return Outcome(_cut(data, horizon_days), there, there & ~back, note)
