"""Orders dated before the customer signed up."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, event_rows


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events or "signup_date" not in data.customers:
        return None
    orders = data.events["orders"]
    signed = data.customers["signup_date"].to_numpy()[orders["customer"].to_numpy()]
    early = orders["ordered_on"].to_numpy() < signed
    if not early.any():
        return None
    return Finding(
        "orders_before_signup", "look", int(early.sum()),
        phrase_n(
            "{n:count} order line is dated before its customer signed up.",
            "{n:count} order lines are dated before their customer signed up.",
            n=int(early.sum()),
        ),
        phrase("Used as they stand; the first order counts as the beginning."),
        touched=event_rows(data, "orders", early),
    )  # fmt: skip


ENTRY = Check("orders_before_signup", phrase("Orders before sign-up"), "look", _find, order=70)
