"""The latest survey answer."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs
from retention_desk.health.survey_answers import latest_answer

WINDOW_DAYS = 180


def measure(context: HealthContext) -> Floats:
    """Return the latest answer of ``(D − 180, D]`` as a share of its scale, NaN without one."""
    return latest_answer(context, WINDOW_DAYS)


ENTRY = Indicator(
    key="survey_score",
    label=phrase("Survey answer"),
    note=phrase("latest in 180 days, share of its scale"),
    sentence=phrase("Latest answer {value:share0} of the scale"),
    unit="share",
    higher_is_better=True,
    thresholds=Thresholds(0.9, 0.7),
    needs=needs("surveys"),
    measure=measure,
    weights={"orders": 10.0, "subscription": 10.0},
    order=270,
    looks_back_days=WINDOW_DAYS,
)
