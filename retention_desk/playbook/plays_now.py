"""Whom every play fits now, and how many of them are on the list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import ActionPlan, Health
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.playbook.play import Play
from retention_desk.playbook.play_context import Floats, PlayContext, in_bands
from retention_desk.playbook.plays_of import plays_of

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PlayNow:
    """A play as it stands on the data of today.

    Attributes
    ----------
    play : Play
    is_on : bool
        Whether it is in use.
    fits : ndarray of int64 or None
        Positions of the customers it fits, bands and tiers included; None when the data cannot tell.
    values : ndarray of float, shape of `fits`
        The trigger's value of each.
    listed : int
        How many customers are to be contacted with it this week.
    """

    play: Play
    is_on: bool
    fits: Places | None
    values: Floats
    listed: int

    @property
    def n_fits(self) -> int:
        """Customers it fits; 0 also where the data cannot tell."""
        return 0 if self.fits is None else len(self.fits)


def plays_now(
    context: PlayContext, health: Health, plan: ActionPlan, settings: PlaybookSettings
) -> tuple[PlayNow, ...]:
    """Return every play, in use or not, with the customers it fits now, in display order."""
    contacted = plan.table[plan.table["arm"] != "holdout"]["play"].value_counts()
    return tuple(
        _now(play, context, health, int(contacted.get(key, 0)), is_on=key not in settings.disabled)
        for key, play in plays_of(settings).items()
    )


def _now(play: Play, context: PlayContext, health: Health, listed: int, *, is_on: bool) -> PlayNow:
    found = play.fits(context)
    if found is None:
        return PlayNow(play, is_on, None, np.zeros(0), listed)
    flags, values = found
    if play.bands:
        flags = flags & in_bands(health, play.bands)
    places = np.flatnonzero(flags).astype(np.int64)
    told = health.score if play.trigger is None else values
    return PlayNow(play, is_on, places, np.asarray(told, dtype=np.float64)[places], listed)
