"""Customers who have never been active at all."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs


def detect(context: HealthContext) -> tuple[Flags, Floats] | None:
    """Return who has no activity up to *D*; the value is 0."""
    silent = context.days_since_active()
    return None if silent is None else (np.isnan(silent), np.zeros(len(silent)))


ENTRY = Signal(
    key="never_logged_in",
    label=phrase("Never logged in"),
    sentence=phrase("Never logged in"),
    needs=needs("activity", "customers.last_active_date"),
    detect=detect,
    order=20,
)
