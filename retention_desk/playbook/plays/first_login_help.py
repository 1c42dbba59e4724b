"""Help for customers who have never logged in."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who has never logged in."""
    return context.raised("never_logged_in")


ENTRY = Play(
    key="first_login_help",
    label=phrase("Help with the first log-in"),
    description=phrase("Send the access again and offer ten minutes of help."),
    trigger=trigger,
    sentence=phrase("Never logged in"),
    script=phrase(
        "Your access is ready but unused. Here it is again; shall we set it up together in ten minutes?"
    ),
    success=phrase("A first log-in within 14 days."),
    channel="email",
    handling="personal",
    role="success",
    cost=3.0,
    save_share=0.1,
    strategy="timely_outreach",
    needs=("activity|customers.last_active_date",),
    order=90,
)
