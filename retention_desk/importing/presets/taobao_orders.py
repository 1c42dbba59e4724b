"""Taobao and Tmall order report (ExportOrderList)."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="taobao_orders",
    label=phrase("Taobao / Tmall orders"),
    kind="orders",
    fingerprint=("订单编号", "买家会员名", "买家实际支付金额", "订单状态", "订单创建时间"),
    columns=MappingProxyType(
        {
            "customer_id": "买家会员名",
            "ordered_on": "订单创建时间",
            "order_id": "订单编号",
            "amount": "买家实际支付金额",
            "quantity": "宝贝总数量",
            "product": "宝贝标题",
            "status": "订单状态",
            "channel": "店铺名称",
        }
    ),
    alternatives=MappingProxyType(
        {
            "ordered_on": ("订单付款时间",),
        }
    ),
    describes=MappingProxyType(
        {
            "phone": "联系手机",
        }
    ),
    source="ExportOrderList as written by public shop systems",
)
