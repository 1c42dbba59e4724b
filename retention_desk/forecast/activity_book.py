"""Active days put like orders, so that silence is forecast the same way."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number


def activity_book(data: CustomerData) -> OrderBook | None:
    """Return the active days of all customers as a book; the amount is the day's count. None without any."""
    table = data.events.get("activity")
    if table is None or not len(table):
        return None
    n = data.n_customers
    customer, day = table["customer"].to_numpy(dtype=np.int32), day_number(table["happened_on"])
    count = np.nan_to_num(table["count"].to_numpy(dtype=np.float64), nan=1.0) if "count" in table else 1.0
    count = np.broadcast_to(count, customer.shape)
    used = count > 0
    customer, day, count = customer[used], day[used], count[used]
    if not len(customer):
        return None
    order = np.lexsort((day, customer))
    customer, day, count = customer[order], day[order], count[order]
    starts = np.flatnonzero(np.r_[True, (customer[1:] != customer[:-1]) | (day[1:] != day[:-1])])
    amount = np.add.reduceat(count, starts)
    lines = np.diff(np.r_[starts, len(customer)]).astype(np.int32)
    customer, day = customer[starts], day[starts]
    first, last = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32)
    first[customer[::-1]] = day[::-1]
    last[customer] = day
    total = np.bincount(customer, weights=amount, minlength=n).astype(np.float64)
    return OrderBook(
        n_customers=n, customer=customer, day=day, gross_amount=amount, lines=lines,
        purchase_customer=customer, purchase_day=day, purchase_amount=amount,
        line_customer=customer, line_day=day, line_net_amount=amount,
        line_is_purchase=np.ones(len(day), dtype=bool),
        order_count=np.bincount(customer, minlength=n).astype(np.int32),
        first_day=first, last_day=last, gross_total=total, net_total=total,
    )  # fmt: skip
