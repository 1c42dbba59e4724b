"""Yes and no from cells of any writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

YES: Final = frozenset(
    (
        "yes", "y", "true", "t", "1", "1.0", "on", "x", "✓", "√", "✔", "是", "有", "对", "真", "已", "ja",
        "j", "wahr", "oui", "o", "vrai", "si", "sí", "s", "verdadero", "sim",
    )
)  # fmt: skip
NO: Final = frozenset(
    (
        "no", "n", "false", "f", "0", "0.0", "off", "✗", "×", "✘", "否", "无", "無", "不", "没有", "沒有",
        "假", "未", "nein", "falsch", "non", "faux", "falso", "não", "nao",
    )
)  # fmt: skip
LEFT: Final = YES | frozenset(
    (
        "churned", "churn", "attrited", "attrited customer", "cancelled", "canceled", "left", "lost",
        "inactive", "exited", "terminated", "closed", "流失", "已流失", "流失客户", "流失客戶", "离开",
        "离网", "退订", "已退订", "已取消", "注销", "已注销", "已離開", "退訂",
    )
)  # fmt: skip
STAYED: Final = NO | frozenset(
    (
        "stayed", "active", "existing", "existing customer", "retained", "not churned", "no churn",
        "current", "joined", "open", "loyal", "留存", "活跃", "在网", "未流失", "正常", "现有客户", "在用",
        "活躍", "現有客戶", "在網",
    )
)  # fmt: skip


def read_flags(
    values: Sequence[Any], yes: frozenset[str] = YES, no: frozenset[str] = NO
) -> npt.NDArray[np.float64]:
    """Return 1 for yes, 0 for no, NaN for neither; shape (n_values,)."""
    flags = np.full(len(values), np.nan)
    for i, value in enumerate(values):
        text = str(value).strip().lower()
        if text in yes:
            flags[i] = 1.0
        elif text in no:
            flags[i] = 0.0
    return flags
