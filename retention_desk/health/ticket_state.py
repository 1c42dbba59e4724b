"""The state of support cases: which are complaints, which are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.complaints import complaint_flags
from retention_desk.health.context import NEVER, Flags, Floats, HealthContext

if TYPE_CHECKING:
    import pandas as pd

CLOSED_WORDS: Final = (
    "close", "solve", "done", "complete", "关闭", "已解决", "完成", "结案", "已解決", "關閉", "結案",
)  # fmt: skip
NOT_CLOSED_WORDS: Final = ("unsolve", "unresolve", "incomplete", "not ", "reopen", "未")


def complaints(context: HealthContext) -> Flags:
    """Return which tickets are complaints, shape (n_tickets,)."""
    return complaint_flags(context.table("tickets"))


def open_tickets(context: HealthContext) -> Flags:
    """Return which tickets are open at *D*: not closed by date, nor by status, shape (n_tickets,)."""
    table = context.table("tickets")
    is_open: Flags = context.days("tickets") <= context.day
    if "closed_on" in table:
        closed = context.days("tickets", "closed_on")
        is_open &= (closed == NEVER) | (closed > context.day)
    elif "status" in table:
        is_open &= ~said_closed(table["status"])
    else:
        is_open[:] = False
    return is_open


def open_complaint_days(context: HealthContext) -> Floats:
    """Return days since the oldest complaint still open was opened, shape (n_customers,); NaN without."""
    return context.days_since_first("tickets", open_tickets(context) & complaints(context))


def said_closed(status: pd.Series[Any]) -> Flags:
    """Return which cases their status calls closed, in English or Chinese, shape (n,); unknown is open."""
    kinds = status.astype("category")
    said = [_is_closed(str(kind).casefold()) for kind in kinds.cat.categories]
    return np.append(np.array(said, dtype=bool), False)[kinds.cat.codes.to_numpy()]


def _is_closed(status: str) -> bool:
    named = any(word in status for word in CLOSED_WORDS)
    return named and not any(word in status for word in NOT_CLOSED_WORDS)
