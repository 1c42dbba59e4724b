"""What the columns of an action list are called, by machine key: written by the workbook, known when read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import LANGUAGES, Phrase, Words, phrase

KEY_COLUMN: Final = "row_key"

ACTION_TITLES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "customer": phrase("Customer"),
        "name": phrase("Name"),
        "region": phrase("Region"),
        "segment": phrase("Segment"),
        "value_tier": phrase("Tier"),
        "health_score": phrase("Health"),
        "health_band": phrase("Band"),
        "churn_probability": phrase("Churn"),
        "lifetime_value": phrase("Lifetime value"),
        "value_at_risk": phrase("Value at risk"),
        "reason_1": phrase("Reason {n}", n=1),
        "play": phrase("Play"),
        "channel": phrase("Channel"),
        "owner": phrase("Owner"),
        "due": phrase("Due"),
        "status": phrase("Action status"),
        "outcome": phrase("Outcome"),
        "leaving_reason": phrase("Reason for leaving"),
        "contacted_on": phrase("Contacted on"),
        "note": phrase("Note"),
        "arm": phrase("Arm"),
        "wave": phrase("Wave"),
        "priority": phrase("Priority"),
        "stage": phrase("Stage"),
        "reason_2": phrase("Reason {n}", n=2),
        "reason_3": phrase("Reason {n}", n=3),
        "trigger": phrase("Trigger"),
        "trigger_value": phrase("Trigger value"),
        "handling": phrase("Handling"),
        "value_at_stake": phrase("Value at stake"),
        "other_plays": phrase("Also fits"),
        "open_since": phrase("Open since"),
        KEY_COLUMN: phrase("Row key"),
    }
)
"""In the order in which a list has them; those that lead to the hidden key last."""


@cache
def keys_by_title() -> Mapping[str, str]:
    """Return the key of each title in every language, folded by `folded_title`; of ambiguous ones none."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        words = Words(language)
        for key, title in ACTION_TITLES.items():
            found.setdefault(folded_title(words(title)), set()).add(key)
    return MappingProxyType({title: keys.pop() for title, keys in found.items() if len(keys) == 1})


def folded_title(text: str) -> str:
    """Return a title without what people and programs change by the way: case, spaces, line breaks."""
    return "".join(text.split()).casefold()
