"""WooCommerce orders as exported by the common order export extension."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="woocommerce_orders",
    label=phrase("WooCommerce orders"),
    kind="orders",
    fingerprint=(
        "Order Number",
        "Order Status",
        "Order Date",
        "Order Subtotal Amount",
        "Order Total Amount",
        "Email (Billing)",
        "Country Code (Billing)",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "Email (Billing)",
            "ordered_on": "Order Date",
            "order_id": "Order Number",
            "amount": "Order Total Amount",
            "quantity": "Quantity (- Refund)",
            "unit_price": "Item Cost",
            "refunded": "Order Refund Amount",
            "product": "Item Name",
            "status": "Order Status",
            "currency": "Currency",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("Billing Email", "Customer User ID"),
            "order_id": ("Order ID",),
            "quantity": ("Quantity",),
            "product": ("Product Name",),
        }
    ),
    describes=MappingProxyType(
        {
            "region": "Country Code (Billing)",
            "phone": "Phone (Billing)",
        }
    ),
    amount_is_of_order=True,
    source="Advanced Order Export for WooCommerce, default columns",
)
