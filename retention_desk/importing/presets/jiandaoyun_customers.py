"""Jiandaoyun (简道云) customer form export."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import phrase
from retention_desk.importing.preset import Preset

ENTRY = Preset(
    key="jiandaoyun_customers",
    label=phrase("Jiandaoyun customers"),
    kind="customers",
    fingerprint=("客户编号", "客户名称", "提交人", "提交时间", "更新时间"),
    columns=MappingProxyType(
        {
            "customer_id": "客户编号",
            "name": "客户名称",
            "phone": "联系电话",
            "owner": "跟进人",
            "signup_date": "提交时间",
            "segment": "客户等级",
            "region": "所在地区",
            "channel": "客户来源",
        }
    ),
    alternatives=MappingProxyType(
        {
            "owner": ("负责人", "提交人"),
            "segment": ("客户类型", "客户状态"),
            "region": ("省/自治区", "地区"),
        }
    ),
    source="Jiandaoyun form data: 提交人, 提交时间 and 更新时间 are its own fields, the others common names",
)
