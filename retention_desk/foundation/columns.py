"""Canonical tables and columns: what an export can hold, and by which headers it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from retention_desk.foundation.wording import Phrase, phrase

TableKind = Literal[
    "customers", "orders", "subscriptions", "activity", "tickets",
    "surveys", "referrals", "community", "payments",
]  # fmt: skip
ColumnType = Literal["id", "text", "category", "number", "money", "date", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """A canonical column.

    Parameters
    ----------
    key : str
        Name in canonical tables.
    type : ColumnType
        How its cells are read; ``category`` is text with few values.
    label : Phrase
        Name shown to people.
    synonyms : tuple of str
        Headers it is known by, lower case, in English and Chinese, the commonest first.
    """

    key: str
    type: ColumnType
    label: Phrase
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its columns, and the alternatives of which each needs one set complete."""

    kind: TableKind
    columns: tuple[Column, ...]
    required: tuple[frozenset[str], ...]

    def column(self, key: str) -> Column:
        """Return a column by key; KeyError when the kind has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


_CUSTOMER_ID = Column(
    "customer_id",
    "id",
    phrase("Customer"),
    (
        "customer_id", "customer id", "customerid", "customer no", "customer number", "client id", "user id",
        "userid", "user_id", "account id", "account_id", "member id", "buyer", "buyer id", "customer",
        "客户id", "客户编号", "客户 id", "客户号", "客户", "会员id", "会员编号", "会员号", "会员名", "买家会员名",
        "买家昵称", "买家id", "用户id", "用户编号", "用户名", "客戶編號", "客戶代號", "會員編號", "會員帳號", "買家帳號",
    ),
)  # fmt: skip

CUSTOMERS: Final = Table(
    "customers",
    (
        _CUSTOMER_ID,
        Column("name", "text", phrase("Name"), ("name", "customer name", "full name", "姓名", "客户名称", "客戶名稱", "会员姓名")),
        Column("email", "text", phrase("E-mail"), ("email", "e-mail", "mail", "邮箱", "电子邮件", "電子郵件", "信箱")),
        Column("phone", "text", phrase("Phone"), ("phone", "mobile", "telephone", "手机", "手机号", "电话", "手機", "電話")),
        Column("segment", "category", phrase("Segment"), ("segment", "customer type", "type", "细分", "客户类型", "客戶類型")),
        Column("region", "category", phrase("Region"), ("region", "country", "state", "city", "province", "地区", "省份", "城市", "国家", "地區", "縣市")),
        Column("channel", "category", phrase("Channel"), ("channel", "source", "acquisition channel", "渠道", "来源", "管道", "來源")),
        Column("owner", "category", phrase("Owner"), ("owner", "account manager", "sales rep", "负责人", "客户经理", "負責人", "業務")),
        Column("signup_date", "date", phrase("Signed up on"), ("signup date", "created at", "created", "join date", "registered", "注册时间", "注册日期", "加入日期", "註冊日期")),
        Column("last_active_date", "date", phrase("Last active on"), ("last active", "last login", "last seen", "最近登录", "最后登录时间", "最近登入")),
        Column("birthday", "date", phrase("Birthday"), ("birthday", "birth date", "date of birth", "生日", "出生日期")),
        Column("plan", "category", phrase("Plan"), ("plan", "subscription plan", "package", "套餐", "方案")),
        Column("mrr", "money", phrase("Monthly recurring revenue"), ("mrr", "monthly charges", "monthlycharges", "monthly fee", "月费", "月費")),
        Column("contract_end", "date", phrase("Contract ends on"), ("contract end", "renewal date", "expires", "合同到期", "到期日", "合約到期日")),
        Column("points", "number", phrase("Points"), ("points", "loyalty points", "积分", "點數", "積分")),
        Column("churned", "flag", phrase("Left"), ("churn", "churned", "exited", "attrition", "attrition_flag", "churn value", "churn label", "is_churn", "left", "流失", "是否流失", "已流失")),
        Column("churn_date", "date", phrase("Left on"), ("churn date", "cancelled at", "cancel date", "流失日期", "退订日期")),
        Column("churn_reason", "category", phrase("Reason for leaving"), ("churn reason", "cancel reason", "流失原因")),
        Column("preferred_channel", "category", phrase("Preferred channel"), ("preferred channel", "contact preference", "首选渠道", "偏好管道")),
    ),
    (frozenset({"customer_id"}),),
)  # fmt: skip

ORDERS: Final = Table(
    "orders",
    (
        _CUSTOMER_ID,
        Column("ordered_on", "date", phrase("Ordered on"), ("order date", "invoicedate", "invoice date", "date", "purchase date", "created at", "订单付款时间", "付款时间", "下单时间", "订单创建时间", "订单日期", "订购日期", "下單時間", "訂單日期", "訂購日期")),
        Column("order_id", "id", phrase("Order"), ("order id", "order_id", "order no", "invoice", "invoiceno", "invoice no", "order number", "订单编号", "订单号", "訂單編號", "訂單號碼")),
        Column("amount", "money", phrase("Amount"), ("amount", "total", "sales", "revenue", "line total", "total price", "实付金额", "买家实际支付金额", "实际支付金额", "订单金额", "金额", "销售额", "销售金额", "總金額", "訂單金額", "金額")),
        Column("quantity", "number", phrase("Quantity"), ("quantity", "qty", "units", "数量", "宝贝总数量", "购买数量", "數量")),
        Column("unit_price", "money", phrase("Unit price"), ("price", "unit price", "unitprice", "单价", "价格", "單價")),
        Column("product", "category", phrase("Product"), ("product", "stockcode", "sku", "product id", "item", "description", "product name", "宝贝标题", "商品", "商品名称", "产品名称", "商品名稱")),
        Column("category", "category", phrase("Category"), ("category", "product category", "类别", "品类", "類別")),
        Column("discount", "number", phrase("Discount"), ("discount", "优惠", "折扣", "折扣金額")),
        Column("cost", "money", phrase("Cost"), ("cost", "成本")),
        Column("currency", "category", phrase("Currency"), ("currency", "币种", "货币", "幣別")),
        Column("status", "category", phrase("Status"), ("status", "order status", "financial status", "订单状态", "交易状态", "訂單狀態")),
        Column("channel", "category", phrase("Channel"), ("channel", "sales channel", "渠道", "通路")),
    ),
    (frozenset({"customer_id", "ordered_on", "amount"}), frozenset({"customer_id", "ordered_on", "quantity", "unit_price"})),
)  # fmt: skip

SUBSCRIPTIONS: Final = Table(
    "subscriptions",
    (
        _CUSTOMER_ID,
        Column("started_on", "date", phrase("Started on"), ("start date", "started", "subscription start", "开始日期", "開始日期")),
        Column("mrr", "money", phrase("Monthly recurring revenue"), ("mrr", "mrr_amount", "monthly amount", "月费", "月費")),
        Column("amount", "money", phrase("Amount"), ("amount", "price", "金额", "金額")),
        Column("billing_period", "category", phrase("Billing period"), ("billing period", "billing frequency", "interval", "计费周期", "計費週期")),
        Column("ended_on", "date", phrase("Ended on"), ("end date", "ended", "cancelled at", "结束日期", "結束日期")),
        Column("plan", "category", phrase("Plan"), ("plan", "plan tier", "套餐", "方案")),
        Column("status", "category", phrase("Status"), ("status", "状态", "狀態")),
        Column("cancel_reason", "category", phrase("Reason for leaving"), ("cancel reason", "reason", "取消原因")),
        Column("trial", "flag", phrase("Trial"), ("is trial", "trial", "试用", "試用")),
    ),
    (frozenset({"customer_id", "started_on", "mrr"}), frozenset({"customer_id", "started_on", "amount"})),
)  # fmt: skip

ACTIVITY: Final = Table(
    "activity",
    (
        _CUSTOMER_ID,
        Column("happened_on", "date", phrase("Happened on"), ("date", "event date", "timestamp", "usage date", "login date", "日期", "时间", "時間")),
        Column("feature", "category", phrase("Feature"), ("feature", "feature name", "event", "action", "功能", "事件")),
        Column("count", "number", phrase("Count"), ("count", "usage count", "events", "logins", "次数", "次數")),
        Column("minutes", "number", phrase("Minutes"), ("minutes", "duration", "分钟", "分鐘")),
    ),
    (frozenset({"customer_id", "happened_on"}),),
)  # fmt: skip

TICKETS: Final = Table(
    "tickets",
    (
        _CUSTOMER_ID,
        Column("opened_on", "date", phrase("Opened on"), ("opened", "submitted at", "created at", "open date", "创建时间", "提交时间", "建立時間", "反映日期")),
        Column("ticket_id", "id", phrase("Ticket"), ("ticket id", "case number", "case id", "工单号", "工單編號")),
        Column("closed_on", "date", phrase("Closed on"), ("closed", "closed at", "resolved at", "关闭时间", "结案时间", "結案日期")),
        Column("first_response_on", "date", phrase("First response on"), ("first response", "first response at", "首次响应时间", "首次回覆時間")),
        Column("type", "category", phrase("Type"), ("type", "ticket type", "category", "类型", "類型")),
        Column("status", "category", phrase("Status"), ("status", "状态", "狀態")),
        Column("satisfaction", "number", phrase("Satisfaction"), ("satisfaction", "satisfaction score", "满意度", "滿意度")),
        Column("first_contact_resolved", "flag", phrase("Resolved at first contact"), ("first contact resolved", "首次解决", "首次解決")),
    ),
    (frozenset({"customer_id", "opened_on"}),),
)  # fmt: skip

SURVEYS: Final = Table(
    "surveys",
    (
        _CUSTOMER_ID,
        Column("answered_on", "date", phrase("Answered on"), ("answered", "response date", "survey date", "submitted", "回答日期", "填写时间", "填答日期")),
        Column("score", "number", phrase("Score"), ("score", "rating", "nps", "nps score", "评分", "分数", "評分", "分數")),
        Column("scale", "category", phrase("Scale"), ("scale", "survey type", "type", "问卷类型", "問卷類型")),
        Column("comment", "text", phrase("Comment"), ("comment", "feedback", "comments", "评论", "意见", "意見")),
    ),
    (frozenset({"customer_id", "answered_on", "score"}),),
)  # fmt: skip

REFERRALS: Final = Table(
    "referrals",
    (
        _CUSTOMER_ID,
        Column("referred_on", "date", phrase("Referred on"), ("referred on", "referral date", "推荐日期", "推薦日期")),
        Column("referred_id", "id", phrase("Referred customer"), ("referred id", "referred customer", "被推荐人", "被推薦人")),
        Column("converted", "flag", phrase("Converted"), ("converted", "是否转化", "是否轉換")),
    ),
    (frozenset({"customer_id", "referred_on"}),),
)  # fmt: skip

COMMUNITY: Final = Table(
    "community",
    (
        _CUSTOMER_ID,
        Column("happened_on", "date", phrase("Happened on"), ("date", "posted at", "发布时间", "發文時間")),
        Column("type", "category", phrase("Type"), ("type", "contribution", "类型", "類型")),
    ),
    (frozenset({"customer_id", "happened_on", "type"}),),
)  # fmt: skip

PAYMENTS: Final = Table(
    "payments",
    (
        _CUSTOMER_ID,
        Column("due_on", "date", phrase("Due on"), ("due date", "due", "应付日期", "到期日", "應付日期")),
        Column("paid_on", "date", phrase("Paid on"), ("paid on", "paid at", "payment date", "付款日期", "支付日期")),
        Column("amount", "money", phrase("Amount"), ("amount", "amount due", "金额", "金額")),
    ),
    (frozenset({"customer_id", "due_on"}),),
)  # fmt: skip

TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        table.kind: table
        for table in (
            CUSTOMERS,
            ORDERS,
            SUBSCRIPTIONS,
            ACTIVITY,
            TICKETS,
            SURVEYS,
            REFERRALS,
            COMMUNITY,
            PAYMENTS,
        )
    }
)

EVENT_DATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "orders": "ordered_on",
        "subscriptions": "started_on",
        "activity": "happened_on",
        "tickets": "opened_on",
        "surveys": "answered_on",
        "referrals": "referred_on",
        "community": "happened_on",
        "payments": "due_on",
    }
)
"""The column that dates a row of each event table."""
