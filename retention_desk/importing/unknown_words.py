"""Writings that stand for an unknown value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

ERROR_WORDS: Final = frozenset(
    {
        "#n/a", "#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#spill!", "#calc!", "#field!",
        "#getting_data", "#blocked!", "#connect!", "#wert!", "#bezug!", "#zahl!", "#nv", "#valeur!",
        "#nombre!", "#¡valor!", "#¡ref!", "#¡num!", "#¡div/0!", "#¿nombre?", "err:502", "err:504", "err:508",
        "err:511", "err:522",
    }
)  # fmt: skip
"""What a spreadsheet shows where a formula went wrong."""

EMPTY_WORDS: Final = ERROR_WORDS | frozenset(
    {
        "", "n/a", "nan", "null", "<null>", "(null)", "[null]", "\\n", "-", "--", "---", "—", "–",
        "——",
        "(blank)", "(leer)", "(vide)", "(en blanco)", "(空白)", "（空白）", "(空)", "（空）", "nil", "<na>",
    }
)  # fmt: skip
"""Never a value of its own, in any column."""

UNKNOWN_WORDS: Final = EMPTY_WORDS | {
    "na", "n.a.", "n.a", "n/d", "nd", "none", "unknown", "error", "#error", "missing", "undefined",
    "not available", "not applicable", "not provided", "not set", "unspecified", "tbd", "tba", "?", "??",
    "???", ".", "/", "*", "...", "…", "nat", "#div/0", "#value", "#ref", "#num",
    "#name", "#null", "#n/a n/a", "blank", "empty",
    "无", "無", "未知", "空", "空白", "暂无", "暫無", "不详", "不詳", "未填写", "未填", "未填寫", "没有",
    "沒有", "待定", "不适用", "不適用", "无数据", "無資料", "缺失", "不明", "保密",
    "k.a.", "k. a.", "keine angabe", "unbekannt", "leer", "fehlt", "inconnu", "non renseigné", "vide",
    "manquant", "desconocido", "sin datos", "vacío", "no disponible", "n/c",
}  # fmt: skip
"""Unknown in a column of numbers, dates, or yes and no; a category may be named so."""


def is_unknown(values: Sequence[Any], words: frozenset[str] = UNKNOWN_WORDS) -> npt.NDArray[np.bool_]:
    """Return which of the distinct cells mean "unknown"; shape (n_values,)."""
    return np.fromiter(
        (isinstance(value, str) and len(value) < 24 and value.strip().lower() in words for value in values),
        dtype=bool,
        count=len(values),
    )


def neither_read_nor_unknown(values: Sequence[Any], failed: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which of the distinct cells that `failed` to be read do not mean "unknown" either."""
    places = np.flatnonzero(failed)
    bad = np.zeros(len(values), dtype=bool)
    bad[places] = ~is_unknown([values[i] for i in places.tolist()])
    return bad
