"""How long cases took to be closed."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import NEVER, Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return mean days to close of cases opened in ``(D − 365, D]``, NaN without a closed one."""
    closed, opened = context.days("tickets", "closed_on"), context.days("tickets")
    counted = context.within("tickets", YEAR_DAYS) & (closed != NEVER) & (closed <= context.day)
    taken = (closed - opened)[counted].astype(np.float64)
    return context.mean_by(context.customer("tickets")[counted], taken)


ENTRY = Indicator(
    key="resolution_days",
    label=phrase("Time to resolve"),
    note=phrase("days, average over 12 months"),
    sentence=phrase("Cases took {value:number1} days"),
    unit="days",
    higher_is_better=False,
    thresholds=Thresholds(1.0, 5.0),
    needs=needs("tickets+tickets.closed_on"),
    measure=measure,
    weights={},
    order=350,
    looks_back_days=YEAR_DAYS,
)
