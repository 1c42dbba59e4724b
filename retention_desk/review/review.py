"""Did it work? This month against an earlier one, and what the action lists did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Codes
from retention_desk.foundation.lift_results import LearnedSave, Lifts, PlayFacts, PlayReturn
from retention_desk.foundation.move_results import Rescored
from retention_desk.foundation.outcome_results import RowOutcomes
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.project_results import Decision
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import EarlierMonth, Review
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.group_outcomes import group_outcomes
from retention_desk.review.learn_saves import learn_saves
from retention_desk.review.lifts import measure_lifts
from retention_desk.review.migrate_groups import migrate_groups
from retention_desk.review.missed_leavers import missed_leavers
from retention_desk.review.owner_actions import owner_actions
from retention_desk.review.play_returns import play_returns
from retention_desk.review.row_outcomes import row_outcomes
from retention_desk.review.score_moves import score_moves

REVIEWING: Final = phrase("Judging what the actions did")
NO_PLAYS: Final[Mapping[str, PlayFacts]] = MappingProxyType({})


def review(
    now: Analysis,
    earlier: EarlierMonth | None,
    history: ActionHistory,
    decisions: Sequence[Decision],
    settings: AnalysisSettings,
    progress: Progress = SILENT,
    *,
    rescored: Rescored | None = None,
    plays: Mapping[str, PlayFacts] = NO_PLAYS,
) -> Review:
    """Return the review of a month.

    Parameters
    ----------
    now : Analysis
        Of the latest data: they tell what became of everybody.
    earlier : EarlierMonth or None
        The month compared with.
    history : ActionHistory
        All lists handed out with what came back.
    decisions : sequence of Decision
        Newest first.
    settings : AnalysisSettings
    progress : Progress
    rescored : Rescored or None
        Of `now` and `earlier` (`health.rescore`): what tells why scores moved.
    plays : mapping of play key to PlayFacts
        Names and assumed save shares.

    Notes
    -----
    Lists of days after `now` are not looked at: the review of a past day does not see the future.
    """
    known = _until(history, now.data.as_of)
    outcomes = row_outcomes(now.data, known, settings, now.intermediate.get("book"))
    progress.step(0.2, REVIEWING)
    lifts = None if known.is_empty else measure_lifts(known, outcomes, settings.review, plays)
    returns, learned = _judged(lifts, known, outcomes, now, settings, plays)
    groups, grids = group_outcomes(known, outcomes, _stages(known, earlier), settings.review, plays)
    progress.step(0.7, REVIEWING)
    found = Review(
        day=now.data.as_of,
        currency=now.data.currency,
        **_actions(known, now.data.as_of),
        **_months(now, earlier, known, rescored),
        outcomes=groups,
        grids=grids,
        rows=outcomes,
        lifts=lifts,
        returns=returns,
        learned=learned,
        decisions=tuple(decisions),
        caveats=_caveats(known, outcomes, lifts, now, earlier),
        missing=_missing(known, outcomes, lifts, earlier),
    )
    progress.step(1.0, REVIEWING)
    return found


def _actions(history: ActionHistory, day: dt.date | None) -> dict[str, Any]:
    """Return the parts of the review that tell of the lists themselves."""
    owners, everybody = owner_actions(history, day)
    days = history.rows["handed_out_on"].dropna()
    return {
        "owners": owners,
        "actions": everybody,
        "lists": history.n_lists,
        "first_list": days.min().date() if len(days) else None,
        "last_list": days.max().date() if len(days) else None,
    }


def _months(
    now: Analysis, earlier: EarlierMonth | None, history: ActionHistory, rescored: Rescored | None
) -> dict[str, Any]:
    """Return the parts of the review that compare two months."""
    return {
        "earlier": None if earlier is None else earlier.snapshot,
        "migrations": () if earlier is None else migrate_groups(now, earlier),
        "moves": None if rescored is None else score_moves(rescored),
        "missed": None if earlier is None else missed_leavers(now, earlier, history),
    }


def _until(history: ActionHistory, day: dt.date | None) -> ActionHistory:
    """Return the lists handed out by a day; all where nothing is dated."""
    if day is None:
        return history
    later = (history.rows["handed_out_on"] > np.datetime64(day)).to_numpy()
    return ActionHistory(history.rows[~later].reset_index(drop=True)) if later.any() else history


def _judged(
    lifts: Lifts | None,
    history: ActionHistory,
    outcomes: RowOutcomes,
    now: Analysis,
    settings: AnalysisSettings,
    plays: Mapping[str, PlayFacts],
) -> tuple[tuple[PlayReturn, ...], tuple[LearnedSave, ...]]:
    if lifts is None:
        return (), ()
    by_play = {lift.key: lift for lift in lifts.plays}
    worth, currency = now.value.lifetime_value, now.data.currency
    returns = play_returns(by_play, history, outcomes, worth, settings.review, currency)
    return returns, learn_saves(lifts.plays, plays, settings.review)


def _stages(history: ActionHistory, earlier: EarlierMonth | None) -> Codes | None:
    """Return the stage of each row's customer in the earlier month, −1 unknown; None without one."""
    if earlier is None or "stage" not in earlier.scores:
        return None
    ids = history.rows["customer_id"].astype(earlier.scores.index.dtype)
    codes = earlier.scores["stage"].reindex(ids).fillna(-1)
    return codes.to_numpy().astype(np.int8)


def _caveats(
    history: ActionHistory,
    outcomes: RowOutcomes,
    lifts: Lifts | None,
    now: Analysis,
    earlier: EarlierMonth | None,
) -> tuple[Phrase, ...]:
    said = []
    if lifts is not None and lifts.switched:
        said.append(
            phrase(
                "{n:count} customers were held out first and handed out later; they count as held out, which "
                "makes the measured effect smaller.",
                n=lifts.switched,
            )
        )
    by_hand = int(((history.rows["arm"] == "added") | history.rows["is_manual"]).sum())
    if by_hand:
        said.append(
            phrase(
                "{n:count} rows were added by hand: chance did not draw them, so they are in the outcomes "
                "and not in the effect.",
                n=by_hand,
            )
        )
    absent = int((outcomes.customer < 0).sum())
    if absent:
        said.append(phrase("{n:count} rows are of customers who are not in today's data.", n=absent))
    if earlier is not None and earlier.snapshot.currency != now.data.currency:
        said.append(phrase("The earlier month is in another currency: amounts do not compare."))
    if earlier is not None and earlier.headline.profile != now.health.profile:
        said.append(phrase("The health score had another profile then: bands and scores do not compare."))
    return tuple(said)


def _missing(
    history: ActionHistory, outcomes: RowOutcomes, lifts: Lifts | None, earlier: EarlierMonth | None
) -> tuple[Phrase, ...]:
    said = []
    if earlier is None:
        said.append(
            phrase("No earlier month is kept: keep one each month, and the next review compares them.")
        )
    if lifts is None:
        said.append(phrase("No list was handed out yet: export the action workbook from a project."))
        return tuple(said)
    if outcomes.by == "nothing":
        said.append(outcomes.definition)
    elif not outcomes.decided.any():
        said.append(
            phrase(
                "No list is decided yet: {days:count} days after its day have to be in the data.",
                days=outcomes.days,
            )
        )
    rows = history.rows[(history.rows["arm"] != "holdout").to_numpy()]
    if not (rows["status"] != "").any() and not rows["contacted_on"].notna().any():
        said.append(phrase("No filled-in workbook was read back: who was contacted is not known."))
    if not (history.rows["arm"] == "holdout").any():
        said.append(phrase("Nobody was held out: without a holdout the effect cannot be measured."))
    return tuple(said)
