"""How late the bills of 180 days were paid."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import NEVER, Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 180


def measure(context: HealthContext) -> Floats:
    """Return the mean days late of bills due in ``(D − 180, D]``; unpaid ones are late up to *D*."""
    due, paid = context.days("payments"), context.days("payments", "paid_on")
    until = np.where((paid == NEVER) | (paid > context.day), context.day, paid)
    counted = context.within("payments", WINDOW_DAYS)
    late = np.maximum(until - due, 0)[counted].astype(np.float64)
    return context.mean_by(context.customer("payments")[counted], late)


ENTRY = Indicator(
    key="payment_delay",
    label=phrase("Payment delay"),
    note=phrase("days late, average over 180 days"),
    sentence=phrase("Pays {value:number1} days late"),
    unit="days",
    higher_is_better=False,
    thresholds=Thresholds(0.0, 7.0),
    needs=needs("payments+payments.paid_on"),
    measure=measure,
    weights={"subscription": 15.0},
    order=250,
    looks_back_days=WINDOW_DAYS,
)
