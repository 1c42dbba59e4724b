"""A personal word when the health score of a good customer is low."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import NOT_HEALTHY, TOP_TIERS, Play

ENTRY = Play(
    key="health_check_in",
    label=phrase("Ask how things are"),
    description=phrase(
        "Go through the indicators that stand low, ask about the first, and agree on one step."
    ),
    trigger=None,
    sentence=phrase("Health score {value:number1}"),
    script=phrase("I look after you here and wanted to ask how things are going, and what you miss most."),
    success=phrase("A better band next month."),
    channel="phone",
    handling="personal",
    role="account",
    cost=8.0,
    save_share=0.1,
    strategy="health_score",
    order=55,
    tiers=TOP_TIERS,
    bands=NOT_HEALTHY,
)
