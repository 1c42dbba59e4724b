"""What is asked about plays and strategies when somebody looks: whom they fit, what events and plans do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retention_desk.foundation.results import Analysis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retention_desk.foundation.lift_results import Lift
    from retention_desk.foundation.strategy_results import EventEffect, PlanWhatIf
    from retention_desk.playbook.choose_strategy import StrategyChoice
    from retention_desk.playbook.play_context import PlayContext
    from retention_desk.playbook.plays_now import PlayNow


def _context(analysis: Analysis) -> PlayContext:
    context: PlayContext = analysis.intermediate["plan_basis"].context
    return context


def plays_now(analysis: Analysis) -> tuple[PlayNow, ...]:
    """Return every play, in use or not, with the customers it fits now."""
    from retention_desk.playbook.plays_now import plays_now as now

    return now(_context(analysis), analysis.health, analysis.plan, analysis.settings.playbook)


def choose_strategies(
    analysis: Analysis, lifts: Mapping[str, Lift] | None = None
) -> tuple[StrategyChoice, ...]:
    """Return the fourteen strategies by cost, skill and evidence, the one to begin with first.

    `lifts` are one's own results by key of the play; by default those of the action lists that came back.
    """
    from retention_desk.playbook.choose_strategy import choose_strategies as choose
    from retention_desk.playbook.costs import cost_factor

    currency = analysis.data.currency
    own = _own_lifts(analysis) if lifts is None else lifts
    return choose(plays_now(analysis), cost_factor(currency), currency, own, event_effect(analysis))


def _own_lifts(analysis: Analysis) -> Mapping[str, Lift]:
    """Return what each play did on the lists handed out so far, by key; nothing without any."""
    from retention_desk.foundation.lift_results import PlayFacts
    from retention_desk.playbook.plays_of import plays_of
    from retention_desk.review.lifts import measure_lifts
    from retention_desk.review.row_outcomes import row_outcomes

    settings, history = analysis.settings, analysis.history
    if history.is_empty:
        return {}
    facts = {key: PlayFacts(play.label, play.save_share) for key, play in plays_of(settings.playbook).items()}
    outcomes = row_outcomes(analysis.data, history, settings, _context(analysis).book)
    return {lift.key: lift for lift in measure_lifts(history, outcomes, settings.review, facts).plays}


def plan_what_if(
    analysis: Analysis, accepted_share: float | None = None, churn_cut_share: float | None = None
) -> PlanWhatIf | None:
    """Return revenue per customer and churn with plans that fit the use; None where plans are not known."""
    from retention_desk.playbook import plan_what_if as what_if

    accepted = what_if.ACCEPTED_SHARE if accepted_share is None else accepted_share
    cut = what_if.CHURN_CUT_SHARE if churn_cut_share is None else churn_cut_share
    return what_if.plan_what_if(_context(analysis), accepted, cut)


def event_effect(analysis: Analysis) -> EventEffect | None:
    """Return what those who came to events bought later, against matched others; None where nothing tells."""
    from retention_desk.metrics.event_effect import event_effect as effect

    return effect(analysis.data, _context(analysis).book)
