"""Standard care for the general tier, by itself."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import GENERAL_TIER, NOT_HEALTHY, Play

ENTRY = Play(
    key="general_care",
    label=phrase("Automated care"),
    description=phrase("The standard series of care messages, by itself, with a way to reach a person."),
    trigger=None,
    sentence=phrase("Health score {value:number1}"),
    script=phrase(
        "How are you getting on? Here are the answers people look for most, and the way to a person "
        "if you prefer."
    ),
    success=phrase("A better band next month."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.05,
    save_share=0.03,
    strategy="health_score",
    order=220,
    tiers=GENERAL_TIER,
    bands=NOT_HEALTHY,
)
