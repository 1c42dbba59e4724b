"""What is asked about plays and strategies when somebody looks: whom they fit, what events and plans do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retention_desk.foundation.results import Analysis

if TYPE_CHECKING:
    from retention_desk.foundation.strategy_results import EventEffect, PlanWhatIf
    from retention_desk.playbook.play_context import PlayContext
    from retention_desk.playbook.plays_now import PlayNow


def _context(analysis: Analysis) -> PlayContext:
    context: PlayContext = analysis.intermediate["plan_basis"].context
    return context


def plays_now(analysis: Analysis) -> tuple[PlayNow, ...]:
    """Return every play, in use or not, with the customers it fits now."""
    from retention_desk.playbook.plays_now import plays_now as now

    return now(_context(analysis), analysis.health, analysis.plan, analysis.settings.playbook)


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
