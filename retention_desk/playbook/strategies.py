"""The strategies a play belongs to, from the article the playbook follows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

STRATEGIES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "profile_and_forecast": phrase("Customer profile and churn forecast"),
        "lifetime_value": phrase("Following lifetime value"),
        "content_recommendation": phrase("Recommendations by behaviour"),
        "timely_outreach": phrase("Outreach that fits the moment"),
        "tiered_membership": phrase("Membership in tiers"),
        "playful_tasks": phrase("Playful tasks"),
        "service_and_experts": phrase("Automated service with experts behind it"),
        "service_recovery": phrase("Service recovery before the complaint"),
        "community_content": phrase("Rewards for what users create"),
        "events": phrase("Events and customer circles"),
        "gradual_release": phrase("Gradual release"),
        "pricing": phrase("Prices that fit the use"),
        "tests": phrase("A/B tests"),
        "health_score": phrase("Health score"),
    }
)
