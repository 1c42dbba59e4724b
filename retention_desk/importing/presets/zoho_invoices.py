"""Zoho Books and Zoho Invoice invoices export: one row per item."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="zoho_invoices",
    label=phrase("Zoho invoices"),
    kind="orders",
    fingerprint=(
        "Invoice Date",
        "Invoice Number",
        "Invoice Status",
        "Customer Name",
        "Currency Code",
        "Item Name",
        "Quantity",
        "Item Price",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Customer ID",
            "ordered_on": "Invoice Date",
            "order_id": "Invoice Number",
            "amount": "Item Total",
            "quantity": "Quantity",
            "unit_price": "Item Price",
            "product": "Item Name",
            "currency": "Currency Code",
            "status": "Invoice Status",
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
            "owner": "Sales person",
        }
    ),
    source="Zoho Books Help, sample invoice import and export file",
)
