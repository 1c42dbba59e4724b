"""What the review page shows: the project, the analysis, the review of both; and what is lacking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from retention_desk import review_questions
from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import EarlierMonth, Review
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.project.open_project import Project

Wish = Literal["project", "data", "export", "bring", "holdout"]
"""What gets somebody on: a project, the next export, handing the list out, bringing it back, a holdout."""


@dataclass(frozen=True, eq=False)
class Reviewed:
    """A review with the lists it was made of."""

    review: Review
    history: ActionHistory


def review_of(analysis: Analysis, project: Project, month: Snapshot | None, _version: int) -> Reviewed:
    """Return the review of an analysis against a month of its project; touches no widget.

    Parameters
    ----------
    analysis : Analysis
    project : Project
    month : Snapshot or None
        Compared with.
    _version : int
        Tells one state of the project from the next: what is kept of it is asked again.
    """
    history = project.history()
    earlier = None if month is None else earlier_month(project, month)
    review = review_questions.review_month(replace(analysis, history=history), earlier, project.decisions())
    return Reviewed(review, history)


def earlier_month(project: Project, month: Snapshot) -> EarlierMonth:
    """Return a month of a project as a later one is compared with it."""
    return EarlierMonth(
        month, project.headline(month), project.scores(month), project.snapshot_settings(month)
    )


@dataclass(frozen=True, eq=False)
class ReviewState:
    """What is known; replaced as a whole.

    Attributes
    ----------
    analysis : Analysis or None
        None while a project opened is still loading its data.
    has_project : bool
    review : Review or None
        None until it is worked out.
    history : ActionHistory
        The lists handed out that the review was made of.
    can_write : bool
        Whether the project may be changed here.
    """

    analysis: Analysis | None = None
    has_project: bool = False
    review: Review | None = None
    history: ActionHistory | None = None
    can_write: bool = True

    @property
    def lists(self) -> ActionHistory:
        """The lists handed out, an empty history where there is none."""
        return self.history if self.history is not None else no_history()


@dataclass(frozen=True, slots=True)
class Lack:
    """Why there is nothing to see, and the one thing that gets there."""

    title: Phrase
    note: Phrase
    button: Phrase
    wish: Wish


NO_PROJECT: Final = Lack(
    phrase("Last month is kept in a project."),
    phrase(
        "A project keeps each month, the lists handed out and what came back, so that they can be compared."
    ),
    phrase("Keep this in a project"),
    "project",
)
ONE_MONTH: Final = Lack(
    phrase("There is one month so far."),
    phrase("With the next month’s export you see who moved, and why their scores did."),
    phrase("Add the next export"),
    "data",
)
NOTHING_OUT: Final = Lack(
    phrase("No list was handed out yet."),
    phrase("Export the list of whom to contact; what comes back is judged here."),
    phrase("Export the list"),
    "export",
)
NOTHING_BACK: Final = Lack(
    phrase("Nothing came back yet."),
    phrase("Bring the filled-in workbooks back to see what was done by whom."),
    phrase("Bring back workbooks"),
    "bring",
)
NO_HOLDOUT: Final = Lack(
    phrase("Nobody was held out by chance."),
    phrase(
        "Without customers left alone nobody can say what the contacts did. Hold some out of the next list."
    ),
    phrase("Choose a holdout"),
    "holdout",
)


def lack_of_moves(state: ReviewState) -> Lack | None:
    """Return what is lacking to see who moved."""
    if not state.has_project:
        return NO_PROJECT
    return ONE_MONTH if state.review is not None and state.review.earlier is None else None


def lack_of_lists(state: ReviewState) -> Lack | None:
    """Return what is lacking to judge the lists."""
    if not state.has_project:
        return NO_PROJECT
    return NOTHING_OUT if state.review is not None and not state.review.lists else None


def lack_of_holdout(state: ReviewState) -> Lack | None:
    """Return what is lacking to compare those handed out with those held out."""
    lack, review = lack_of_lists(state), state.review
    if lack is not None or review is None:
        return lack
    lifts = review.lifts
    held = 0 if lifts is None else lifts.whole.holdout.n + lifts.whole.holdout.open
    return None if held else NO_HOLDOUT
