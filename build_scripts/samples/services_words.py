"""The words a services firm's exports are written in, per language."""

from __future__ import annotations

from dataclasses import dataclass

from samples.companies import Language


@dataclass(frozen=True)
class FirmWords:
    """Headers, categories and notes of one language; the order of words is the order of codes."""

    language: Language
    sheets: tuple[str, str, str]
    """Clients, jobs, complaints."""
    headers: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    segments: tuple[str, ...]
    regions: tuple[str, ...]
    owners: tuple[str, ...]
    payment: tuple[str, ...]
    """On time, late, very late."""
    yes_no: tuple[str, str]
    leaving_notes: tuple[str, ...]
    jobs: tuple[str, ...]
    job_status: tuple[str, str, str]
    """Done, credited, refunded (the other word for credited)."""
    complaints: tuple[str, ...]
    open_closed: tuple[str, str]
    total: str
    titles: tuple[str, str, str]
    printed: str
    currency_patterns: tuple[str, ...]


EN = FirmWords(
    language="en",
    sheets=("Clients", "Jobs", "Complaints"),
    headers=(
        (
            "Client ID", "Client Name", "Contact", "Email", "Segment", "Region", "Owner", "Signup Date",
            "Contract End", "Monthly Fee", "Days Late", "Payment", "Rating", "Churned", "Leaving Note",
        ),
        ("Job No", "Client ID", "Job Date", "Service", "Hours", "Rate", "Amount", "Status"),
        (
            "Case Number", "Client ID", "Opened", "First Response", "Closed", "Type", "Status",
            "Satisfaction",
        ),
    ),
    segments=("Office", "Retail", "Hospitality", "Industrial"),
    regions=("North", "East", "South", "West", "Centre"),
    owners=("Niamh Haleham", "Jonah Clayfield", "Farah Linshaw", "Robin Elderwick"),
    payment=("On time", "Late", "Very late"),
    yes_no=("Yes", "No"),
    leaving_notes=("Found a cheaper firm", "Unhappy with quality", "Takes it in-house", "Site closes"),
    jobs=("Planned maintenance", "Repair", "Deep cleaning", "Inspection", "Emergency call"),
    job_status=("Completed", "Credited", "Refunded"),
    complaints=("Quality", "Late arrival", "Invoice", "Staff"),
    open_closed=("Open", "Closed"),
    total="Total",
    titles=("Client list", "Job report", "Complaints register"),
    printed="Printed 01/05/2026 07:45",
    currency_patterns=("£{}", "GBP {}"),
)  # fmt: skip
ZH_CN = FirmWords(
    language="zh_CN",
    sheets=("客户", "服务单", "投诉"),
    headers=(
        (
            "客户编号", "客户名称", "联系人", "邮箱", "客户类型", "地区", "负责人", "注册日期", "合同到期",
            "月费", "拖欠天数", "付款情况", "评价", "是否流失", "离开说明",
        ),
        ("订单编号", "客户编号", "订单日期", "产品名称", "数量", "单价", "金额", "订单状态"),
        ("工单号", "客户编号", "创建时间", "首次响应时间", "关闭时间", "类型", "状态", "满意度"),
    ),
    segments=("写字楼", "零售门店", "餐饮酒店", "工厂"),
    regions=("华北", "华东", "华南", "西南", "华中"),
    owners=("陆子墨", "江若溪", "韩明轩", "白清和"),
    payment=("按时", "偶有拖欠", "长期拖欠"),
    yes_no=("是", "否"),
    leaving_notes=("找到更便宜的公司", "对质量不满意", "改为自有团队", "场地关闭"),
    jobs=("定期保养", "维修", "深度保洁", "巡检", "紧急上门"),
    job_status=("已完成", "已退款", "退款成功"),
    complaints=("质量", "迟到", "账单", "人员"),
    open_closed=("处理中", "已关闭"),
    total="合计",
    titles=("客户台账", "服务单明细", "投诉登记"),
    printed="打印时间：2026-05-01 07:45",
    currency_patterns=("¥{}", "{}元"),
)  # fmt: skip
ZH_TW = FirmWords(
    language="zh_TW",
    sheets=("客戶", "服務單", "客訴"),
    headers=(
        (
            "客戶編號", "客戶名稱", "聯絡人", "電子郵件", "客戶類型", "地區", "負責人", "註冊日期",
            "合約到期日", "月費", "逾期天數", "付款情形", "評價", "是否流失", "離開說明",
        ),
        ("訂單編號", "客戶編號", "訂單日期", "商品名稱", "數量", "單價", "金額", "訂單狀態"),
        ("工單編號", "客戶編號", "建立時間", "首次回覆時間", "結案日期", "類型", "狀態", "滿意度"),
    ),
    segments=("辦公大樓", "零售門市", "餐飲旅宿", "工廠"),
    regions=("北部", "中部", "南部", "東部", "離島"),
    owners=("陸子墨", "江若溪", "韓明軒", "白清和"),
    payment=("準時", "偶有逾期", "長期逾期"),
    yes_no=("是", "否"),
    leaving_notes=("找到更便宜的公司", "對品質不滿意", "改由自己的團隊", "據點關閉"),
    jobs=("定期保養", "維修", "深度清潔", "巡檢", "緊急到府"),
    job_status=("已完成", "已退款", "退款成功"),
    complaints=("品質", "遲到", "帳務", "人員"),
    open_closed=("處理中", "已結案"),
    total="總計",
    titles=("客戶名冊", "服務單明細", "客訴登記"),
    printed="列印時間：2026/05/01 07:45",
    currency_patterns=("NT${}", "{}元"),
)  # fmt: skip
