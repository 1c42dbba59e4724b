"""What a play is: whom it fits, what is done, what it costs and saves, how one knows it worked."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from retention_desk.foundation.wording import Money, Phrase, phrase
from retention_desk.playbook.play_context import Flags, Floats, PlayContext

Trigger = tuple[Flags, Floats]

ANY: Final[frozenset[str]] = frozenset()
TOP_TIERS: Final = frozenset({"high", "potential"})
HIGH_TIER: Final = frozenset({"high"})
GENERAL_TIER: Final = frozenset({"general"})
HEALTHY: Final = frozenset({"healthy"})
NOT_HEALTHY: Final = frozenset({"watch", "risk"})

ROLES: Final = {
    "account": phrase("Account manager"),
    "service": phrase("Customer service"),
    "success": phrase("Customer success"),
    "marketing": phrase("Marketing"),
    "accounts": phrase("Accounts receivable"),
}


def _everybody(context: PlayContext) -> Trigger:
    n = context.n_customers
    return np.ones(n, dtype=bool), np.full(n, np.nan)


@dataclass(frozen=True)
class Play:
    """A play: the whole recipe of one catalogue file.

    Parameters
    ----------
    key : str
        Name of its file.
    label, description : Phrase
        Name, and what is done.
    trigger : callable
        Returns who it fits now and the value that says so, both shape (n_customers,); None when the data
        cannot tell. Without a trigger the bands alone decide, and the value is the health score.
    sentence : Phrase
        The trigger in words, names ``{value}``.
    script : Phrase
        First words of the call or the message.
    success : Phrase
        What shows that it worked.
    channel : str
        Key of `vocabulary.CHANNELS`; the customer's own preference goes first.
    handling : {"personal", "automated"}
    role : str
        Key of `ROLES`: who should do it.
    cost : float
        Of one contact, in pounds, dollars or euros (see `costs.cost_factor` for other currencies).
    save_share : float
        Share of the value at stake a contact keeps: proposed, to be replaced by what the review measures.
    strategy : str
        Key of `STRATEGIES`.
    order : int
        Place in the list; the earlier play wins between equals.
    tiers, stages : frozenset of str
        Value tiers and lifecycle stages it is for; empty means any. An unknown tier or stage fits.
    bands : frozenset of str
        Health bands it is for; empty means any. An unknown band does not fit.
    of_lost : bool
        Whether it is for customers who have left; all others are for those still there.
    due_days : int or None
        Days until it is due; None takes the setting.
    is_money : bool
        Whether the trigger's value is an amount.
    sentence_unknown : Phrase or None
        The trigger in words where its value is not known.
    tells : callable or None
        Returns the trigger in words for one customer (`context`, position, value), where it names more than
        the value: the product, the holiday, the plan.
    needs : tuple of str
        Tables (``tickets``) and columns (``customers.birthday``) without which the data cannot tell; ``a|b``
        where either will do.
    is_due_in_value : bool
        The trigger's value is the days until it is due (a birthday, a holiday).
    """

    key: str
    label: Phrase
    description: Phrase
    trigger: Callable[[PlayContext], Trigger | None] | None
    sentence: Phrase
    script: Phrase
    success: Phrase
    channel: str
    handling: Literal["personal", "automated"]
    role: str
    cost: float
    save_share: float
    strategy: str
    order: int
    tiers: frozenset[str] = ANY
    stages: frozenset[str] = ANY
    bands: frozenset[str] = ANY
    of_lost: bool = False
    due_days: int | None = None
    is_money: bool = False
    sentence_unknown: Phrase | None = None
    tells: Callable[[PlayContext, int, float], Phrase] | None = None
    is_due_in_value: bool = False
    needs: tuple[str, ...] = ()

    @property
    def is_of_a_moment(self) -> bool:
        """Whether it answers to something that happened or is to come, rather than to how a customer is."""
        return self.tells is not None or self.is_due_in_value

    def told_of(self, context: PlayContext, customer: int, value: float) -> Phrase:
        """Return the trigger in words for one customer."""
        if self.tells is not None and not math.isnan(value):
            return self.tells(context, customer, value)
        return self.said(value, context.data.currency)

    def days_until_due(self, value: float, otherwise: int) -> int:
        """Return in how many days it is due: by the value, by the play, or as the setting says."""
        if self.is_due_in_value and not math.isnan(value):
            return max(int(value), 0)
        return self.due_days or otherwise

    def said(self, value: float, currency: str | None) -> Phrase:
        """Return the trigger in words with a customer's value put in."""
        if math.isnan(value) and self.sentence_unknown is not None:
            return self.sentence_unknown
        return Phrase(self.sentence.text, {"value": Money(value, currency) if self.is_money else value})

    def fits(self, context: PlayContext) -> Trigger | None:
        """Return who the play is for, by trigger, tier, stage and being there, and the value; or None.

        The bands are left aside (`match_bands`).
        """
        found = _everybody(context) if self.trigger is None else self.trigger(context)
        if found is None:
            return None
        triggered, values = found
        allowed = context.gone if self.of_lost else context.here
        if self.tiers:
            allowed = allowed & context.in_tiers(self.tiers)
        if self.stages:
            allowed = allowed & context.in_stages(self.stages)
        return triggered & allowed, values
