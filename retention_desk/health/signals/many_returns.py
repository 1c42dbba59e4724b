"""Customers who send much of their latest orders back."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, divided
from retention_desk.health.indicator import Signal, needs

WINDOW_DAYS = 90
MANY = 3
MANY_SHARE = 0.3


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who sent back at least 3 lines and 30 % of the lines of ``(D − 90, D]``, with the share."""
    table = context.table("orders")
    sent_back = table["is_return"].to_numpy(dtype=bool)
    counted = sent_back | table["is_purchase"].to_numpy(dtype=bool)
    lines = context.count("orders", WINDOW_DAYS, where=counted)
    returned = context.count("orders", WINDOW_DAYS, where=sent_back)
    share = divided(returned, lines)
    return (returned >= MANY) & (share >= MANY_SHARE), share


ENTRY = Signal(
    key="many_returns",
    label=phrase("Many returns"),
    sentence=phrase("{value:share0} of the lines of 90 days sent back"),
    needs=needs("orders"),
    detect=detect,
    order=140,
)
