"""Invite members back who have fallen silent in the community."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return members without a contribution for 30 days, with the days."""
    return context.raised("community_silent")


ENTRY = Play(
    key="community_invitation",
    label=phrase("Invitation back to the community"),
    description=phrase(
        "A personal question in their field of interest, and thanks for earlier contributions."
    ),
    trigger=trigger,
    sentence=phrase("No contribution for {value:count} days"),
    script=phrase(
        "Your contributions are missed. There is a question open that you could answer better than anyone."
    ),
    success=phrase("A contribution within 14 days."),
    channel="message",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.04,
    strategy="community_content",
    needs=("community",),
    order=180,
)
