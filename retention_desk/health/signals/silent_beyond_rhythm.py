"""Customers silent for longer than 2.5 times their own rhythm."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs

SILENT_FACTOR = 2.5


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose silence is above 2.5 × own rhythm, with the factor."""
    factor = context.silence_factor()
    return factor > SILENT_FACTOR, factor


ENTRY = Signal(
    key="silent_beyond_rhythm",
    label=phrase("Silent beyond own rhythm"),
    sentence=phrase("Silent {value:number1} × own rhythm"),
    needs=needs("orders"),
    detect=detect,
    order=90,
)
