"""German invoice list (Rechnungsausgangsbuch)."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="german_invoices",
    label=phrase("German invoice list"),
    kind="orders",
    fingerprint=("Rechnungsnummer", "Kundennummer", "Rechnungsdatum", "Netto"),
    columns=MappingProxyType(
        {
            "customer_id": "Kundennummer",
            "ordered_on": "Rechnungsdatum",
            "order_id": "Rechnungsnummer",
            "amount": "Netto",
        }
    ),
    day_first=True,
    source="German invoicing programs as read by public import scripts",
)
