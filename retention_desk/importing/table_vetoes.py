"""What the headers of a table rule out: rows that are plans, refunds, baskets left behind, summaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from retention_desk.importing.header_text import compact, words_of

_THINGS: Final = frozenset(
    (
        "sku", "orderid", "refundid", "chargeid", "subscriptionid", "productid", "variantid", "invoiceid",
        "orderlineid", "intervalunit", "interval", "intervalcount", "parentid", "ticketid", "lineitemid",
        "planid", "restocktype", "quantity", "unitprice", "price", "订单号", "订单编号", "訂單編號",
        "商品编码", "gegenkonto", "belegdatum", "商品編號", "货号", "貨號", "数量", "數量", "单价", "單價",
    )
)  # fmt: skip
"""Headers of tables whose rows are goods, lines, plans or bookings."""
_PERSONAL: Final = frozenset(
    (
        "email", "mail", "phone", "mobile", "telephone", "birthday", "birthdate", "surname", "firstname",
        "lastname", "gender", "churn", "churned", "exited", "attrition", "tenure", "邮箱", "手机", "手机号",
        "电话", "生日", "性别", "姓名", "性別", "手機", "電話", "信箱", "流失", "是否流失",
    )
)  # fmt: skip
_TERMS: Final = frozenset({"trial", "period", "term", "renewal", "renew", "expires", "activated", "cycle"})
_SUMMARIES: Final = (
    frozenset({"frequency", "recency"}), frozenset({"x", "tx", "t"}), frozenset({"recency", "monetary"}),
)  # fmt: skip


def tells_of_things(headers: Sequence[str]) -> int:
    """Return how many headers belong to goods, lines, plans or bookings rather than to persons."""
    return sum(compact(header) in _THINGS for header in headers)


def tells_of_persons(headers: Sequence[str]) -> bool:
    """Whether some header belongs to a person: e-mail, phone, birthday, having left."""
    return any(compact(header) in _PERSONAL or _PERSONAL & set(words_of(header)) for header in headers)


def is_baskets_left_behind(headers: Sequence[str]) -> bool:
    """Whether the rows are checkouts that were begun and not finished: no sales."""
    return any("abandoned" in words_of(header) for header in headers)


def tells_of_terms(headers: Sequence[str]) -> bool:
    """Whether several headers tell of terms, trials and renewals, as a table of subscriptions has."""
    return sum(bool(_TERMS & set(words_of(header))) for header in headers) >= 3


def is_summary(headers: Sequence[str]) -> bool:
    """Whether each row sums up a history (frequency, recency, T) instead of being an event of it."""
    forms = {compact(header) for header in headers}
    return any(needed <= forms for needed in _SUMMARIES)
