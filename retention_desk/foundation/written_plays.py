"""A play as a person edited or wrote it: what stands in the settings, and what can be done to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Final

import msgspec

from retention_desk.foundation.vocabulary import BANDS, CHANNELS, HANDLING, STAGES, VALUE_TIERS

PlayKey = Annotated[str, msgspec.Meta(pattern=r"^[^\s.]{1,80}$")]
"""Key of a play: no blank and no dot, so that it can be a setting's key."""

PREFIXES: Final = ("indicator", "column", "days_since", "days_until")
MEASURES: Final = (
    "orders", "revenue", "days_since_first_order", "days_since_last_order", "silence_in_rhythms",
    "churn_probability", "loyalty_spend", "loyalty_distance", "days_since_last_activity",
)  # fmt: skip
"""Numbers about every customer that a condition may name, besides ``indicator.<key>``, ``column.<header>``,
``days_since.<date column>`` and ``days_until.<date column>``."""


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What has to hold of a customer: a number within borders, or a text that is one of some.

    Attributes
    ----------
    column : str
        One of `MEASURES`, or a prefix of `PREFIXES`, a dot and a name.
    at_least, at_most : float or None
        Borders, both included.
    equals : tuple of str
        Texts, of which the customer's has to be one, capitals or not.
    """

    column: str
    at_least: float | None = None
    at_most: float | None = None
    equals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        prefix, dot, name = self.column.partition(".")
        if self.column not in MEASURES and not (prefix in PREFIXES and dot and name.strip()):
            allowed = ", ".join([*MEASURES, *(f"{one}.…" for one in PREFIXES)])
            raise ValueError(f"the column “{self.column}” is not known; allowed: {allowed}")
        if self.at_least is None and self.at_most is None and not self.equals:
            raise ValueError(f"the condition on “{self.column}” needs at_least, at_most or equals")
        if self.equals and (self.at_least is not None or self.at_most is not None):
            raise ValueError(f"the condition on “{self.column}” is either a border or a list of texts")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at_least of “{self.column}” has to be at most at_most")
        if self.equals and prefix != "column":
            raise ValueError(f"“{self.column}” is a number: use at_least or at_most")


class WrittenPlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A play as somebody edited or wrote it; what is left out stays as delivered.

    Under the key of a play that ships it edits that one; any other key is a play of one's own, which needs
    `like` or `conditions`. What a contact costs and keeps stands in ``playbook.costs`` and
    ``playbook.save_shares``, whether it is in use in ``playbook.disabled``.

    Attributes
    ----------
    label, description, script, success : str
        In the writer's words, shown as they stand in every language.
    like : str
        Key of the play that ships whose trigger, and whatever else is left out, an own play takes.
    conditions : tuple of Condition
        All have to hold, besides the trigger.
    tiers, stages, bands : tuple of str or None
        Keys of the vocabulary it is for; none at all means any.
    channel, handling : str
    role, strategy : str
        Keys of the playbook's own lists.
    due_days : int or None
    of_lost : bool or None
        Whether it is for those who have left.
    """

    label: str = ""
    description: str = ""
    script: str = ""
    success: str = ""
    like: str = ""
    conditions: tuple[Condition, ...] = ()
    tiers: tuple[str, ...] | None = None
    stages: tuple[str, ...] | None = None
    bands: tuple[str, ...] | None = None
    channel: str = ""
    handling: str = ""
    role: str = ""
    strategy: str = ""
    due_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] | None = None
    of_lost: bool | None = None

    def __post_init__(self) -> None:
        _check("tiers", self.tiers, VALUE_TIERS)
        _check("stages", self.stages, STAGES)
        _check("bands", self.bands, BANDS)
        _check("channel", (self.channel,) if self.channel else (), CHANNELS)
        _check("handling", (self.handling,) if self.handling else (), HANDLING)


def _check(name: str, given: tuple[str, ...] | None, allowed: Mapping[str, object]) -> None:
    for key in given or ():
        if key not in allowed:
            raise ValueError(f"{name}: “{key}” is none of {', '.join(allowed)}")


AS_DELIVERED: Final = WrittenPlay()


def check_holiday(name: str, day: str) -> None:
    """Raise ValueError unless a day is written ``MM-DD`` or ``YYYY-MM-DD``."""
    written = day if day.count("-") == 2 else f"2024-{day}"
    try:
        if len(written) == len("YYYY-MM-DD"):
            dt.date.fromisoformat(written)
            return
    except ValueError:
        pass
    raise ValueError(f"the day of “{name}” has to be written MM-DD or YYYY-MM-DD, not “{day}”")


def key_for(label: str, taken: Mapping[str, object]) -> str:
    """Return a key for a play of one's own: its name without blanks and dots, numbered when it is taken."""
    key = re.sub(r"[\s.]+", "_", label.strip())[:60].strip("_") or "play"
    if key not in taken:
        return key
    return next(found for n in range(2, len(taken) + 3) if (found := f"{key}_{n}") not in taken)


def with_play(
    plays: Mapping[str, WrittenPlay], key: str, play: WrittenPlay, *, ships: bool
) -> dict[str, WrittenPlay]:
    """Return the plays with one written; one that ships and is again as delivered is taken out."""
    written = {**plays, key: play}
    if ships and play == AS_DELIVERED:
        del written[key]
    return written


def without_play(plays: Mapping[str, WrittenPlay], key: str) -> dict[str, WrittenPlay]:
    """Return the plays without one: an own play is gone, one that ships is as delivered."""
    return {name: play for name, play in plays.items() if name != key}
