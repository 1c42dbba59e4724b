"""Which contributions to the community are attendance at an event: one rule for figures and plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

EVENT_WORDS: Final = (
    "event", "meetup", "meet-up", "meeting", "webinar", "workshop", "conference", "attend", "visit",
    "veranstaltung", "treffen", "événement", "évènement", "rencontre", "atelier", "taller", "encuentro",
    "活动", "活動", "聚会", "聚會", "沙龙", "沙龍", "线下", "線下", "见面会", "見面會",
    "讲座", "講座", "签到", "簽到",
    "报名参加", "研讨会", "研討會", "交流会", "交流會", "品鉴会", "品鑑會", "展会", "展會",
)  # fmt: skip


REGISTER_WORDS: Final = (
    "attend", "participant", "guest list", "签到", "簽到", "到场", "到場", "参会", "參會", "出席",
    "teilnehmer", "participants", "asistentes",
)  # fmt: skip


def attendance_flags(community: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which rows of a community table are attendance at an event, shape (n_rows,).

    A column ``is_attendance`` decides where there is one. Else the type of the contribution does, by a word
    in it; a contribution of unknown type is none.
    """
    if "is_attendance" in community:
        return community["is_attendance"].to_numpy(dtype=bool)
    if "type" not in community:
        return np.zeros(len(community), dtype=bool)
    kinds = community["type"].astype("category")
    is_event = np.array([says_event(str(kind)) for kind in kinds.cat.categories], dtype=bool)
    return np.append(is_event, False)[kinds.cat.codes.to_numpy()]


def attendance_register(community: pd.DataFrame, name: str) -> npt.NDArray[np.bool_]:
    """Return which rows of one sheet are attendance at an event, shape (n_rows,).

    In a sheet or file that is called a list of attendance (签到, attendees) and whose types say no such word
    (the name of the event), every row is one.
    """
    flags = attendance_flags(community)
    is_register = any(word in name.casefold() for word in REGISTER_WORDS)
    return np.ones(len(community), dtype=bool) if is_register and not flags.any() else flags


def says_event(text: str) -> bool:
    """Return whether a text speaks of an event that people come to."""
    return any(word in text.casefold() for word in EVENT_WORDS)
