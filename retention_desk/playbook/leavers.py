"""Those who left: when, what they had brought in, whether their reason is known."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.playbook.events import NEVER, Days, Flags, Floats
from retention_desk.playbook.play_context import PlayContext

DAYS_OF_MONTH: Final = 365.25 / 12


def left_on(context: PlayContext) -> Days:
    """Return the day each customer left or was last there, `NEVER` unknown, shape (n_customers,).

    The date of leaving first, then the end of the last subscription, then the last order, then the last
    activity.
    """
    found = np.full(context.n_customers, NEVER, dtype=np.int32)
    for days in _candidates(context):
        found = np.where(found == NEVER, days, found).astype(np.int32)
    return found


def _candidates(context: PlayContext) -> list[Days]:
    found = []
    told = context.customer_days("churn_date")
    if told is not None:
        found.append(told)
    ended = context.events("subscriptions", "ended_on")
    if ended is not None:
        found.append(ended.last())
    if context.book is not None:
        found.append(np.where(context.book.order_count > 0, context.book.last_day, NEVER).astype(np.int32))
    log = context.events("activity")
    if log is not None:
        found.append(log.last())
    return found


def worth_so_far(context: PlayContext) -> Floats | None:
    """Return what each customer has brought in: net of orders, else months × monthly amount; or None."""
    if context.book is not None:
        return context.book.net_total
    started, ended = context.events("subscriptions"), context.events("subscriptions", "ended_on")
    if started is None or ended is None or context.today is None:
        return None
    until = np.where(ended.day == NEVER, context.today, np.minimum(ended.day, context.today))
    months = np.maximum(until - started.day, 0) / DAYS_OF_MONTH
    amount = np.nan_to_num(context.data.events["subscriptions"]["mrr"].to_numpy(dtype=np.float64))
    return np.bincount(started.customer, months * amount, context.n_customers).astype(np.float64)


def reason_known(context: PlayContext) -> Flags:
    """Return whose reason for leaving stands in the data, shape (n_customers,)."""
    known = np.zeros(context.n_customers, dtype=bool)
    if "churn_reason" in context.data.customers:
        known |= context.data.customers["churn_reason"].notna().to_numpy()
    table = context.data.events.get("subscriptions")
    if table is not None and "cancel_reason" in table:
        known[table["customer"].to_numpy()[table["cancel_reason"].notna().to_numpy()]] = True
    return known
