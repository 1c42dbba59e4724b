"""Salesforce opportunities report; only opportunities that were won are sales."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="salesforce_opportunities",
    label=phrase("Salesforce opportunities"),
    kind="orders",
    fingerprint=("Opportunity Name", "Account Name", "Amount", "Close Date", "Stage"),
    columns=MappingProxyType(
        {
            "customer_id": "Account ID",
            "ordered_on": "Close Date",
            "order_id": "Opportunity ID",
            "amount": "Amount",
            "status": "Stage",
            "channel": "Lead Source",
            "product": "Type",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Account Name",),
            "order_id": ("Opportunity Name",),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "Account Name",
            "owner": "Opportunity Owner",
        }
    ),
    source="Salesforce Help, opportunity reports; headers as in public import scripts",
)
