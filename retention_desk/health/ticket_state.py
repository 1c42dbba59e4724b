"""Whether the status of a support case says that it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

CLOSED_WORDS: Final = (
    "close", "solve", "done", "complete", "关闭", "已解决", "完成", "结案", "已解決", "關閉", "結案",
)  # fmt: skip
NOT_CLOSED_WORDS: Final = ("unsolve", "unresolve", "incomplete", "not ", "reopen", "未")


def said_closed(status: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    """Return which cases their status calls closed, in English or Chinese, shape (n,); unknown is open."""
    kinds = status.astype("category")
    said = [_is_closed(str(kind).casefold()) for kind in kinds.cat.categories]
    return np.append(np.array(said, dtype=bool), False)[kinds.cat.codes.to_numpy()]


def _is_closed(status: str) -> bool:
    named = any(word in status for word in CLOSED_WORDS)
    return named and not any(word in status for word in NOT_CLOSED_WORDS)
