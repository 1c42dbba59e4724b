"""Order lines that are neither a purchase nor a return: price or quantity of zero, or a negative price."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, event_rows


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events:
        return None
    orders = data.events["orders"]
    neither = ~(orders["is_purchase"] | orders["is_return"]).to_numpy()
    if not neither.any():
        return None
    return Finding(
        "zero_price", "note", int(neither.sum()),
        phrase_n(
            "{n:count} order line is no purchase: no price, no quantity, not paid or not won.",
            "{n:count} order lines are no purchases: no price, no quantity, not paid or not won.",
            n=int(neither.sum()),
        ),
        phrase("Kept in the data; they count neither as purchases nor as returns."),
        touched=event_rows(data, "orders", neither),
    )  # fmt: skip


ENTRY = Check("zero_price", phrase("Lines without a price"), "note", _find, order=50)
