"""Shopify orders export: one row per line item, order fields on the first row of each order."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="shopify_orders",
    label=phrase("Shopify orders"),
    kind="orders",
    fingerprint=("Name", "Email", "Financial Status", "Paid at", "Lineitem quantity", "Lineitem price"),
    columns=MappingProxyType(
        {
            "customer_id": "Email",
            "ordered_on": "Created at",
            "order_id": "Name",
            "quantity": "Lineitem quantity",
            "unit_price": "Lineitem price",
            "refunded": "Refunded Amount",
            "product": "Lineitem name",
            "currency": "Currency",
            "status": "Financial Status",
            "channel": "Source",
        }
    ),
    describes=MappingProxyType(
        {
            "name": "Billing Name",
            "phone": "Phone",
            "region": "Billing Country",
        }
    ),
    source="Shopify Help Center, Exporting orders: order export columns",
)
