"""The one play that promises most for each customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import Health
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.playbook.costs import cost_factor
from retention_desk.playbook.play import Play
from retention_desk.playbook.play_context import Flags, Floats, PlayContext, in_bands
from retention_desk.playbook.plays_of import plays_of, unknown_play
from retention_desk.playbook.stakes import Stakes

NO_PLAY = -1


@dataclass(frozen=True, eq=False)
class PlayMatch:
    """The main play of every customer.

    Attributes
    ----------
    plays : tuple of Play
        Those in use, in display order.
    best : ndarray of int8, shape (n_customers,)
        Position in `plays`, −1 when none fits or none is worth its cost.
    saved : ndarray of float, shape (n_customers,)
        What the play is expected to keep, less its cost; the rank (without money: before cost).
    cost : ndarray of float, shape (n_plays,)
        Of one contact.
    values : tuple of ndarray, shape (n_customers,)
        The trigger's value, per play; empty of a play the data cannot tell about.
    fitting : ndarray of bool, shape (n_customers,)
        Whom some play fits.
    waiting : mapping of int to ndarray of bool, shape (n_customers,)
        Of plays that name bands, by position: whom they fit, their band left aside.
    """

    plays: tuple[Play, ...]
    best: npt.NDArray[np.int8]
    saved: Floats
    cost: Floats
    values: tuple[Floats, ...]
    fitting: Flags
    waiting: Mapping[int, Flags] = field(default_factory=dict)

    def ranked(self) -> npt.NDArray[np.intp]:
        """Return the customers with a play, the most saved first; amounts equal to seven digits by ID.

        Sorting the 32-bit amount and the position as one whole number takes a sixth of a stable argsort.
        """
        who = np.flatnonzero(self.best >= 0)
        amount = self.saved[who].astype(np.float32).view(np.int32).astype(np.int64)
        key = np.sort((-amount << 32) | np.arange(len(who)))
        ranked: npt.NDArray[np.intp] = who[key & 0xFFFF_FFFF]
        return ranked


def match_plays(context: PlayContext, stakes: Stakes, settings: PlaybookSettings) -> PlayMatch:
    """Return for every customer the play with the best stake × save share − cost among those that fit.

    The earlier play of the catalogue wins between equals. A play that is not worth its cost is none;
    where no values are known costs cannot be weighed and do not count. Plays that name bands wait for
    `match_bands`.

    Raises
    ------
    UserFacingError
        ``unknown_play`` names the nearest key.
    """
    match = _nobody(context, settings)
    values, waiting = list(match.values), {}
    for place, play in enumerate(match.plays):
        found = play.fits(context)
        if found is None:
            continue
        fits, values[place] = found
        if play.bands:
            waiting[place] = fits
        else:
            _offer(match, place, fits, stakes, settings)
    return replace(match, values=tuple(values), waiting=waiting)


def match_bands(match: PlayMatch, health: Health, stakes: Stakes, settings: PlaybookSettings) -> PlayMatch:
    """Return the match with the plays that name health bands; the one given stays as it is."""
    values = list(match.values)
    waiting = match.waiting
    match = replace(
        match, best=match.best.copy(), saved=match.saved.copy(), fitting=match.fitting.copy(), waiting={}
    )
    for place, fits in waiting.items():
        play = match.plays[place]
        if play.trigger is None:
            values[place] = health.score
        _offer(match, place, fits & in_bands(health, play.bands), stakes, settings)
    return replace(match, values=tuple(values))


def _offer(match: PlayMatch, place: int, fits: Flags, stakes: Stakes, settings: PlaybookSettings) -> None:
    """Put a play into a match that is being made, wherever it fits and is the best so far."""
    play = match.plays[place]
    np.logical_or(match.fitting, fits, out=match.fitting)
    kept = stakes.amount * settings.save_shares.get(play.key, play.save_share)
    if stakes.is_money:
        kept -= match.cost[place]
    better = kept > match.saved
    better |= (kept == match.saved) & (match.best > place)
    better &= fits
    np.copyto(match.saved, kept, where=better)
    match.best[better] = place


def _nobody(context: PlayContext, settings: PlaybookSettings) -> PlayMatch:
    """Return the plays in use and their costs, matched with nobody."""
    _check_keys(settings)
    chosen = tuple(play for key, play in plays_of(settings).items() if key not in settings.disabled)
    factor = cost_factor(context.data.currency)
    return PlayMatch(
        chosen,
        np.full(context.n_customers, NO_PLAY, dtype=np.int8),
        np.zeros(context.n_customers),
        np.array([settings.costs.get(play.key, play.cost * factor) for play in chosen]),
        (np.zeros(0),) * len(chosen),
        np.zeros(context.n_customers, dtype=bool),
    )


def _check_keys(settings: PlaybookSettings) -> None:
    known = list(plays_of(settings))
    given = {
        "disabled": settings.disabled,
        "save_shares": settings.save_shares,
        "costs": settings.costs,
        "added": settings.added.values(),
    }
    for section, keys in given.items():
        for key in keys:
            if key not in known:
                raise unknown_play(key, f"playbook.{section}.{key}", known)
