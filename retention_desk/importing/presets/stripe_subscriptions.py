"""Stripe subscriptions export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="stripe_subscriptions",
    label=phrase("Stripe subscriptions"),
    kind="subscriptions",
    fingerprint=(
        "id",
        "Customer ID",
        "Status",
        "Amount",
        "Interval",
        "Created (UTC)",
        "Start (UTC)",
        "Current Period Start (UTC)",
        "Current Period End (UTC)",
        "Canceled At (UTC)",
        "Ended At (UTC)",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Customer ID",
            "started_on": "Start (UTC)",
            "amount": "Amount",
            "billing_period": "Interval",
            "ended_on": "Ended At (UTC)",
            "plan": "Plan",
            "status": "Status",
            "cancel_reason": "Cancellation Reason",
        }
    ),
    alternatives=MappingProxyType(
        {
            "started_on": ("Start Date (UTC)", "Created (UTC)"),
            "ended_on": ("Canceled At (UTC)",),
            "plan": ("Product",),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "Customer Name",
            "email": "Customer Email",
        }
    ),
    source="Stripe Dashboard, subscriptions export as read by public import scripts",
)
