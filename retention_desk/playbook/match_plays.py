"""The one play that promises most for each customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import Health
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.wording import NOTHING_SAID, phrase
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
    automated, automated_saved : ndarray, shape (n_customers,)
        The same of the best play that needs nobody.
    cost, share : ndarray of float, shape (n_plays,)
        Of one contact; of what is at stake that a contact keeps.
    values : tuple of ndarray, shape (n_customers,)
        The trigger's value, per play; empty of a play the data cannot tell about.
    fits : tuple of ndarray of bool, shape (n_customers,)
        Whom each play fits and has been released to; empty likewise.
    fitting : ndarray of bool, shape (n_customers,)
        Whom some play fits.
    kept_back : mapping of int to ndarray of bool, shape (n_customers,)
        Of plays that are not out to all, by position: whom they fit and have not been released to.
    waiting : mapping of int to ndarray of bool, shape (n_customers,)
        Of plays that name bands, by position: whom they fit, their band left aside.
    """

    plays: tuple[Play, ...]
    best: npt.NDArray[np.int16]
    saved: Floats
    automated: npt.NDArray[np.int16]
    automated_saved: Floats
    cost: Floats
    share: Floats
    values: tuple[Floats, ...]
    fits: tuple[Flags, ...]
    fitting: Flags
    kept_back: Mapping[int, Flags] = field(default_factory=dict)
    waiting: Mapping[int, Flags] = field(default_factory=dict)

    def ranked(self) -> npt.NDArray[np.intp]:
        """Return the customers with a play, the most saved first; amounts equal to seven digits by ID."""
        return by_amount(np.flatnonzero(self.best >= 0), self.saved)

    @cached_property
    def is_personal(self) -> Flags:
        """Which plays are done by a person, shape (n_plays + 1,); False at −1."""
        return np.array([*(play.handling == "personal" for play in self.plays), False], dtype=bool)


def by_amount(who: npt.NDArray[np.intp], amounts: Floats) -> npt.NDArray[np.intp]:
    """Return customers in the order of their (positive) amounts, the largest first; equal ones by ID.

    Sorting the 32-bit amount and the position as one whole number takes a sixth of a stable argsort.
    """
    amount = amounts[who].astype(np.float32).view(np.int32).astype(np.int64)
    key = np.sort((-amount << 32) | np.arange(len(who)))
    ranked: npt.NDArray[np.intp] = who[key & 0xFFFF_FFFF]
    return ranked


def match_plays(
    context: PlayContext,
    stakes: Stakes,
    settings: PlaybookSettings,
    released: Mapping[str, Flags] = MappingProxyType({}),
) -> PlayMatch:
    """Return for every customer the play with the best stake × save share − cost among those that fit.

    The earlier play of the catalogue wins between equals. A play that is not worth its cost is none;
    where no values are known costs cannot be weighed and do not count. Plays that name bands wait for
    `match_bands`. `released` says of plays that are not out to all who may get them.
    """
    match = _nobody(context, settings)
    making = _Making(match, stakes)
    waiting: dict[int, Flags] = {}
    for place, play in enumerate(match.plays):
        found = play.fits(context)
        if found is None:
            continue
        fits, making.values[place] = found
        if play.key in released:
            making.kept_back[place] = fits & ~released[play.key]
            fits = fits & released[play.key]
        if play.bands:
            waiting[place] = fits
        else:
            making.offer(place, fits)
    return making.done(waiting)


def match_bands(match: PlayMatch, health: Health, stakes: Stakes) -> PlayMatch:
    """Return the match with the plays that name health bands; the one given stays as it is."""
    making = _Making(match, stakes)
    for place, fits in match.waiting.items():
        play = match.plays[place]
        in_band = in_bands(health, play.bands)
        if play.trigger is None:
            making.values[place] = health.score
        if place in making.kept_back:
            making.kept_back[place] = making.kept_back[place] & in_band
        making.offer(place, fits & in_band)
    return making.done({})


class _Making:
    """A match that is being made: a copy of one, to which plays are offered."""

    def __init__(self, match: PlayMatch, stakes: Stakes) -> None:
        self._match, self._stakes = match, stakes
        self._best, self._saved = match.best.copy(), match.saved.copy()
        self._automated, self._automated_saved = match.automated.copy(), match.automated_saved.copy()
        self._fitting = match.fitting.copy()
        self._fits = list(match.fits)
        self.values = list(match.values)
        self.kept_back = dict(match.kept_back)

    def offer(self, place: int, fits: Flags) -> None:
        """Take a play wherever it fits and is the best so far, of all and of the automated ones."""
        match = self._match
        self._fits[place] = fits
        np.logical_or(self._fitting, fits, out=self._fitting)
        who = np.flatnonzero(fits)
        kept = self._stakes.amount[who] * match.share[place]
        if self._stakes.is_money:
            kept -= match.cost[place]
        _take(self._best, self._saved, place, who, kept)
        if match.plays[place].handling == "automated":
            _take(self._automated, self._automated_saved, place, who, kept)

    def done(self, waiting: Mapping[int, Flags]) -> PlayMatch:
        """Return the match; who waits for a play to be released to them counts as fitting too."""
        for place, flags in self.kept_back.items():
            if place not in waiting:
                np.logical_or(self._fitting, flags, out=self._fitting)
        return replace(
            self._match, best=self._best, saved=self._saved, automated=self._automated,
            automated_saved=self._automated_saved, values=tuple(self.values), fits=tuple(self._fits),
            fitting=self._fitting, kept_back=self.kept_back, waiting=waiting,
        )  # fmt: skip


def _take(
    best: npt.NDArray[np.int16], saved: Floats, place: int, who: npt.NDArray[np.intp], kept: Floats
) -> None:
    """Put a play in where it keeps more than the best so far, or as much and comes earlier."""
    so_far = saved[who]
    better = kept > so_far
    better |= (kept == so_far) & (best[who] > place)
    chosen = who[better]
    saved[chosen] = kept[better]
    best[chosen] = place


def _nobody(context: PlayContext, settings: PlaybookSettings) -> PlayMatch:
    """Return the plays in use with costs and shares, matched with nobody."""
    chosen = tuple(play for key, play in plays_of(settings).items() if key not in settings.disabled)
    factor, n = cost_factor(context.data.currency), context.n_customers
    return PlayMatch(
        chosen,
        np.full(n, NO_PLAY, dtype=np.int16),
        np.zeros(n),
        np.full(n, NO_PLAY, dtype=np.int16),
        np.zeros(n),
        np.array([settings.costs.get(play.key, play.cost * factor) for play in chosen]),
        np.array([settings.save_shares.get(play.key, play.save_share) for play in chosen]),
        (np.zeros(0),) * len(chosen),
        (np.zeros(0, dtype=bool),) * len(chosen),
        np.zeros(n, dtype=bool),
    )


def with_plays(
    match: PlayMatch, keys: Iterable[str], settings: PlaybookSettings, currency: str | None
) -> PlayMatch:
    """Return the match with further plays at its end, which fit nobody: chosen by hand, or of earlier lists.

    A play that is no longer there is known by its key alone, costs nothing and saves nothing.
    """
    there = {play.key for play in match.plays}
    missing = [key for key in dict.fromkeys(keys) if key not in there]
    if not missing:
        return match
    catalogue, factor = plays_of(settings), cost_factor(currency)
    plays = [catalogue.get(key) or _gone(key) for key in missing]
    costs = [settings.costs.get(play.key, play.cost * factor) for play in plays]
    shares = [settings.save_shares.get(play.key, play.save_share) for play in plays]
    return replace(
        match,
        plays=(*match.plays, *plays),
        cost=np.append(match.cost, costs),
        share=np.append(match.share, shares),
        values=(*match.values, *(np.zeros(0) for _ in plays)),
        fits=(*match.fits, *(np.zeros(0, dtype=bool) for _ in plays)),
    )


def _gone(key: str) -> Play:
    """Return what is left of a play that an earlier list had and that is no longer there."""
    return Play(
        key=key, label=phrase("{name}", name=key.replace("_", " ")), description=NOTHING_SAID, trigger=None,
        sentence=NOTHING_SAID, script=NOTHING_SAID, success=NOTHING_SAID, channel="", handling="personal",
        role="account", cost=0.0, save_share=0.0, strategy="", order=10_000,
    )  # fmt: skip


def check_play_keys(settings: AnalysisSettings) -> None:
    """Raise ``unknown_play`` where a setting names a play that is not there."""
    playbook, experiment = settings.playbook, settings.experiment
    known = list(plays_of(playbook))
    given: dict[str, Iterable[str]] = {
        "playbook.disabled": playbook.disabled,
        "playbook.save_shares": playbook.save_shares,
        "playbook.costs": playbook.costs,
        "playbook.added": playbook.added.values(),
        "playbook.released": playbook.released,
        "experiment.plays": experiment.plays,
        "experiment.arms": [arm.play for arm in experiment.arms if arm.play],
    }
    for section, keys in given.items():
        for key in keys:
            if key not in known:
                raise unknown_play(key, f"{section}.{key}", known)
