"""What each play cost and what it kept, and what follows from it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.lift_results import Lift, PlayReturn, PlayVerdict
from retention_desk.foundation.outcome_results import KEPT, OPEN, RowOutcomes
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.wording import Money, Phrase, phrase

ValueBy = Literal["lifetime_value", "spend", ""]

ENOUGH: Final = 50
"""Decided customers of both sides from which the high end of an interval is believed against a play."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Cost, customers kept more and their value, with the interval of the lift carried through."""

    cost: float
    more: tuple[float, float, float]
    value: tuple[float, float, float]
    roi: tuple[float, float, float]


def play_returns(
    lifts: Mapping[str, Lift],
    history: ActionHistory,
    outcomes: RowOutcomes,
    lifetime_value: Floats,
    settings: ReviewSettings,
    currency: str | None = None,
) -> tuple[PlayReturn, ...]:
    """Return cost, value kept, return and verdict of each play, in the order of `lifts`.

    Parameters
    ----------
    lifts : mapping of play key to Lift
    history : ActionHistory
    outcomes : RowOutcomes
        Of its rows.
    lifetime_value : ndarray of float, shape (n_customers,)
        As of today; NaN unknown.
    settings : ReviewSettings
        ``roi_threshold``.
    currency : str or None

    Notes
    -----
    Of the customers whose days are over: customers kept more = lift × customers handed out; each is worth
    what the play's kept customers (of both sides) are worth on the average today; return = (value − cost) ÷
    cost. The interval of the lift is carried through; that of the value is not in it.
    """
    rows = history.rows
    play = rows["play"].to_numpy(dtype=object)
    return tuple(
        _return(lift, outcomes.counts & (play == key), history, outcomes, lifetime_value, settings, currency)
        for key, lift in lifts.items()
    )


def _return(
    lift: Lift,
    counted: Flags,
    history: ActionHistory,
    outcomes: RowOutcomes,
    lifetime_value: Floats,
    settings: ReviewSettings,
    currency: str | None,
) -> PlayReturn:
    rows = history.rows
    handed = counted & (rows["arm"] != "holdout").to_numpy() & (outcomes.code != OPEN)
    cost = _cost(rows["cost"].to_numpy(dtype=np.float64)[handed])
    each, by = _worth(counted & (outcomes.code == KEPT), outcomes, lifetime_value)
    contacts = int(handed.sum())
    more = (lift.difference * contacts, lift.low * contacts, lift.high * contacts)
    value = tuple(customers * each for customers in more)
    roi = tuple((amount - cost) / cost if cost > 0 else math.nan for amount in value)
    sums = Sums(cost, more, value, roi)  # type: ignore[arg-type]
    verdict = play_verdict(lift, sums, settings.roi_threshold)
    return PlayReturn(
        play=lift.key,
        name=lift.name,
        lift=lift,
        contacts=contacts,
        cost=cost,
        value_each=each,
        value_by=by,
        kept_more=more[0],
        kept_low=more[1],
        kept_high=more[2],
        value_kept=value[0],
        value_low=value[1],
        value_high=value[2],
        roi=roi[0],
        roi_low=roi[1],
        roi_high=roi[2],
        threshold=settings.roi_threshold,
        verdict=verdict,
        reason=reason_of(verdict, lift, sums, settings.roi_threshold, currency),
    )


def _cost(costs: Floats) -> float:
    """Return the cost of all: where some are unknown they count as the mean of the others; NaN if all are."""
    known = costs[np.isfinite(costs)]
    return float(known.mean() * len(costs)) if len(known) else (math.nan if len(costs) else 0.0)


def _worth(kept: Flags, outcomes: RowOutcomes, lifetime_value: Floats) -> tuple[float, ValueBy]:
    """Return what a kept customer is worth, and by what."""
    place = outcomes.customer[kept]
    values = lifetime_value[place[place >= 0]]
    values = values[np.isfinite(values)]
    if len(values):
        return float(values.mean()), "lifetime_value"
    spent = outcomes.spend[kept]
    spent = spent[np.isfinite(spent)]
    if len(spent):
        return float(spent.mean()), "spend"
    return math.nan, ""


def play_verdict(lift: Lift, sums: Sums, threshold: float) -> PlayVerdict:
    """Return what to do with a play.

    Keep what helps and returns at least the threshold (or costs nothing, or of which no value is known); fix
    what helps and returns less; stop what harms or has no effect that matters, and what stays below the
    threshold even at the high end of its interval, with `ENOUGH` customers decided on both sides; else it is
    too early.
    """
    roi, _, roi_high = sums.roi
    if lift.verdict in ("harms", "no_effect"):
        return "stop"
    if lift.verdict == "helps":
        return "fix" if roi < threshold else "keep"
    is_sure = min(lift.contact.n, lift.holdout.n) >= ENOUGH and roi_high < threshold
    return "stop" if is_sure else "too_early"


def reason_of(verdict: PlayVerdict, lift: Lift, sums: Sums, threshold: float, currency: str | None) -> Phrase:
    """Return the verdict in words with its numbers."""
    if verdict == "too_early" or lift.verdict in ("harms", "no_effect"):
        return lift.reason
    values = {
        "value": Money(sums.value[0], currency),
        "cost": Money(sums.cost, currency),
        "roi": sums.roi[0],
        "high": sums.roi[2],
        "threshold": threshold,
        "more": sums.more[0],
    }
    if math.isnan(sums.roi[0]):
        return phrase(
            "It helps, with about {more:count} customers kept more; cost or value is not known, so no return "
            "can be told.",
            **values,
        )
    if verdict == "keep":
        return phrase(
            "About {more:count} customers kept more, worth {value}, for {cost}: the return of {roi:number1} "
            "reaches the threshold of {threshold:number1}.",
            **values,
        )
    if verdict == "fix":
        return phrase(
            "It helps, but about {more:count} customers kept more, worth {value}, for {cost} return "
            "{roi:number1}, less than the threshold of {threshold:number1}: make it cheaper or aim it "
            "better.",
            **values,
        )
    return phrase(
        "Even at the high end of its interval it returns {high:number1}, less than the threshold of "
        "{threshold:number1}.",
        **values,
    )
