"""What the tool works out beside a play: right-sized plans, and what events did."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from retention_desk import play_questions
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.foundation.strategy_results import EventEffect, PlanWhatIf


def note_of(analysis: Analysis, strategy: str) -> Phrase | None:
    """Return what is worked out beside the plays of a strategy; None where there is nothing to say.

    Takes as long as a question: asked off the window's thread.
    """
    if strategy == "pricing":
        sizes = play_questions.plan_what_if(analysis)
        return None if sizes is None else what_if_in_words(sizes, analysis.data.currency)
    if strategy == "events":
        effect = play_questions.event_effect(analysis)
        return None if effect is None else effect_in_words(effect, analysis.data.currency)
    return None


def what_if_in_words(sizes: PlanWhatIf, currency: str | None) -> Phrase:
    """Return what right-sizing would do to revenue per customer and to churn."""
    said = phrase(
        "Of {n:count} subscribers {large:count} use less than their plan holds, {small:count} more. If "
        "{share:share0} of them moved to the plan that fits, revenue per customer would go from {now} to "
        "{after} a month.",
        n=sizes.customers, large=sizes.too_large, small=sizes.too_small, share=sizes.accepted_share,
        now=Money(sizes.arpu_now, currency), after=Money(sizes.arpu_after, currency),
    )  # fmt: skip
    if math.isnan(sizes.leavers_now):
        return said
    return phrase(
        "{said} With {cut:share0} less leaving among those who move down, {before:number1} leavers would "
        "become {later:number1} in {days} days, and {kept} a month would be kept instead of {usual}.",
        said=said, cut=sizes.churn_cut_share, before=sizes.leavers_now, later=sizes.leavers_after,
        days=sizes.horizon_days, kept=Money(sizes.kept_after, currency),
        usual=Money(sizes.kept_now, currency),
    )  # fmt: skip


def effect_in_words(effect: EventEffect, currency: str | None) -> Phrase:
    """Return what those who came bought later, against matched others and against everybody."""
    verdict = (
        phrase("The interval leaves zero out.") if effect.can_tell else phrase("Too close to zero to tell.")
    )
    return phrase(
        "Within {days} days after an event {mine:share0} of those who came bought, {others:share0} of others "
        "like them: {difference:points} ({low:points} to {high:points}, n = {n:count}). {verdict} Against "
        "everybody else it would look like {naive:points}. Amount a head: {amount} ({least} to {most}).",
        days=effect.window_days, mine=effect.bought_share, others=effect.others_share,
        difference=effect.difference, low=effect.low, high=effect.high, n=effect.matched, verdict=verdict,
        naive=effect.naive_difference, amount=Money(effect.spend_difference, currency),
        least=Money(effect.spend_low, currency), most=Money(effect.spend_high, currency),
    )  # fmt: skip
