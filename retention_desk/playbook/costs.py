"""What a contact costs in the currency of the data, until the user says it better."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PRICE_LEVELS: Final[Mapping[str, float]] = MappingProxyType(
    {"CNY": 5.0, "TWD": 20.0, "HKD": 8.0, "JPY": 120.0, "KRW": 1000.0, "INR": 30.0, "BRL": 4.0}
)
"""Rough wage levels against one pound, dollar or euro: proposed, each cost is a setting."""


def cost_factor(currency: str | None) -> float:
    """Return what the default costs of the plays are multiplied with: 1 for unknown currencies."""
    return PRICE_LEVELS.get(currency or "", 1.0)
