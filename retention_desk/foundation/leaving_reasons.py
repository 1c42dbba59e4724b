"""Why customers leave: the reasons of the articles, and how one of them is edited."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

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


class EditedReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A reason as somebody edited it; what is left out stays as delivered.

    Attributes
    ----------
    name : str
    words : tuple of str or None
        Words by which a text is told to mean it; none of them means that only texts told one by one do.
    merged_into : str
        Key of the reason it is counted as.
    """

    name: str = ""
    words: tuple[str, ...] | None = None
    merged_into: str = ""
