"""Customers a person put on the list, with the play the person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.results import Health
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.playbook.match_plays import PlayMatch, with_plays
from retention_desk.playbook.play import Play
from retention_desk.playbook.play_context import PlayContext, in_bands
from retention_desk.playbook.plays_of import plays_of
from retention_desk.playbook.stakes import Stakes

Places = npt.NDArray[np.intp]


def added_customers(data: CustomerData, added: Mapping[str, str]) -> Places:
    """Return the positions of the customers added; those not in the data are left out."""
    places = np.asarray(data.customer_ids.get_indexer(pd.Index(list(added), dtype=object)), dtype=np.intp)
    known: Places = places[places >= 0]
    return known


def with_added(
    match: PlayMatch, places: Places, data: CustomerData, stakes: Stakes, settings: PlaybookSettings
) -> PlayMatch:
    """Return the match with the chosen play as the main one of every customer added.

    The play need not fit: the person knows something that the data do not tell.
    """
    if not len(places):
        return match
    chosen = [settings.added[key] for key in data.customer_ids[places]]
    match = with_plays(match, chosen, settings, data.currency)
    position = {play.key: place for place, play in enumerate(match.plays)}
    best, saved = match.best.copy(), match.saved.copy()
    best[places] = plays = np.array([position[key] for key in chosen])
    spent = match.cost[plays] if stakes.is_money else 0.0
    saved[places] = stakes.amount[places] * match.share[plays] - spent
    return replace(match, best=best, saved=saved)


def plays_for(
    context: PlayContext, health: Health, customer: int, settings: PlaybookSettings
) -> tuple[tuple[Play, ...], tuple[Play, ...]]:
    """Return the plays that fit a customer now, and all others, each in display order."""
    fitting: list[Play] = []
    others: list[Play] = []
    for play in plays_of(settings).values():
        found = play.fits(context)
        fits = found is not None and bool(found[0][customer])
        if play.bands:
            fits = fits and bool(in_bands(health, play.bands)[customer])
        (fitting if fits else others).append(play)
    return tuple(fitting), tuple(others)
