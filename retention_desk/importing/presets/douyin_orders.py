"""Douyin (抖音) shop order export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="douyin_orders",
    label=phrase("Douyin orders"),
    kind="orders",
    fingerprint=(
        "主订单编号",
        "子订单编号",
        "选购商品",
        "商品数量",
        "订单应付金额",
        "收件人",
        "订单提交时间",
        "订单状态",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "收件人手机号",
            "ordered_on": "订单提交时间",
            "order_id": "主订单编号",
            "amount": "订单应付金额",
            "quantity": "商品数量",
            "product": "选购商品",
            "status": "订单状态",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("收件人",),
        }
    ),
    describes=MappingProxyType(
        {
            "name": "收件人",
        }
    ),
    source="Douyin shop export as read by public import scripts",
)
