"""Charges of Stripe as its API gives them: amounts in cents, days as seconds since 1970."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="stripe_api_charges",
    label=phrase("Stripe charges (API)"),
    kind="orders",
    fingerprint=(
        "id", "amount", "amount_refunded", "balance_transaction", "captured", "created", "currency",
        "livemode", "paid", "payment_intent", "receipt_url", "refunded", "status",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "customer", "ordered_on": "created", "order_id": "id", "amount": "amount",
            "refunded": "amount_refunded", "currency": "currency", "status": "status",
        }
    ),
    alternatives=MappingProxyType({"customer_id": ("customer_id",)}),
    source="Stripe API reference, the Charge object",
)  # fmt: skip
