"""Single order lines that weigh as much as a whole month."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Money, phrase, phrase_n
from retention_desk.importing.check import Check, event_rows

_TIMES_MEDIAN: Final = 100.0
_LEAST_SHARE: Final = 0.01
_LEAST_LINES: Final = 30


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events:
        return None
    orders = data.events["orders"]
    amount = np.abs(orders["amount"].to_numpy())
    bought = orders["is_purchase"].to_numpy()
    if bought.sum() < _LEAST_LINES:
        return None
    usual, total = float(np.median(amount[bought])), float(amount[bought].sum())
    extreme = (amount > _TIMES_MEDIAN * usual) & (amount > _LEAST_SHARE * total)
    if not extreme.any():
        return None
    return Finding(
        "extreme_amounts", "look", int(extreme.sum()),
        phrase_n(
            "{n:count} order line is more than 1 % of all revenue: {amount}.",
            "{n:count} order lines are each more than 1 % of all revenue; the greatest is {amount}.",
            n=int(extreme.sum()), amount=Money(float(amount[extreme].max()), data.currency),
        ),
        phrase("Kept. Check for typing errors and for bulk orders that were cancelled."),
        amount=float(amount[extreme].sum()), touched=event_rows(data, "orders", extreme),
    )  # fmt: skip


ENTRY = Check("extreme_amounts", phrase("Extreme amounts"), "look", _find, order=60)
