"""Show healthy customers the rest of the range."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import HEALTHY, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

NARROW = 1 / 3
STAGES = frozenset({"active", "won_back"})


def trigger(context: PlayContext) -> Trigger | None:
    """Return the third of the active customers with the narrowest range, with its breadth."""
    breadth = context.indicator("product_breadth")
    if breadth is None:
        breadth = context.indicator("feature_breadth")
    if breadth is None:
        return None
    known = breadth[~np.isnan(breadth) & context.here & context.in_stages(STAGES)]
    border = float(np.quantile(known, NARROW)) if len(known) else 0.0
    return breadth <= border, breadth


ENTRY = Play(
    key="ready_to_grow",
    label=phrase("Show what else there is"),
    description=phrase("Introduce one more part of the range that similar customers value."),
    trigger=trigger,
    sentence=phrase("Healthy, but a narrow range"),
    script=phrase("You know one part of what we do well. Here is another that customers like you use most."),
    success=phrase("A new product or feature within 60 days."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.03,
    strategy="content_recommendation",
    needs=("orders.product|activity.feature",),
    order=190,
    bands=HEALTHY,
)
