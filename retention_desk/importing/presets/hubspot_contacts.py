"""HubSpot contacts export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="hubspot_contacts",
    label=phrase("HubSpot contacts"),
    kind="customers",
    fingerprint=(
        "Record ID",
        "First Name",
        "Last Name",
        "Email",
        "Contact owner",
        "Create Date",
        "Lifecycle Stage",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Record ID",
            "name": "First Name",
            "email": "Email",
            "phone": "Phone Number",
            "owner": "Contact owner",
            "signup_date": "Create Date",
            "last_active_date": "Last Activity Date",
            "segment": "Lifecycle Stage",
            "region": "Country/Region",
            "channel": "Original Source",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Record ID - Contact", "Contact ID"),
        }
    ),
    source="HubSpot Knowledge Base, Export your records; headers as in public import scripts",
)
