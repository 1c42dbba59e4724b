"""Which strategy to begin with: cost, skill and evidence of each, on the data there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from retention_desk.foundation.lift_results import Lift
from retention_desk.foundation.strategy_results import EventEffect
from retention_desk.foundation.wording import Money, Phrase, phrase, phrase_n
from retention_desk.playbook.needs import needs_in_words
from retention_desk.playbook.plays_now import PlayNow
from retention_desk.playbook.strategies import STRATEGIES
from retention_desk.playbook.strategy_cards import CARDS, EASY, HARD, SKILLS, SOME, SOURCE, StrategyCard

EVIDENCE_WEIGHT: Final = 0.4
COST_WEIGHT: Final = 0.3
SKILL_WEIGHT: Final = 0.3
OWN_HELPS, OWN_UNDECIDED, A_CASE, OWN_NOTHING, OWN_HARMS = 100.0, 50.0, 30.0, 10.0, 0.0
SKILL_POINTS: Final = {EASY: 100.0, SOME: 60.0, HARD: 20.0}
DEAR: Final = 10.0
"""A contact of so much (in pounds, dollars or euros) earns no points for its cost."""
ALWAYS_THERE: Final = frozenset({"gradual_release", "tests"})
"""Ways of rolling a play out rather than plays: they need no columns of their own."""

NO_LIFTS: Final[Mapping[str, Lift]] = MappingProxyType({})


@dataclass(frozen=True)
class StrategyChoice:
    """One strategy as it stands for this business.

    Attributes
    ----------
    key : str
    name : Phrase
    score : float
        0–100; NaN where the data have nothing to carry it out with.
    evidence_points, cost_points, skill_points : float
    evidence, cost, skill, data : Phrase
        Each in words.
    card : StrategyCard
        The article's case, to be shown with its source.
    source : Phrase
    is_own : bool
        Whether the evidence is one's own.
    plays : tuple of str
        Keys of its plays that the data can tell about.
    waiting : tuple of str
        Keys of its plays that need other data.
    fits : int
        Customers some of its plays fits now.
    start : Phrase
        How to begin.
    """

    key: str
    name: Phrase
    score: float
    evidence_points: float
    cost_points: float
    skill_points: float
    evidence: Phrase
    cost: Phrase
    skill: Phrase
    data: Phrase
    card: StrategyCard
    source: Phrase
    is_own: bool
    plays: tuple[str, ...]
    waiting: tuple[str, ...]
    fits: int
    start: Phrase


def choose_strategies(
    plays: Sequence[PlayNow],
    cost_factor: float = 1.0,
    currency: str | None = None,
    lifts: Mapping[str, Lift] = NO_LIFTS,
    events: EventEffect | None = None,
) -> tuple[StrategyChoice, ...]:
    """Return the strategies, the one to begin with first; those without data last.

    Parameters
    ----------
    plays : sequence of PlayNow
    cost_factor : float
        What a pound, dollar or euro is in the currency of the data.
    currency : str or None
    lifts : mapping of play key to Lift
        One's own results, where action lists came back.
    events : EventEffect or None
        What one's own events did.

    Notes
    -----
    Score = 0.4 × evidence + 0.3 × cost + 0.3 × skill, each 0–100. Evidence: own results that help 100, own
    that cannot be told yet 50, a case of the article 30, own without an effect 10, own that harm 0. Cost: 100
    for nothing a contact, 0 from 10 pounds, dollars or euros on, in between by the logarithm; of the
    strategy's plays the mean, weighted by whom they fit. Skill: a list 100, templates 60, analysis or
    product 20.
    """
    found = [
        _choice(key, [one for one in plays if one.play.strategy == key], cost_factor, currency, lifts, events)
        for key in STRATEGIES
    ]
    order = sorted(range(len(found)), key=lambda place: (np.isnan(found[place].score), -found[place].score))
    return tuple(found[place] for place in order)


def _choice(
    key: str,
    plays: Sequence[PlayNow],
    factor: float,
    currency: str | None,
    lifts: Mapping[str, Lift],
    events: EventEffect | None,
) -> StrategyChoice:
    card = CARDS[key]
    able = [one for one in plays if one.fits is not None]
    waiting = tuple(one.play.key for one in plays if one.fits is None)
    reached = [one.fits for one in able if one.fits is not None]
    fits = len(np.unique(np.concatenate(reached))) if reached else 0
    evidence_points, evidence, is_own = _evidence(key, able, lifts, events)
    mean_cost = _mean_cost(able)
    cost_points = _cost_points(mean_cost)
    usable = bool(able) or key in ALWAYS_THERE
    score = EVIDENCE_WEIGHT * evidence_points + COST_WEIGHT * cost_points
    score += SKILL_WEIGHT * SKILL_POINTS[card.skill]
    return StrategyChoice(
        key, STRATEGIES[key], round(score, 1) if usable else float("nan"), evidence_points, cost_points,
        SKILL_POINTS[card.skill], evidence, _cost_in_words(key, mean_cost * factor, currency),
        phrase("Needs {what}", what=SKILLS[card.skill]), _data(key, plays, able, fits), card, SOURCE,
        is_own, tuple(one.play.key for one in able), waiting, fits, _start(usable, evidence_points, is_own),
    )  # fmt: skip


def _evidence(
    key: str, able: Sequence[PlayNow], lifts: Mapping[str, Lift], events: EventEffect | None
) -> tuple[float, Phrase, bool]:
    """Return the points of the evidence, the evidence in words, and whether it is one's own."""
    own = [lifts[one.play.key] for one in able if one.play.key in lifts]
    if own:
        best = min(own, key=lambda lift: _ORDER[lift.verdict])
        said = phrase(
            "Own result of “{play}”: {low:points} to {high:points}, n = {n:count}",
            play=best.name, low=best.low, high=best.high, n=best.contact.n + best.holdout.n,
        )  # fmt: skip
        return _POINTS[best.verdict], said, True
    if key == "events" and events is not None:
        said = phrase(
            "Own events: {difference:points} bought again against matched others (n = {n:count})",
            difference=events.difference, n=events.matched,
        )  # fmt: skip
        points = OWN_UNDECIDED if not events.can_tell else (OWN_HELPS if events.low > 0 else OWN_HARMS)
        return points, said, True
    return A_CASE, phrase("No result of your own yet; a case of the article only"), False


_POINTS: Final = {
    "helps": OWN_HELPS, "too_small": OWN_UNDECIDED, "no_effect": OWN_NOTHING, "harms": OWN_HARMS,
}  # fmt: skip
_ORDER: Final = {verdict: place for place, verdict in enumerate(_POINTS)}


def _mean_cost(able: Sequence[PlayNow]) -> float:
    """Return the cost of a contact in pounds, dollars or euros, weighted by whom the plays fit."""
    if not able:
        return 0.0
    weights = np.array([max(one.n_fits, 1) for one in able], dtype=np.float64)
    return float(np.average([one.play.cost for one in able], weights=weights))


def _cost_points(cost: float) -> float:
    return float(np.clip(100 * (1 - np.log1p(cost) / np.log1p(DEAR)), 0, 100))


def _cost_in_words(key: str, cost: float, currency: str | None) -> Phrase:
    if key in ALWAYS_THERE:
        return phrase("Costs nothing beyond the play itself")
    if cost < 1:
        return phrase("Less than {cost} a contact", cost=Money(1.0, currency))
    return phrase("About {cost} a contact", cost=Money(round(cost), currency))


def _data(key: str, plays: Sequence[PlayNow], able: Sequence[PlayNow], fits: int) -> Phrase:
    if key in ALWAYS_THERE:
        return phrase("Works with any play")
    if not able:
        wanted = next((said for one in plays if (said := needs_in_words(one.play)) is not None), None)
        return wanted or phrase("Needs data that these files do not have")
    n = len(plays) - len(able)
    if n:
        said = phrase_n("one more play waits for other data", "{n:count} more plays wait for other data", n)
        return phrase("Fits {fits:count} customers now; {waiting}", fits=fits, waiting=said)
    return phrase("Fits {fits:count} customers now", fits=fits)


def _start(usable: bool, points: float, is_own: bool) -> Phrase:
    """Return how to begin: with a pilot, unless one's own results say more."""
    if not usable:
        return phrase("Import what it needs first")
    if is_own and points == OWN_HELPS:
        return phrase("It works here: roll it out to all")
    if is_own and points <= OWN_NOTHING:
        return phrase("It has not worked here: stop it, or change it and pilot again")
    return phrase("Begin with a pilot of a fifth, with a holdout")
