"""What is asked about a month once it is over: did the actions work, and what would an experiment take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import Analysis

if TYPE_CHECKING:
    from retention_desk.foundation.lift_results import PlayFacts
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


def play_facts(analysis: Analysis) -> Mapping[str, PlayFacts]:
    """Return the name of every play and the share it is assumed to save, by key."""
    from retention_desk.foundation.lift_results import PlayFacts
    from retention_desk.playbook.plays_of import plays_of

    playbook = analysis.settings.playbook
    return {
        key: PlayFacts(play.label, playbook.save_shares.get(key, play.save_share))
        for key, play in plays_of(playbook).items()
    }
