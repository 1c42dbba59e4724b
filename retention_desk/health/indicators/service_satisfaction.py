"""How content the customer was with the service."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs
from retention_desk.health.survey_answers import scale_top

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return the mean satisfaction of cases of ``(D − 365, D]`` as a share of the scale, NaN without one."""
    rated = context.table("tickets")["satisfaction"].to_numpy(dtype=np.float64)
    if np.isnan(rated).all():
        return np.full(context.n_customers, np.nan)
    scale = scale_top(rated)
    counted = context.within("tickets", YEAR_DAYS)
    return context.mean_by(context.customer("tickets")[counted], rated[counted] / scale)


ENTRY = Indicator(
    key="service_satisfaction",
    label=phrase("Service satisfaction"),
    note=phrase("share of the scale, 12 months"),
    sentence=phrase("Service rated {value:share0} of the scale"),
    unit="share",
    higher_is_better=True,
    thresholds=Thresholds(0.8, 0.6),
    needs=needs("tickets+tickets.satisfaction"),
    measure=measure,
    weights={},
    order=360,
    looks_back_days=YEAR_DAYS,
)
