"""Why customers leave: the reasons of the articles, and the words by which a file's own text is told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.keywords import keyword_patterns
from retention_desk.foundation.wording import Phrase, phrase

LEAVING_REASONS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "slow_service": phrase("Service too slow"),
        "poor_service": phrase("Poor service"),
        "below_expectation": phrase("Product below expectation"),
        "weak_onboarding": phrase("Never got started well"),
        "no_perceived_value": phrase("No value seen"),
        "price": phrase("Price"),
        "felt_ignored": phrase("Felt ignored"),
        "outgrown": phrase("Outgrew the offer"),
        "competitor": phrase("Went to a competitor"),
        "no_need": phrase("No longer needed"),
        "other": phrase("Other"),
    }
)


def leaving_reason(text: str) -> str:
    """Return the key of `LEAVING_REASONS` that a text speaks of, ``other`` when it names none."""
    said = text.casefold()
    return next((key for key, sign in keyword_patterns("leaving").items() if sign.search(said)), "other")
