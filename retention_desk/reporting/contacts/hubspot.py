"""HubSpot: contacts, matched by e-mail address.

First name, Last name, Email and Phone number are HubSpot's own properties, Contact owner takes the user's
e-mail address; the other columns are matched to properties of the account's own in the import.
"""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.reporting.contact_target import ContactTarget

ENTRY = ContactTarget(
    key="hubspot",
    label=phrase("HubSpot contacts"),
    columns=(
        ("Email", "email"),
        ("First name", "first_name"),
        ("Last name", "last_name"),
        ("Phone number", "phone"),
        ("Contact owner", "owner_email"),
        ("Customer ID", "customer_id"),
        ("Retention play", "play"),
        ("Retention channel", "channel"),
        ("Retention handling", "handling"),
        ("Retention owner", "owner"),
        ("Retention due date", "due"),
        ("Retention status", "status"),
        ("Retention reason", "reason"),
        ("Retention script", "script"),
        ("Value tier", "tier"),
        ("Health score", "health_score"),
        ("Likely to leave", "churn_probability"),
        ("Value at stake", "value_at_stake"),
        ("Retention arm", "arm"),
        ("Retention wave", "wave"),
    ),
    source="HubSpot Knowledge Base, Set up your import files: requirements, header row and owners",
    order=1,
)
