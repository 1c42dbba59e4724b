"""Health profiles by the names people know them by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

PROFILES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "article": phrase("Orders + service"),
        "orders": phrase("Orders only"),
        "subscription": phrase("Subscription"),
        "customers": phrase("Customer table"),
    }
)
