"""Invoices of Stripe as its API gives them: amounts in cents, days as seconds since 1970."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="stripe_api_invoices",
    label=phrase("Stripe invoices (API)"),
    kind="orders",
    fingerprint=(
        "id", "amount_due", "amount_paid", "amount_remaining", "attempt_count", "billing_reason", "created",
        "currency", "livemode", "period_end", "period_start", "status", "total",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "customer", "ordered_on": "created", "order_id": "id", "amount": "amount_paid",
            "currency": "currency", "status": "status",
        }
    ),
    alternatives=MappingProxyType({"customer_id": ("customer_id", "customer_email")}),
    source="Stripe API reference, the Invoice object",
)  # fmt: skip
