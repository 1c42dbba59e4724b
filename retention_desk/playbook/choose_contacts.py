"""Who is contacted this week, who gets a message by itself, who waits, and who is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.plan_results import FATE_CODES
from retention_desk.playbook.match_plays import NO_PLAY, PlayMatch, by_amount

Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

_ROUNDING: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Chosen:
    """What happens to everybody.

    Attributes
    ----------
    listed : ndarray of int, shape (n_listed,)
        New customers on the list, contacted or held out, the best first: personal contacts, and where they
        leave capacity free, automated ones.
    held : ndarray of bool, shape (n_listed,)
    ranked : ndarray of int
        Everybody in the order in which more capacity would reach them.
    fate, fate_play : ndarray of int8 and int16, shape (n_customers,)
        As in `ActionPlan`.
    automated_cost : float
        Of the messages beyond the list.
    """

    listed: Places
    held: Flags
    ranked: Places
    fate: Codes
    fate_play: npt.NDArray[np.int16]
    automated_cost: float


@dataclass(frozen=True, eq=False)
class Limits:
    """What a week allows: contacts still free, and money not spent yet (None: no limit)."""

    contacts: int
    budget_amount: float | None


def choose_contacts(match: PlayMatch, held: Flags, cooling: Flags, taken: Places, limits: Limits) -> Chosen:
    """Return what happens to everybody.

    Parameters
    ----------
    match : PlayMatch
    held : ndarray of bool, shape (n_customers,)
        Whom chance leaves alone.
    cooling : ndarray of bool, shape (n_customers,)
        Who was contacted by hand not long ago.
    taken : ndarray of int
        Customers on the list already: added by hand, or with an open action.
    limits : Limits

    Notes
    -----
    Personal contacts are taken by what they save until the contacts or the money are used up; those held
    out are listed in their place and take neither. A message takes nobody's time: everybody whose best
    play is automated gets it, and so does, by the best automated play that fits, whoever would wait for
    capacity; chance leaves the same share of them alone. Only as many as capacity is left for are rows of
    the list, so that a list is as long as a team can look through.
    """
    n = len(match.best)
    free = np.ones(n, dtype=bool)
    free[taken] = False
    worth = (match.best > NO_PLAY) & free
    fate = np.full(n, FATE_CODES["no_play"], dtype=np.int8)
    fate[match.fitting] = FATE_CODES["not_worth"]
    for flags in match.kept_back.values():
        fate[flags] = FATE_CODES["waiting_wave"]
    fate[worth & cooling] = FATE_CODES["cooling_off"]
    worth &= ~cooling
    personal = match.is_personal[match.best]
    by_person = by_amount(np.flatnonzero(worth & personal), match.saved)
    by_itself = by_amount(np.flatnonzero(worth & ~personal), match.saved)

    cost = match.cost[match.best]
    taken_up = _within(by_person, held, cost, limits)
    listed, waiting = by_person[:taken_up], by_person[taken_up:]
    spent = float(cost[listed[~held[listed]]].sum())
    n_contacts = int((~held[listed]).sum())
    money = None if limits.budget_amount is None else limits.budget_amount - spent
    fate[listed] = np.where(held[listed], FATE_CODES["held_out"], FATE_CODES["contact"])
    is_full = n_contacts >= limits.contacts
    fate[waiting] = FATE_CODES["waiting_capacity" if is_full else "waiting_budget"]
    fate_play = np.where(match.fitting & free, match.best, NO_PLAY).astype(np.int16)
    for place, flags in match.kept_back.items():
        fate_play[flags & free & (fate_play == NO_PLAY)] = place

    fill = _within(by_itself, held, cost, Limits(limits.contacts - n_contacts, money))
    written = _write_to(match, by_itself, waiting, held, money, fate, fate_play)
    beyond = np.setdiff1d(written, by_itself[:fill], assume_unique=True)
    return Chosen(
        listed=np.concatenate([listed, by_itself[:fill]]),
        held=held[np.concatenate([listed, by_itself[:fill]])],
        ranked=np.concatenate([by_person, by_itself]),
        fate=fate,
        fate_play=fate_play,
        automated_cost=float(match.cost[fate_play[beyond]].sum()),
    )


def _within(ranked: Places, held: Flags, cost: Floats, limits: Limits) -> int:
    """Return how many of the ranked are listed until contacts or money are used up."""
    if limits.contacts <= 0:
        return 0
    contacted = ~held[ranked]
    stop = int(np.searchsorted(np.cumsum(contacted), limits.contacts)) + 1
    if limits.budget_amount is not None:
        spent = np.cumsum(np.where(contacted[:stop], cost[ranked[:stop]], 0.0))
        stop = int(np.searchsorted(spent, limits.budget_amount + _ROUNDING, side="right"))
    return min(stop, len(ranked))


def _write_to(
    match: PlayMatch,
    by_itself: Places,
    waiting: Places,
    held: Flags,
    money: float | None,
    fate: Codes,
    fate_play: npt.NDArray[np.int16],
) -> Places:
    """Return who gets an automated message, and note it in `fate` and `fate_play`."""
    instead = waiting[match.automated[waiting] > NO_PLAY]
    fate_play[instead] = match.automated[instead]
    queue = np.concatenate([by_itself, by_amount(np.sort(instead), match.automated_saved)])
    out = held[queue]
    fate[queue[out]] = FATE_CODES["held_out"]
    queue = queue[~out]
    affordable = len(queue)
    if money is not None:
        spent = np.cumsum(match.cost[fate_play[queue]])
        affordable = int(np.searchsorted(spent, money + _ROUNDING, side="right"))
    fate[queue[:affordable]] = FATE_CODES["automated"]
    late = queue[affordable:]
    fate[late[~match.is_personal[match.best[late]]]] = FATE_CODES["waiting_budget"]
    fate_play[late] = match.best[late]
    written: Places = queue[:affordable]
    return written
