"""What is asked about a month once it is over: did the actions work, and what would an experiment take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import Analysis

if TYPE_CHECKING:
    from retention_desk.foundation.experiment_results import ExperimentPlan, Measure
    from retention_desk.foundation.lift_results import PlayFacts
    from retention_desk.foundation.move_results import CustomerMoves
    from retention_desk.foundation.project_results import Decision
    from retention_desk.foundation.review_results import EarlierMonth, Review


def review_month(
    analysis: Analysis,
    earlier: EarlierMonth | None = None,
    decisions: Sequence[Decision] = (),
    progress: Progress = SILENT,
) -> Review:
    """Return the month of an analysis against an earlier one, and what its action lists did.

    What was handed out is `Analysis.history`; `earlier` and `decisions` are those of the project.
    """
    from retention_desk.health.rescore import rescore
    from retention_desk.review.review import review

    rescored = None if earlier is None else rescore(analysis, earlier, progress.part(0.0, 0.5))
    return review(
        analysis,
        earlier,
        analysis.history,
        decisions,
        analysis.settings,
        progress.part(0.5, 1.0),
        rescored=rescored,
        plays=play_facts(analysis),
    )


def customer_moves(analysis: Analysis, earlier: EarlierMonth, progress: Progress = SILENT) -> CustomerMoves:
    """Return why each customer's score moved since an earlier month, indicator by indicator."""
    from retention_desk.foundation.move_results import CustomerMoves
    from retention_desk.health.rescore import rescore
    from retention_desk.review.score_moves import REST, score_moves

    rescored = rescore(analysis, earlier, progress)
    return CustomerMoves(score_moves(rescored), rescored, REST)


def play_facts(analysis: Analysis) -> Mapping[str, PlayFacts]:
    """Return the name of every play and the share it is assumed to save, by key."""
    from retention_desk.foundation.lift_results import PlayFacts
    from retention_desk.playbook.plays_of import plays_of

    playbook = analysis.settings.playbook
    return {
        key: PlayFacts(play.label, playbook.save_shares.get(key, play.save_share))
        for key, play in plays_of(playbook).items()
    }


def plan_experiment(
    analysis: Analysis,
    effect: float | None = None,
    arms: int = 1,
    measure: Measure = "share",
    held_share: float | None = None,
    per_week: int | None = None,
    base: float | None = None,
) -> ExperimentPlan:
    """Return the customers and weeks that an experiment on these lists takes.

    Parameters
    ----------
    analysis : Analysis
    effect : float or None
        Difference to be shown, of shares or in the currency; by default `review.smallest_lift`, or a tenth of
        the mean spend.
    arms : int
        Besides the control.
    measure : {"share", "amount"}
    held_share : float or None
        Share of the list that is the control; by default `holdout.share`.
    per_week : int or None
        Customers of a weekly list; by default those of the plan, held out ones among them.
    base : float or None
        Share kept, or mean spend, of the control; by default as measured on the holdout so far, else as the
        plan expects it, else one half.
    """
    from retention_desk.review.experiment_basis import TOLD, experiment_basis
    from retention_desk.review.plan_experiment import Asked
    from retention_desk.review.plan_experiment import plan_experiment as plan

    settings = analysis.settings
    basis = experiment_basis(analysis, measure)
    known = basis.base if base is None else base
    usual = settings.review.smallest_lift if measure == "share" else 0.1 * known
    return plan(
        Asked(
            measure=measure,
            base=known,
            base_by=basis.base_by if base is None else TOLD,
            effect=usual if effect is None else effect,
            arms=max(arms, 1),
            held_share=settings.holdout.share if held_share is None else held_share,
            per_week=len(analysis.plan.table) if per_week is None else per_week,
            spread=basis.spread,
        )
    )
