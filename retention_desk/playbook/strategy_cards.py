"""What the source article reports of each strategy, and what it takes to carry one out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

SOURCE: Final = phrase("The first source article, undated; a case, not a forecast")
EASY, SOME, HARD = 1, 2, 3
SKILLS: Final[Mapping[int, Phrase]] = MappingProxyType(
    {
        EASY: phrase("a list and somebody who follows it"),
        SOME: phrase("templates, and somebody who keeps them up"),
        HARD: phrase("analysis, or changes to product and prices"),
    }
)


@dataclass(frozen=True, slots=True)
class StrategyCard:
    """A case of the article, and the skill a strategy needs.

    Attributes
    ----------
    claim : Phrase
    skill : int
        `EASY`, `SOME` or `HARD`.
    how : Phrase
        How the tool carries it out.
    """

    claim: Phrase
    skill: int
    how: Phrase


CARDS: Final[Mapping[str, StrategyCard]] = MappingProxyType(
    {
        "profile_and_forecast": StrategyCard(
            phrase("A shop that acted on a forecast kept 18 % more customers after 30 days."),
            SOME,
            phrase("The forecast says whom to call first; the calls are a list."),
        ),
        "lifetime_value": StrategyCard(
            phrase("A software firm raised renewals of its best customers from 62 % to 79 %."),
            EASY,
            phrase("The list is ranked by the value at stake; renewals and shrinking orders come first."),
        ),
        "content_recommendation": StrategyCard(
            phrase("A film service says that viewing time tripled with recommendations."),
            SOME,
            phrase("What similar customers bought next, for each customer, as one suggestion."),
        ),
        "timely_outreach": StrategyCard(
            phrase("A guide within 72 hours of the first investment kept 22 % more a month later."),
            SOME,
            phrase(
                "Messages that go out by the calendar and by what happens: first days, birthdays, silence."
            ),
        ),
        "tiered_membership": StrategyCard(
            phrase("A coffee chain's members came 7.8 times a year, up from 4.2."),
            HARD,
            phrase("Tiers by spend or points, and a list of those who are nearly there."),
        ),
        "playful_tasks": StrategyCard(
            phrase("A language app with streaks kept 67 % after 30 days; others keep 23 %."),
            HARD,
            phrase("Streaks from the log, and a nudge before one breaks."),
        ),
        "service_and_experts": StrategyCard(
            phrase("A bank cut the time to a solution from 45 to 8 minutes and complaints by 41 %."),
            HARD,
            phrase(
                "Each row says whether a person or a message does it; repeated complaints go to one person."
            ),
        ),
        "service_recovery": StrategyCard(
            phrase("An airline that warned two hours ahead of delays gained 35 points of NPS."),
            SOME,
            phrase("An incident list is imported; those affected are written to before they complain."),
        ),
        "community_content": StrategyCard(
            phrase("A phone maker's community wrote two million reviews for points and fame."),
            SOME,
            phrase("Contributions as an indicator; the top contributors are thanked, promoters asked."),
        ),
        "events": StrategyCard(
            phrase("A toy maker's fan events: 68 % took part, and 31 % more bought again."),
            SOME,
            phrase(
                "Invitations and the circle of a hundred; those who came are compared with matched others."
            ),
        ),
        "gradual_release": StrategyCard(
            phrase("Features released in three stages were abandoned by 9 % instead of 27 %."),
            EASY,
            phrase("A play goes out as a pilot, to a part, then to all, and stops when it does harm."),
        ),
        "pricing": StrategyCard(
            phrase("Plans sized by use raised revenue per customer by 24 % and cut churn by 19 %."),
            HARD,
            phrase("Use is compared with the plan; what right-sizing does to revenue is worked out first."),
        ),
        "tests": StrategyCard(
            phrase("Of eight offers tested at once the best one sold 41 % better."),
            HARD,
            phrase("Up to eight arms drawn by chance, with intervals and a correction for their number."),
        ),
        "health_score": StrategyCard(
            phrase("A score of more than twenty figures foretold 82 % of leavers 90 days ahead."),
            EASY,
            phrase("Bands tell whom to ask how things are, and whom the standard care is for."),
        ),
    }
)
