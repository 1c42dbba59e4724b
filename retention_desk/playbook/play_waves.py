"""Plays that go out in waves: who gets them, how it went so far, and when they stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.plan_results import PlayWave
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.holdout import WAVE_SHARES, Draws, wave_chances
from retention_desk.playbook.match_plays import PlayMatch
from retention_desk.playbook.plays_of import plays_of

Flags = npt.NDArray[np.bool_]

_NO_ANSWER: Final = "no_answer"
_LEAVES: Final = "leaves"


@dataclass(frozen=True)
class WaveRecord:
    """How the contacts of a play that is not out to all went; shares are NaN without any."""

    contacted: int
    answered_share: float
    leaving_share: float
    is_stopped: bool
    note: Phrase


def staged_plays(settings: PlaybookSettings) -> dict[str, str]:
    """Return the wave of every play in use that is not out to all, by key."""
    waves = {key: settings.released.get(key, settings.wave) for key in plays_of(settings)}
    return {key: wave for key, wave in waves.items() if wave != "all" and key not in settings.disabled}


def wave_records(rows: pd.DataFrame, settings: PlaybookSettings) -> dict[str, WaveRecord]:
    """Return how each play that is not out to all has gone on earlier lists, and whether it is stopped.

    Notes
    -----
    Counted are contacts with an outcome. Who could not be reached has not answered; of those who answered
    the leaving are counted over all contacts. A rule is judged from `stop_from_contacts` contacts on.
    """
    known = rows[(rows["outcome"] != "").to_numpy()]
    found = {}
    for key in staged_plays(settings):
        outcomes = known.loc[(known["play"] == key).to_numpy(), "outcome"]
        n = len(outcomes)
        answered = float((outcomes != _NO_ANSWER).mean()) if n else float("nan")
        leaving = float((outcomes == _LEAVES).mean()) if n else float("nan")
        found[key] = WaveRecord(n, answered, leaving, *_judged(n, answered, leaving, settings))
    return found


def _judged(n: int, answered: float, leaving: float, settings: PlaybookSettings) -> tuple[bool, Phrase]:
    """Return whether a rule is broken, and the rule or the breach in words."""
    least, most = settings.stop_below_answered_share, settings.stop_above_leaving_share
    if n >= settings.stop_from_contacts and answered < least:
        broken = phrase(
            "Stopped: {share:share0} of {n:count} answered, under the {least:share0} set.",
            share=answered, n=n, least=least,
        )  # fmt: skip
        return True, broken
    if n >= settings.stop_from_contacts and leaving > most:
        broken = phrase(
            "Stopped: {share:share0} of {n:count} contacted say they leave, over the {most:share0} set.",
            share=leaving, n=n, most=most,
        )  # fmt: skip
        return True, broken
    rule = phrase(
        "Stops when fewer than {least:share0} answer or more than {most:share0} leave, from {n:count} "
        "contacts on; so far {so_far:count}.",
        least=least, most=most, n=settings.stop_from_contacts, so_far=n,
    )  # fmt: skip
    return False, rule


def released_to(
    settings: PlaybookSettings, records: Mapping[str, WaveRecord], draws: Draws
) -> dict[str, Flags]:
    """Return of each play that is not out to all who may get it; nobody where it is stopped."""
    found = {}
    for key, wave in staged_plays(settings).items():
        reach = 0.0 if records[key].is_stopped else WAVE_SHARES[wave]
        found[key] = wave_chances(draws.wave, key, draws.seed) < reach
    return found


def play_waves(
    match: PlayMatch, listed: Sequence[str], records: Mapping[str, WaveRecord], settings: PlaybookSettings
) -> tuple[PlayWave, ...]:
    """Return where each play that goes out in waves stands; `listed` are the plays of the list's contacts."""
    staged, counts = staged_plays(settings), Counter(listed)
    found = []
    for place, play in enumerate(match.plays):
        if play.key not in staged:
            continue
        record = records[play.key]
        held = match.kept_back.get(place)
        found.append(
            PlayWave(
                play=play.key,
                label=play.label,
                wave=staged[play.key],
                n_listed=counts[play.key],
                n_waiting=0 if held is None else int(held.sum()),
                contacted=record.contacted,
                answered_share=record.answered_share,
                leaving_share=record.leaving_share,
                is_stopped=record.is_stopped,
                note=record.note,
            )
        )
    return tuple(found)
