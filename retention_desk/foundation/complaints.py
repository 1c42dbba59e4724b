"""Which support cases are complaints: one rule for figures, health and plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

COMPLAINT_WORDS: Final = (
    "complain", "grievance", "escalat", "dispute", "unhappy", "dissatisf", "beschwerde", "reclam",
    "投诉", "投訴", "客诉", "客訴", "抱怨", "不满", "不滿", "差评", "負評", "纠纷", "糾紛",
)  # fmt: skip


def complaint_flags(tickets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which rows of a ticket table are complaints, shape (n_tickets,).

    The type of the case decides, by a word in it, in English or Chinese. Without a type column every
    case counts; a case of unknown type does not.
    """
    if "type" not in tickets:
        return np.ones(len(tickets), dtype=bool)
    kinds = tickets["type"].astype("category")
    is_complaint = np.array(
        [any(word in str(kind).casefold() for word in COMPLAINT_WORDS) for kind in kinds.cat.categories],
        dtype=bool,
    )
    return np.append(is_complaint, False)[kinds.cat.codes.to_numpy()]
