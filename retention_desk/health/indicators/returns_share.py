"""Share of the lines of 12 months that were sent back."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, divided
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return return lines ÷ all lines in ``(D − 365, D]``, NaN without a line."""
    table = context.table("orders")
    sent_back = table["is_return"].to_numpy(dtype=bool)
    counted = sent_back | table["is_purchase"].to_numpy(dtype=bool)
    lines = context.count("orders", YEAR_DAYS, where=counted)
    returned = context.count("orders", YEAR_DAYS, where=sent_back)
    return divided(returned, lines)


ENTRY = Indicator(
    key="returns_share",
    label=phrase("Returns"),
    note=phrase("share of lines"),
    sentence=phrase("{value:share0} of lines sent back"),
    unit="share",
    higher_is_better=False,
    thresholds=Thresholds(0.02, 0.1),
    needs=needs("orders"),
    measure=measure,
    weights={"orders": 10.0},
    order=150,
    looks_back_days=YEAR_DAYS,
)
