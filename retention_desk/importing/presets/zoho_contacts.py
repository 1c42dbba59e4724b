"""Zoho CRM contacts export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="zoho_contacts",
    label=phrase("Zoho CRM contacts"),
    kind="customers",
    fingerprint=(
        "Record Id",
        "Contact Owner",
        "First Name",
        "Last Name",
        "Account Name",
        "Email",
        "Created Time",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Record Id",
            "name": "Last Name",
            "email": "Email",
            "phone": "Phone",
            "owner": "Contact Owner",
            "channel": "Lead Source",
            "signup_date": "Created Time",
            "last_active_date": "Last Activity Time",
            "birthday": "Date of Birth",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Contact Id", "Email"),
            "phone": ("Mobile",),
        }
    ),
    source="Zoho CRM contacts export, as read by public import scripts",
)
