"""HubSpot deals export; only deals that were won are sales."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="hubspot_deals",
    label=phrase("HubSpot deals"),
    kind="orders",
    fingerprint=("Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount"),
    columns=MappingProxyType(
        {
            "customer_id": "Associated Company IDs",
            "ordered_on": "Close Date",
            "order_id": "Record ID",
            "amount": "Amount",
            "status": "Deal Stage",
            "channel": "Pipeline",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": (
                "Associated Company",
                "Company Name",
                "Associated Contact IDs",
                "Associated Contact",
            ),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "Associated Company",
            "owner": "Deal owner",
        }
    ),
    source="HubSpot Knowledge Base, Export your records; headers as in public import scripts",
)
