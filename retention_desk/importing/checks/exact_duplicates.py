"""Order lines that repeat another line of their sheet in every cell."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Money, phrase, phrase_n
from retention_desk.importing.check import Check, event_rows


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events:
        return None
    orders = data.events["orders"]
    repeat = orders["is_repeat"].to_numpy()
    if not repeat.any():
        return None
    amount = float(orders["amount"].to_numpy()[repeat].sum())
    return Finding(
        "exact_duplicates", "look", int(repeat.sum()),
        phrase_n(
            "{n:count} order line repeats another line of its sheet exactly ({amount}).",
            "{n:count} order lines repeat another line of their sheet exactly ({amount}).",
            n=int(repeat.sum()), amount=Money(amount, data.currency),
        ),
        phrase("Kept: a customer may buy the same thing twice. Can be left out."),
        amount=amount, touched=event_rows(data, "orders", repeat), setting="orders.duplicates",
    )  # fmt: skip


ENTRY = Check("exact_duplicates", phrase("Exact repeats"), "look", _find, order=30)
