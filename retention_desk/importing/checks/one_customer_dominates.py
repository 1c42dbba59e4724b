"""One customer with a great share of all orders: often a walk-in or collective account."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check, event_rows

_LEAST_SHARE: Final = 0.10
_LEAST_CUSTOMERS: Final = 20


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events or data.n_customers < _LEAST_CUSTOMERS:
        return None
    orders = data.events["orders"]
    customer = orders["customer"].to_numpy()
    counts = np.bincount(customer, minlength=data.n_customers)
    top = int(counts.argmax())
    share = counts[top] / max(len(orders), 1)
    if share < _LEAST_SHARE:
        return None
    return Finding(
        "one_customer_dominates", "look", int(counts[top]),
        phrase(
            "Customer {customer} has {share:share} of all order lines.",
            customer=str(data.customer_ids[top]), share=float(share),
        ),
        phrase("Kept. If it is a collective account, leave its rows out of the export."),
        touched=event_rows(data, "orders", customer == top),
    )  # fmt: skip


ENTRY = Check("one_customer_dominates", phrase("One customer dominates"), "look", _find, order=80)
