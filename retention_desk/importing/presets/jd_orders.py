"""JD.com (京东) order export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="jd_orders",
    label=phrase("JD.com orders"),
    kind="orders",
    fingerprint=("订单号", "商品ID", "订购数量", "下单时间", "京东价", "下单帐号"),
    columns=MappingProxyType(
        {
            "customer_id": "下单帐号",
            "ordered_on": "下单时间",
            "order_id": "订单号",
            "quantity": "订购数量",
            "unit_price": "京东价",
            "product": "商品名称",
            "status": "订单状态",
            "channel": "订单渠道",
        }
    ),
    describes=MappingProxyType(
        {
            "name": "客户姓名",
            "phone": "联系电话",
        }
    ),
    source="JD.com shop export as read by public import scripts",
)
