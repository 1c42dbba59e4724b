"""What an export is made of: analysis and review, with names or without, as on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retention_desk import pipeline
from retention_desk.desktop.project.state import ProjectState
from retention_desk.desktop.review_page.state import review_of
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.pseudonyms import Pseudonyms, pseudonyms_of
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review

if TYPE_CHECKING:
    from retention_desk.project.open_project import Project


class Kept(NamedTuple):
    """What an open project has of earlier months; the same as long as nothing of it changed."""

    project: Project
    months: tuple[Snapshot, ...]
    lists: tuple[object, ...]
    n_decisions: int


@dataclass(frozen=True, eq=False)
class HandedOver:
    """What files are written from.

    Attributes
    ----------
    analysis : Analysis
        With names; the workbook takes the pseudonyms by itself.
    shown : Analysis
        The same without names where they are not wanted.
    review : Review or None
        Of a project with an earlier month or a list.
    pseudonyms : Pseudonyms or None
        None where names are wanted.
    """

    analysis: Analysis
    shown: Analysis
    review: Review | None = None
    pseudonyms: Pseudonyms | None = None


def kept_by(state: ProjectState | None) -> Kept | None:
    """Return what an open project has kept; None without one."""
    if state is None:
        return None
    return Kept(state.project, state.months, state.lists_key, len(state.decisions))


def review_before(analysis: Analysis, kept: Kept | None) -> Review | None:
    """Return the review of an analysis against the month kept last before it, and of the lists so far.

    None without a project, and where it has neither yet. Touches no widget.
    """
    if kept is None:
        return None
    day = analysis.data.as_of
    months = [month for month in kept.months if day is None or month.day < day]
    if not months and kept.project.history().is_empty:
        return None
    return review_of(analysis, kept.project, months[-1] if months else None, 0).review


def handed_over(
    analysis: Analysis, kept: Kept | None = None, key: Path | None = None, review: Review | None = None
) -> HandedOver:
    """Return what files are written from; touches no widget.

    Parameters
    ----------
    analysis : Analysis
    kept : Kept, optional
        Of the open project.
    key : Path, optional
        Key file of the pseudonyms, made where none is yet; None where names are wanted.
    review : Review, optional
        In place of the one against the month before.

    Raises
    ------
    UserFacingError
        As `pseudonyms_of`.
    """
    pseudonyms = None if key is None else pseudonyms_of(key, make=True)
    if review is None:
        review = review_before(analysis, kept)
    if pseudonyms is None:
        return HandedOver(analysis, analysis, review)
    if review is not None:
        review = pipeline.anonymised_review(review, pseudonyms)
    return HandedOver(analysis, pipeline.anonymised(analysis, pseudonyms), review, pseudonyms)
