"""Zoho CRM: contacts; a last name is a must, so one without a name has the customer's ID there.

First Name, Last Name, Email, Phone, Contact Owner and Description are Zoho's own fields; notes are imported
through Description. The other columns are mapped to fields of the account's own.
"""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.reporting.contact_target import ContactTarget

ENTRY = ContactTarget(
    key="zoho",
    label=phrase("Zoho CRM contacts"),
    columns=(
        ("First Name", "first_name"),
        ("Last Name", "last_name"),
        ("Email", "email"),
        ("Phone", "phone"),
        ("Contact Owner", "owner"),
        ("Description", "description"),
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
    source="Zoho CRM help, FAQs: Contact Management: last name mandatory, notes to Description",
    order=3,
)
