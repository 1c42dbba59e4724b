"""Shopify customers export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="shopify_customers",
    label=phrase("Shopify customers"),
    kind="customers",
    fingerprint=(
        "First Name",
        "Last Name",
        "Email",
        "Company",
        "Phone",
        "Total Spent",
        "Total Orders",
        "Tags",
        "Note",
        "Tax Exempt",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Email",
            "name": "First Name",
            "phone": "Phone",
            "region": "Province",
        }
    ),
    alternatives=MappingProxyType(
        {
            "region": ("Default Address Province Code", "Province Code", "Country"),
            "phone": ("Default Address Phone",),
        }
    ),
    source="Shopify Help Center, Customer CSV file",
)
