"""Customers whose latest answer is a bad one."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs
from retention_desk.health.survey_answers import latest_answer

WINDOW_DAYS = 90
DETRACTOR_SHARE = 0.6


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose latest answer of 90 days is at most 0.6 of its scale (0–6 of 10), with that share."""
    latest = latest_answer(context, WINDOW_DAYS)
    return latest <= DETRACTOR_SHARE, latest


ENTRY = Signal(
    key="low_survey_answer",
    label=phrase("Bad survey answer"),
    sentence=phrase("Latest answer only {value:share0} of the scale"),
    needs=needs("surveys"),
    detect=detect,
    order=80,
)
