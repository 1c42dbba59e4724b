"""Stripe payments export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="stripe_payments",
    label=phrase("Stripe payments"),
    kind="orders",
    fingerprint=(
        "id",
        "Seller Message",
        "Created (UTC)",
        "Amount",
        "Amount Refunded",
        "Currency",
        "Status",
        "Customer ID",
        "Captured",
        "Card ID",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Customer ID",
            "ordered_on": "Created (UTC)",
            "order_id": "id",
            "amount": "Amount",
            "refunded": "Amount Refunded",
            "refunded_on": "Refunded date (UTC)",
            "currency": "Currency",
            "status": "Status",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Customer Email",),
        }
    ),
    source="Stripe Dashboard, payments export as read by public import scripts",
)
