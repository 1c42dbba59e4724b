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

    A column ``is_complaint`` decides where there is one. Else the type of the case does, by a word in it, in
    English or Chinese. Without a type column every case counts; a case of unknown type does not.
    """
    if "is_complaint" in tickets:
        return tickets["is_complaint"].to_numpy(dtype=bool)
    if "type" not in tickets:
        return np.ones(len(tickets), dtype=bool)
    kinds = tickets["type"].astype("category")
    is_complaint = np.array([says_complaint(str(kind)) for kind in kinds.cat.categories], dtype=bool)
    return np.append(is_complaint, False)[kinds.cat.codes.to_numpy()]


def register_flags(tickets: pd.DataFrame, name: str) -> npt.NDArray[np.bool_]:
    """Return which rows of one sheet are complaints, shape (n_tickets,).

    In a sheet or file named after complaints whose types say no such word (quality, delay, invoice), every
    row is one.
    """
    flags = complaint_flags(tickets)
    return np.ones(len(tickets), dtype=bool) if says_complaint(name) and not flags.any() else flags


def says_complaint(text: str) -> bool:
    """Return whether a text speaks of a complaint."""
    return any(word in text.casefold() for word in COMPLAINT_WORDS)
