"""WooCommerce orders as exported with the billing fields in full."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="woocommerce_billing_orders",
    label=phrase("WooCommerce orders, billing fields"),
    kind="orders",
    fingerprint=(
        "Order ID",
        "Order Date",
        "Order Status",
        "Billing Email",
        "Order Total Amount",
        "Billing First Name",
        "Billing Last Name",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Billing Email",
            "ordered_on": "Order Date",
            "order_id": "Order ID",
            "amount": "Order Total Amount",
            "quantity": "Quantity",
            "unit_price": "Item Cost",
            "product": "Item Name",
            "status": "Order Status",
            "currency": "Currency",
        }
    ),
    alternatives=MappingProxyType(
        {
            "order_id": ("Order Number",),
            "product": ("Product Name",),
        }
    ),
    describes=MappingProxyType(
        {
            "region": "Billing Country",
            "phone": "Billing Phone",
        }
    ),
    amount_is_of_order=True,
    source="WooCommerce order exports as read by public import scripts",
)
