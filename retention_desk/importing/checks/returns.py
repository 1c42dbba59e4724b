"""Returns, refunds and cancellations among the order lines."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Money, phrase, phrase_n
from retention_desk.importing.check import Check, event_rows


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events:
        return None
    orders = data.events["orders"]
    returned = orders["is_return"].to_numpy()
    if not returned.any():
        return None
    amount = float(orders["amount"].to_numpy()[returned].sum())
    return Finding(
        "returns", "note", int(returned.sum()),
        phrase_n(
            "{n:count} order line is a return, refund or cancellation ({amount}).",
            "{n:count} order lines are returns, refunds or cancellations ({amount}).",
            n=int(returned.sum()), amount=Money(amount, data.currency),
        ),
        phrase("No purchases; taken off net revenue on the day they happened."),
        amount=amount, touched=event_rows(data, "orders", returned), setting="orders.returns",
    )  # fmt: skip


ENTRY = Check("returns", phrase("Returns"), "note", _find, order=40)
