"""Talk about the renewal within 60 days of the end of the contract."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

RENEWAL_DAYS = 60


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose contract ends within 60 days, with the days left."""
    left = context.indicator("days_to_renewal")
    return None if left is None else ((left >= 0) & (left <= RENEWAL_DAYS), left)


ENTRY = Play(
    key="renewal_talk",
    label=phrase("Renewal talk"),
    description=phrase(
        "Go through what the customer got from the contract, and settle the renewal before it is due."
    ),
    trigger=trigger,
    sentence=phrase("Days until the contract ends: {value:count}"),
    script=phrase(
        "Your contract ends soon. I have put together what it brought you this year; shall we look at "
        "it and at the next one?"
    ),
    success=phrase("Renewed by the end of the contract."),
    channel="phone",
    handling="personal",
    role="account",
    cost=10.0,
    save_share=0.15,
    strategy="lifetime_value",
    needs=("customers.contract_end",),
    order=110,
)
