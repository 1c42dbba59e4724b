"""Stripe customers export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="stripe_customers",
    label=phrase("Stripe customers"),
    kind="customers",
    fingerprint=(
        "id",
        "Description",
        "Email",
        "Name",
        "Created (UTC)",
        "Delinquent",
        "Total Spend",
        "Payment Count",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "id",
            "name": "Name",
            "email": "Email",
            "signup_date": "Created (UTC)",
            "plan": "Plan",
        }
    ),
    source="Stripe Dashboard, customers export, as read by public import scripts",
)
