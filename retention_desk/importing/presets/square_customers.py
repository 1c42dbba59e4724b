"""Square customer directory export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="square_customers",
    label=phrase("Square customers"),
    kind="customers",
    fingerprint=(
        "Reference ID",
        "First Name",
        "Email Address",
        "Phone Number",
        "Square Customer ID",
        "First Visit",
        "Last Visit",
        "Transaction Count",
        "Lifetime Spend",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Square Customer ID",
            "name": "First Name",
            "email": "Email Address",
            "phone": "Phone Number",
            "region": "City",
            "signup_date": "First Visit",
            "last_active_date": "Last Visit",
            "birthday": "Birthday",
            "channel": "Creation Source",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Reference ID",),
            "region": ("State",),
        }
    ),
    source="Square customer directory export, as read by public import scripts",
)
