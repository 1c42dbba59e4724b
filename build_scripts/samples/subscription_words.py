"""The words a subscription service's exports are written in, per language."""

from __future__ import annotations

from dataclasses import dataclass

from samples.companies import Language

TABLES = ("customers", "subscriptions", "activity", "tickets", "surveys")


@dataclass(frozen=True)
class ServiceWords:
    """Headers, categories and notes of one language; the order of words is the order of codes."""

    language: Language
    sheets: tuple[str, ...]
    headers: tuple[tuple[str, ...], ...]
    """Per table of ``TABLES``."""
    plans: tuple[str, ...]
    billing: tuple[str, str]
    """Monthly, annual."""
    status: dict[str, str]
    reasons: dict[str, str]
    features: tuple[str, ...]
    ticket_types: dict[str, str]
    open_closed: tuple[str, str]
    yes_no: tuple[str, str]
    comments: tuple[str, str, str]
    """Unhappy, so-so, happy."""
    segments: tuple[str, ...]
    industries: tuple[str, ...]
    regions: tuple[str, ...]
    owners: tuple[str, ...]
    total: str
    above: tuple[str, ...]
    """Notes above the header of an untidy sheet, after its title."""
    note_sheet: tuple[str, ...]
    currency_pattern: str


EN = ServiceWords(
    language="en",
    sheets=("Customers", "Subscriptions", "Activity", "Tickets", "Surveys"),
    headers=(
        (
            "Customer ID", "Customer Name", "Contact", "Email", "Segment", "Industry", "Region", "Owner",
            "Signup Date",
        ),
        (
            "Customer ID", "Start Date", "End Date", "Plan", "Seats", "Billing Period", "MRR", "Status",
            "Cancel Reason",
        ),
        ("Customer ID", "Date", "Feature", "Count", "Minutes"),
        (
            "Ticket ID", "Customer ID", "Opened", "First Response", "Closed", "Type", "Status",
            "Satisfaction", "First Contact Resolved",
        ),
        ("Customer ID", "Answered", "Survey Type", "Score", "Comment"),
    ),
    plans=("Starter", "Team", "Business", "Enterprise"),
    billing=("monthly", "annual"),
    status={"active": "Active", "changed": "Changed", "cancelled": "Cancelled"},
    reasons={
        "unused": "Not using it enough", "support": "Support too slow", "price": "Too expensive",
        "competitor": "Switched to another product", "missing_feature": "Missing a feature",
        "closed": "Closing the business",
    },
    features=("Planner", "Reports", "Mobile app", "Automations", "Integrations", "Data export"),
    ticket_types={"question": "Question", "bug": "Bug", "billing": "Billing", "complaint": "Complaint"},
    open_closed=("Open", "Closed"),
    yes_no=("Yes", "No"),
    comments=("Waited days for an answer.", "Does what it should, no more.", "Saves us hours every week."),
    segments=("Small", "Medium", "Large"),
    industries=("Design", "Health", "Retail", "Construction", "Education", "Services"),
    regions=("North", "South", "East", "West"),
    owners=("Mabel Fernley", "Callum Oakwick", "Priya Larkham", "Theo Birchmere"),
    total="Total",
    above=("Exported 18/05/2026 08:30 by operations", ""),
    note_sheet=(
        "About this export", "One sheet per table. Amounts are per billing period, in USD.",
        "Internal test accounts carry no customer number.",
    ),
    currency_pattern="${}",
)  # fmt: skip

ZH_CN = ServiceWords(
    language="zh_CN",
    sheets=("客户", "订阅", "活跃", "工单", "问卷"),
    headers=(
        ("客户编号", "客户名称", "联系人", "邮箱", "客户类型", "行业", "地区", "负责人", "注册日期"),
        ("客户编号", "开始日期", "结束日期", "套餐", "席位数", "计费周期", "月费", "状态", "取消原因"),
        ("客户编号", "日期", "功能", "次数", "分钟"),
        ("工单号", "客户编号", "创建时间", "首次响应时间", "关闭时间", "类型", "状态", "满意度", "首次解决"),
        ("客户编号", "填写时间", "问卷类型", "评分", "意见"),
    ),
    plans=("入门版", "团队版", "商业版", "旗舰版"),
    billing=("月付", "年付"),
    status={"active": "生效中", "changed": "已变更", "cancelled": "已取消"},
    reasons={
        "unused": "用得太少", "support": "客服响应慢", "price": "价格太高", "competitor": "换用其他产品",
        "missing_feature": "缺少功能", "closed": "停业",
    },
    features=("排程", "报表", "手机端", "自动化", "集成", "数据导出"),
    ticket_types={"question": "咨询", "bug": "故障", "billing": "账单", "complaint": "投诉"},
    open_closed=("处理中", "已关闭"),
    yes_no=("是", "否"),
    comments=("等了好几天才有回复。", "够用，没什么惊喜。", "每周省下好几个小时！"),
    segments=("小型", "中型", "大型"),
    industries=("设计", "医疗", "零售", "建筑", "教育", "服务"),
    regions=("华北", "华东", "华南", "西南"),
    owners=("苏星河", "沈知夏", "梁书晚", "顾云舒"),
    total="合计",
    above=("导出时间：2026-05-18 08:30　导出人：运营", ""),
    note_sheet=("导出说明", "每张表一个工作表，金额按计费周期，单位：元。", "内部测试账号没有客户编号。"),
    currency_pattern="¥{}",
)  # fmt: skip

ZH_TW = ServiceWords(
    language="zh_TW",
    sheets=("客戶", "訂閱", "使用紀錄", "工單", "問卷"),
    headers=(
        ("客戶編號", "客戶名稱", "聯絡人", "電子郵件", "客戶類型", "產業", "地區", "負責人", "註冊日期"),
        ("客戶編號", "開始日期", "結束日期", "方案", "席次", "計費週期", "月費", "狀態", "取消原因"),
        ("客戶編號", "日期", "功能", "次數", "分鐘"),
        (
            "工單編號", "客戶編號", "建立時間", "首次回覆時間", "結案日期", "類型", "狀態", "滿意度",
            "首次解決",
        ),
        ("客戶編號", "填答日期", "問卷類型", "評分", "意見"),
    ),
    plans=("入門版", "團隊版", "商務版", "旗艦版"),
    billing=("月繳", "年繳"),
    status={"active": "使用中", "changed": "已變更", "cancelled": "已取消"},
    reasons={
        "unused": "用得太少", "support": "客服回覆慢", "price": "價格太高", "competitor": "改用其他產品",
        "missing_feature": "缺少功能", "closed": "歇業",
    },
    features=("排程", "報表", "手機版", "自動化", "串接", "資料匯出"),
    ticket_types={"question": "諮詢", "bug": "故障", "billing": "帳務", "complaint": "客訴"},
    open_closed=("處理中", "已結案"),
    yes_no=("是", "否"),
    comments=("等了好幾天才有人回覆。", "夠用，沒什麼驚喜。", "每週省下好幾個小時！"),
    segments=("小型", "中型", "大型"),
    industries=("設計", "醫療", "零售", "營建", "教育", "服務"),
    regions=("北部", "中部", "南部", "東部"),
    owners=("蘇星河", "沈知夏", "梁書晚", "顧雲舒"),
    total="總計",
    above=("匯出時間：2026/05/18 08:30　匯出人：營運", ""),
    note_sheet=("匯出說明", "每張表一個工作表，金額依計費週期，單位：新台幣。", "內部測試帳號沒有客戶編號。"),
    currency_pattern="NT${}",
)  # fmt: skip
WORDS: dict[Language, ServiceWords] = {words.language: words for words in (EN, ZH_CN, ZH_TW)}
