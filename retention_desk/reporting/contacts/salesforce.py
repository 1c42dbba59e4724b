"""Salesforce: contacts for the Data Import Wizard.

Contact Full Name (in place of first and last name), Business Phone, Email, Record Owner and Contact
Description are labels that the wizard maps by itself; the other columns are mapped to fields of the
organization's own.
"""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.reporting.contact_target import ContactTarget

ENTRY = ContactTarget(
    key="salesforce",
    label=phrase("Salesforce contacts"),
    columns=(
        ("Contact Full Name", "name"),
        ("Email", "email"),
        ("Business Phone", "phone"),
        ("Record Owner", "owner"),
        ("Contact Description", "description"),
        ("Customer ID", "customer_id"),
        ("Retention Play", "play"),
        ("Retention Channel", "channel"),
        ("Retention Handling", "handling"),
        ("Retention Due Date", "due"),
        ("Retention Status", "status"),
        ("Value Tier", "tier"),
        ("Health Score", "health_score"),
        ("Churn Probability", "churn_probability"),
        ("Value at Stake", "value_at_stake"),
        ("Retention Arm", "arm"),
        ("Retention Wave", "wave"),
    ),
    source="Salesforce Help, Field Mapping for Other Data Sources and Organization Import",
    encoding="utf-8",
    order=2,
)
