"""Stripe unified payments export (since 2023)."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="stripe_unified_payments",
    label=phrase("Stripe unified payments"),
    kind="orders",
    fingerprint=(
        "id",
        "Created date (UTC)",
        "Amount",
        "Amount Refunded",
        "Currency",
        "Captured",
        "Status",
        "Seller Message",
        "Customer ID",
        "Payment Source Type",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Customer ID",
            "ordered_on": "Created date (UTC)",
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
    describes=MappingProxyType(
        {
            "email": "Customer Email",
            "phone": "Customer Phone",
        }
    ),
    source="Stripe documentation, Export payments: unified payments",
)
