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
