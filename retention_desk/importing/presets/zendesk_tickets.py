"""Zendesk tickets export (CSV of tickets or of a view)."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="zendesk_tickets",
    label=phrase("Zendesk tickets"),
    kind="tickets",
    fingerprint=(
        "Id",
        "Requester",
        "Requester id",
        "Requester email",
        "Status",
        "Created at",
        "Ticket type",
        "Solved at",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Requester id",
            "opened_on": "Created at",
            "ticket_id": "Id",
            "closed_on": "Solved at",
            "type": "Ticket type",
            "status": "Status",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Requester email", "Requester"),
            "ticket_id": ("ID", "Ticket ID"),
            "opened_on": ("Requested",),
            "closed_on": ("Solved",),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "Requester",
            "email": "Requester email",
        }
    ),
    source="CSV of a Zendesk view, as read by public import scripts",
)
