"""WooCommerce Analytics, customers report."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="woocommerce_customers",
    label=phrase("WooCommerce customers"),
    kind="customers",
    fingerprint=("Name", "Username", "Last Active", "Sign Up", "Email", "Orders", "Total Spend", "AOV"),
    columns=MappingProxyType(
        {
            "customer_id": "Email",
            "name": "Name",
            "email": "Email",
            "signup_date": "Sign Up",
            "last_active_date": "Last Active",
            "region": "Country / Region",
            "phone": "Billing Phone",
        }
    ),
    alternatives=MappingProxyType(
        {
            "signup_date": ("Date Registered",),
            "region": ("Country",),
        }
    ),
    source="WooCommerce Analytics, export columns of the customers report (plugin source)",
)
