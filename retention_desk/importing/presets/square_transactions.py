"""Square transactions export, with the customer columns."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="square_transactions",
    label=phrase("Square transactions"),
    kind="orders",
    fingerprint=(
        "Date",
        "Time",
        "Time Zone",
        "Gross Sales",
        "Net Sales",
        "Total Collected",
        "Transaction ID",
        "Payment ID",
        "Event Type",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Customer ID",
            "ordered_on": "Date",
            "order_id": "Transaction ID",
            "amount": "Net Sales",
            "refunded": "Partial Refunds",
            "status": "Event Type",
            "channel": "Location",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Customer Name",),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "Customer Name",
        }
    ),
    source="Square Support, transactions CSV",
)
