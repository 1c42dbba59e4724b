"""What an experiment takes: customers, weeks, and the smallest difference that would show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from retention_desk.foundation.experiment_results import ExperimentPlan, Measure, WeeksTold
from retention_desk.foundation.sample_size import (
    ERROR_SHARE,
    POWER_SHARE,
    corrected_error_share,
    means_effect,
    means_sample_size,
    proportions_effect,
    proportions_sample_size,
)
from retention_desk.foundation.wording import Phrase, phrase

WEEKS_SHOWN: Final = (1, 2, 4, 8, 13, 26, 52)


@dataclass(frozen=True)
class Asked:
    """What is to be planned; as in `ExperimentPlan`."""

    measure: Measure
    base: float
    base_by: Phrase
    effect: float
    arms: int
    held_share: float
    per_week: int
    spread: float = math.nan
    error_share: float = ERROR_SHARE
    power_share: float = POWER_SHARE

    @property
    def ratio(self) -> float:
        """Customers of each arm per customer of the control."""
        return (1 - self.held_share) / (self.arms * self.held_share)

    @property
    def each_error_share(self) -> float:
        """Error share of one comparison, so that all arms together keep to theirs."""
        return corrected_error_share(self.arms, self.error_share)


def plan_experiment(asked: Asked) -> ExperimentPlan:
    """Return the customers and weeks that the experiment asked for takes.

    Notes
    -----
    Every arm is compared with the control, each at the two-sided error share ÷ arms (Bonferroni). A list is
    shared out as it stands: the control gets `held_share` of it, the arms the rest in equal parts.
    """
    control = _control_needed(asked)
    total = arm = None
    if math.isfinite(control):
        arm = math.ceil(control * asked.ratio)
        total = math.ceil(control) + asked.arms * arm
    weeks = math.ceil(total / asked.per_week) if total is not None and asked.per_week > 0 else None
    shown = sorted({*WEEKS_SHOWN, weeks} if weeks is not None and weeks <= 260 else WEEKS_SHOWN)
    return ExperimentPlan(
        measure=asked.measure,
        base=asked.base,
        base_by=asked.base_by,
        spread=asked.spread,
        effect=asked.effect,
        arms=asked.arms,
        held_share=asked.held_share,
        error_share=asked.error_share,
        power_share=asked.power_share,
        control=None if total is None else math.ceil(control),
        each_arm=arm,
        total=total,
        per_week=asked.per_week or None,
        weeks=weeks,
        by_weeks=tuple(_told(asked, n) for n in shown) if asked.per_week else (),
        note=_note(asked, total, weeks),
    )


def _control_needed(asked: Asked) -> float:
    if not 0 < asked.held_share < 1 or asked.effect == 0:
        return math.inf
    error, power, ratio = asked.each_error_share, asked.power_share, asked.ratio
    if asked.measure == "amount":
        if not asked.spread > 0:
            return math.inf
        return means_sample_size(asked.effect / asked.spread, ratio, error, power)
    other = asked.base + asked.effect
    if not 0 <= other <= 1:
        return math.inf
    return proportions_sample_size(asked.base, other, ratio, error, power)


def _told(asked: Asked, weeks: int) -> WeeksTold:
    customers = weeks * asked.per_week
    control = customers * asked.held_share
    arm = (customers - control) / asked.arms
    error, power = asked.each_error_share, asked.power_share
    detectable: float | None
    if asked.measure == "amount":
        effect = means_effect(control, arm, error, power)
        detectable = None if effect is None or not asked.spread > 0 else effect * asked.spread
    else:
        detectable = proportions_effect(asked.base, control, arm, error, power, is_higher=asked.effect > 0)
    return WeeksTold(weeks, customers, detectable)


def _note(asked: Asked, total: int | None, weeks: int | None) -> Phrase:
    if total is None and asked.measure == "share" and not 0 <= asked.base + asked.effect <= 1:
        return phrase("From {base:share} there is no room for such a difference.", base=asked.base)
    if total is None:
        return phrase(
            "No number of customers would show it: it takes a control and a difference to look for."
        )
    if weeks is None:
        return phrase("{total:count} customers, control and arms together.", total=total)
    return phrase(
        "{total:count} customers, control and arms together: {weeks:count} weeks of lists of {list:count}.",
        total=total,
        weeks=weeks,
        list=asked.per_week,
    )
