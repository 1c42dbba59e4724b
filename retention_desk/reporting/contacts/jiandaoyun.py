"""简道云: rows of a form; its fields are named by whoever made it, so the headers are the usual ones.

Dates may be written as 2015-04-20; the importer matches headers to the fields of the form.
"""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.reporting.contact_target import ContactTarget

ENTRY = ContactTarget(
    key="jiandaoyun",
    label=phrase("Jiandaoyun form"),
    columns=(
        ("客户编号", "customer_id"),
        ("客户名称", "name"),
        ("联系电话", "phone"),
        ("邮箱", "email"),
        ("跟进人", "owner"),
        ("客户等级", "tier"),
        ("动作方案", "play"),
        ("触达渠道", "channel"),
        ("处理方式", "handling"),
        ("截止日期", "due"),
        ("跟进状态", "status"),
        ("主要原因", "reason"),
        ("话术", "script"),
        ("健康分", "health_score"),
        ("流失概率", "churn_probability"),
        ("风险价值", "value_at_stake"),
        ("实验组别", "arm"),
        ("批次", "wave"),
    ),
    source="Jiandaoyun (Jodoo) help centre, import of special fields: dates as 2015-04-20",
    order=4,
)
