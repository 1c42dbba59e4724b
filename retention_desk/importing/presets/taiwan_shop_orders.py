"""Order export of Taiwanese shop systems with e-invoice columns."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="taiwan_shop_orders",
    label=phrase("Taiwanese shop orders"),
    kind="orders",
    fingerprint=("訂單編號", "訂單日期", "買方名稱", "品名", "數量", "單價"),
    columns=MappingProxyType(
        {
            "customer_id": "買方Email",
            "ordered_on": "訂單日期",
            "order_id": "訂單編號",
            "quantity": "數量",
            "unit_price": "單價",
            "product": "品名",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("電話/手機", "買方名稱"),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "買方名稱",
            "phone": "電話/手機",
        }
    ),
    source="Taiwanese shop exports as read by public import scripts",
)
