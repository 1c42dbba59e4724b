"""Customers whose complaint is still open."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs
from retention_desk.health.ticket_state import open_complaint_days


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who waits for a complaint to be settled, with the days since the oldest was opened."""
    waiting = open_complaint_days(context)
    return ~np.isnan(waiting), waiting


ENTRY = Signal(
    key="open_complaint",
    label=phrase("Open complaint"),
    sentence=phrase("Open complaint, days waiting: {value:count}"),
    needs=needs("tickets+tickets.closed_on", "tickets+tickets.status"),
    detect=detect,
    order=70,
)
