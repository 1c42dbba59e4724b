"""Thank those who contribute most."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

WINDOW_DAYS = 90
TOP_SHARE = 0.1
LEAST = 3


def trigger(context: PlayContext) -> Trigger | None:
    """Return the tenth of the contributors of 90 days who gave most (3 or more), with the number.

    Equal numbers are in or out together.
    """
    posts = context.events("community")
    if posts is None or context.today is None:
        return None
    count = posts.count(context.today, WINDOW_DAYS)
    active = np.sort(count[count > 0])[::-1]
    if not len(active):
        return None
    border = max(float(active[int(np.ceil(TOP_SHARE * len(active))) - 1]), LEAST)
    return count >= border, count


ENTRY = Play(
    key="top_contributors",
    label=phrase("Thank the top contributors"),
    description=phrase(
        "Name them in public, give a badge or points, and ask what they would like to write next."
    ),
    trigger=trigger,
    sentence=phrase("Contributions in 90 days: {value:count}"),
    script=phrase(
        "Your contributions helped many others this quarter, thank you. May we feature one of them, "
        "with your name?"
    ),
    success=phrase("Another contribution within 30 days."),
    channel="email",
    handling="personal",
    role="marketing",
    cost=2.0,
    save_share=0.04,
    strategy="community_content",
    needs=("community",),
    order=185,
)
