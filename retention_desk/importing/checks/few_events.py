"""A history too short for what rests on time."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, event_rows

_LEAST_DAYS: Final = 180


def _find(data: CustomerData) -> Finding | None:
    if "orders" not in data.events or not len(data.events["orders"]):
        return None
    dates = data.events["orders"][EVENT_DATES["orders"]]
    days = int((dates.max() - dates.min()).days) + 1
    if days >= _LEAST_DAYS:
        return None
    return Finding(
        "few_events", "note", len(dates),
        phrase_n("The orders cover {n:count} day only.", "The orders cover {n:count} days only.", days),
        phrase("Retention by quarter, seasons and forecasts need half a year or more to say much."),
        touched=event_rows(data, "orders", np.ones(len(dates), dtype=bool)),
    )  # fmt: skip


ENTRY = Check("few_events", phrase("Short history"), "note", _find, order=95)
