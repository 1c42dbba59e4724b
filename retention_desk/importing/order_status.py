"""What the status of an order says: returned, never paid, not won."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.typing_columns import TypedColumn

_RETURNED: Final = re.compile(
    r"refund|return|cancel|void|chargeback|reversed|disputed|退款成功|退款完成|已退款|全额退款|退货|退回|已取消|取消|交易关闭|作废"
    r"|退貨|交易關閉|作廢|退款$|storniert|erstattet|remboursé|annulé|cancelado|reembolsado",
    re.IGNORECASE,
)
_NOT_RETURNED: Final = re.compile(
    r"partial|no[nt][\s_-]*(?:refund|return|cancel)|un(?:refund|return|cancel)|无退款|無退款|未退款|没有退款|部分退|退款关闭|退款關閉"
    r"|return(?:ing|s)? customer|request|申请|申請|pending",
    re.IGNORECASE,
)
_NEVER_PAID: Final = re.compile(
    r"fail|declin|unpaid|not[\s_-]*paid|expired|abandon|awaiting[\s_-]*payment|pending[\s_-]*payment|payment[\s_-]*pending"
    r"|requires_|incomplete|draft|quote|closed[\s_-]*lost|等待买家付款|等待付款|待付款|未付款|待支付|未支付|支付失败|付款失败|等待買家付款"
    r"|付款失敗|未完成付款|unbezahlt|fehlgeschlagen|impayé|échoué|pendiente de pago|fallido",
    re.IGNORECASE,
)
_WON: Final = re.compile(r"\b(?:closed[\s_-]*)?won\b|^赢单|^贏單|^已成交$|^成交$", re.IGNORECASE)


def by_status(
    typed: Mapping[str, TypedColumn], n_rows: int, judge: Callable[[str], bool]
) -> npt.NDArray[np.bool_]:
    """Return the rows whose status is judged so; none without a status."""
    if "status" not in typed:
        return np.zeros(n_rows, dtype=bool)
    status = typed["status"].values
    hits = np.array([judge(name) for name in status.categories] + [False], dtype=bool)
    result: npt.NDArray[np.bool_] = hits[status.codes]
    return result


def not_won(typed: Mapping[str, TypedColumn], n_rows: int) -> npt.NDArray[np.bool_]:
    """Return the deals that are not won, in a list of deals of all stages (one stage is called won)."""
    if "status" not in typed or not any(_WON.search(name) for name in typed["status"].values.categories):
        return np.zeros(n_rows, dtype=bool)
    return ~by_status(typed, n_rows, lambda name: bool(_WON.search(name)))


def means_never_paid(status: str) -> bool:
    """Whether a status says that no money came in: failed, declined, waiting for payment, a draft."""
    return bool(_NEVER_PAID.search(status))


def means_returned(status: str) -> bool:
    """Whether a status says that the order was refunded, returned or cancelled in full."""
    return bool(_RETURNED.search(status)) and not _NOT_RETURNED.search(status)
