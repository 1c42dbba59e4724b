"""Yes and no from cells of any writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.number_writing import half_width

YES: Final = frozenset(
    (
        "yes", "y", "true", "true.", "t", "1", "1.0", "on", "x", "✓", "√", "✔", "☑", "✅", "checked",
        "enabled",
        "是", "有", "对", "對", "真", "已", "是的", "开", "開", "开启", "開啟", "已开通", "已開通",
        "ja", "j", "wahr", "richtig", "ein", "an", "aktiviert",
        "oui", "o", "vrai", "activé", "si", "sí", "s", "verdadero", "cierto", "activado", "sim", "verdadeiro",
    )
)  # fmt: skip
NO: Final = frozenset(
    (
        "no", "n", "false", "false.", "f", "0", "0.0", "off", "✗", "×", "✘", "☐", "❌", "unchecked",
        "disabled",
        "否", "无", "無", "不", "没有", "沒有", "假", "未", "不是", "错", "錯", "关", "關", "关闭", "關閉",
        "未开通", "未開通",
        "nein", "falsch", "aus", "deaktiviert", "non", "faux", "désactivé", "falso", "desactivado", "não",
        "nao",
    )
)  # fmt: skip
LEFT: Final = YES | frozenset(
    (
        "churned", "churn", "attrited", "attrited customer", "cancelled", "canceled", "cancelled customer",
        "left", "lost", "inactive", "exited", "terminated", "closed", "expired", "lapsed", "unsubscribed",
        "deactivated", "dropped", "gone", "former", "former customer", "stopped", "quit", "dormant",
        "流失", "已流失", "流失客户", "流失客戶", "离开", "離開", "离网", "離網", "退订", "已退订", "退訂",
        "已退訂", "已取消", "取消", "注销", "已注销", "註銷", "已註銷", "销户", "已销户", "已離開", "已离开",
        "停用", "已停用", "不活跃", "不活躍", "沉睡", "已到期", "已过期", "已過期",
        "gekündigt", "gekuendigt", "inaktiv", "abgewandert", "verloren", "ehemalig", "storniert",
        "perdu", "parti", "résilié", "resilié", "inactif", "annulé", "désabonné",
        "perdido", "baja", "inactivo", "cancelado", "se fue", "abandonó",
    )
)  # fmt: skip
STAYED: Final = NO | frozenset(
    (
        "stayed", "active", "existing", "existing customer", "retained", "not churned", "no churn",
        "current", "current customer", "joined", "open", "loyal", "subscribed", "live", "renewed", "engaged",
        "留存", "活跃", "在网", "未流失", "正常", "现有客户", "在用", "活躍", "現有客戶", "在網", "留存客户",
        "留存客戶", "未离开", "未離開", "使用中", "有效", "生效中", "在籍", "启用", "啟用", "续约", "續約",
        "aktiv", "geblieben", "bestehend", "bestandskunde", "actif", "resté", "fidèle", "client actif",
        "activo", "vigente", "retenido", "se quedó", "cliente activo",
    )
)  # fmt: skip


_CIRCLES: Final = frozenset({"o", "○", "〇", "◯"})
_CROSSES: Final = frozenset({"x", "×", "✗", "✕"})


def read_flags(
    values: Sequence[Any], yes: frozenset[str] = YES, no: frozenset[str] = NO
) -> npt.NDArray[np.float64]:
    """Return 1 for yes, 0 for no, NaN for neither; shape (n_values,).

    Notes
    -----
    A cross marks what is so (``x``), but beside circles (``○`` / ``×``) it says no.
    """
    flags = np.full(len(values), np.nan)
    texts = [half_width(str(value)).lower() for value in values]
    if not _CIRCLES.isdisjoint(texts):
        yes, no = (yes | _CIRCLES) - _CROSSES, no | _CROSSES
    for i, text in enumerate(texts):
        if text in yes:
            flags[i] = 1.0
        elif text in no:
            flags[i] = 0.0
    return flags
