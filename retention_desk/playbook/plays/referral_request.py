"""Ask promoters to recommend."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import HEALTHY, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

PROMOTER_SHARE = 0.9


def trigger(context: PlayContext) -> Trigger | None:
    """Return customers whose latest answer was 9 or 10 of 10, with its share of the scale."""
    answer = context.indicator("survey_score")
    return None if answer is None else (answer >= PROMOTER_SHARE, answer)


ENTRY = Play(
    key="referral_request",
    label=phrase("Ask for a recommendation"),
    description=phrase(
        "Thank for the high score and ask for one recommendation, with something for both sides."
    ),
    trigger=trigger,
    sentence=phrase("Latest answer {value:share0} of the scale"),
    script=phrase("You rated us highly, thank you. Do you know one person who would like the same?"),
    success=phrase("A referral within 30 days."),
    channel="email",
    handling="personal",
    role="marketing",
    cost=1.0,
    save_share=0.02,
    strategy="community_content",
    needs=("surveys",),
    order=200,
    stages=frozenset({"new", "active", "won_back"}),
    bands=HEALTHY,
)
