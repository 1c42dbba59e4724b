"""What people may answer in the workbook; keys are stable, words are in the workbook's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

STATUSES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "to_do": phrase("○ To do"),
        "in_progress": phrase("◐ In progress"),
        "done": phrase("✓ Done"),
        "skipped": phrase("✕ Skipped"),
    }
)

OUTCOMES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "won_back": phrase("Ordered again"),
        "stays": phrase("Stays"),
        "undecided": phrase("Undecided"),
        "no_answer": phrase("No answer"),
        "leaves": phrase("Leaves"),
    }
)

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
