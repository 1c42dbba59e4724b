"""Contributions to the community within 30 days."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 30


def measure(context: HealthContext) -> Floats:
    """Return contributions in ``(D − 30, D]``."""
    return context.count("community", WINDOW_DAYS)


ENTRY = Indicator(
    key="community_participation",
    label=phrase("Community participation"),
    note=phrase("contributions in 30 days"),
    sentence=phrase("Contributions in 30 days: {value:count}"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(4.0, 1.0),
    needs=needs("community"),
    measure=measure,
    weights={"article": 15.0},
    order=40,
    looks_back_days=WINDOW_DAYS,
)
