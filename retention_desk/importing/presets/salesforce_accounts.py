"""Salesforce accounts report."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="salesforce_accounts",
    label=phrase("Salesforce accounts"),
    kind="customers",
    fingerprint=("Account Name", "Account Owner", "Billing State/Province", "Type", "Last Activity"),
    columns=MappingProxyType(
        {
            "customer_id": "Account ID",
            "name": "Account Name",
            "owner": "Account Owner",
            "region": "Billing State/Province",
            "segment": "Type",
            "last_active_date": "Last Activity",
            "signup_date": "Created Date",
            "phone": "Phone",
            "channel": "Account Source",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Account Name",),
            "segment": ("Account Type",),
        }
    ),
    source="Salesforce account report, labels of the standard account fields",
)
