"""Youzan (有赞) order export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="youzan_orders",
    label=phrase("Youzan orders"),
    kind="orders",
    fingerprint=(
        "订单号",
        "订单状态",
        "订单创建时间",
        "买家付款时间",
        "全部商品名称",
        "订单商品总件数",
        "商品金额合计",
    ),
    columns=MappingProxyType(
        {
            "customer_id": "买家昵称",
            "ordered_on": "订单创建时间",
            "order_id": "订单号",
            "amount": "订单实付金额",
            "quantity": "订单商品总件数",
            "product": "全部商品名称",
            "status": "订单状态",
            "channel": "归属店铺",
        }
    ),
    alternatives=MappingProxyType(
        {
            "customer_id": ("买家手机号", "买家姓名"),
            "amount": ("应收订单金额", "实收金额", "商品金额合计"),
        }
    ),
    describes=MappingProxyType(
        {
            "region": "收货人省份",
            "phone": "买家手机号",
        }
    ),
    source="Youzan order export as read by public import scripts",
)
