"""What the holdout and the arms of an experiment could show, with so many customers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.plan_results import ExperimentPower, HoldoutPower
from retention_desk.foundation.results import ChurnForecast
from retention_desk.foundation.sample_size import (
    POWER_SHARE,
    corrected_error_share,
    proportions_effect,
    proportions_power,
    proportions_sample_size,
)
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

Floats = npt.NDArray[np.float64]

MOST_LISTS: Final = 52
LISTS_OF_A_QUARTER: Final = 13
MOST_HELD_SHARE: Final = 0.5
_STEP: Final = 0.01
_HARDEST: Final = 0.5


@dataclass(frozen=True)
class Leaving:
    """Who is expected to leave of those on the list, and by how much the plays promise to lower it."""

    share: float
    is_assumed: bool
    expected_share: float | None


def leaving_of(churn: ChurnForecast, customers: npt.NDArray[np.intp], save_shares: Floats) -> Leaving:
    """Return what is expected of some customers; half of them leave where nothing tells."""
    known = churn.probability[customers]
    is_known = np.isfinite(known)
    if is_known.any():
        share = float(known[is_known].mean())
        return Leaving(share, False, float((known[is_known] * save_shares[is_known]).mean()))
    if churn.base_rate is not None:
        promised = float(save_shares.mean()) if len(save_shares) else 0.0
        return Leaving(churn.base_rate, False, churn.base_rate * promised)
    return Leaving(_HARDEST, True, None)


def earlier_draws(rows: pd.DataFrame) -> tuple[int, int]:
    """Return how many customers earlier lists drew to be contacted and held out, each once."""
    drawn = rows[((rows["arm"] != "added") & ~rows["is_manual"].astype(bool)).to_numpy()]
    first = drawn[~drawn.duplicated("customer_id").to_numpy()]
    held = int((first["arm"] == "holdout").sum())
    return len(first) - held, held


def holdout_power(
    n_contacted: int, n_held: int, earlier: tuple[int, int], leaving: Leaving, share: float
) -> HoldoutPower:
    """Return what the holdout could show.

    Parameters
    ----------
    n_contacted, n_held : int
        Drawn on this list for the first time.
    earlier : (int, int)
        Contacted and held out on earlier lists.
    leaving : Leaving
    share : float
        Holdout share of the list.

    Notes
    -----
    Two groups of different size are compared by who leaves (`sample_size`). A list to come is taken to draw
    as many further customers as this one; the same customers drawn again would show less.
    """
    contacted, held = n_contacted + earlier[0], n_held + earlier[1]
    detectable = proportions_effect(leaving.share, held, contacted)
    expected = leaving.expected_share or None
    lists, wanted = None, None
    if expected is not None:
        low = leaving.share - expected
        lists = _lists_needed(leaving.share, low, n_contacted, n_held, earlier)
        wanted = _share_needed(leaving.share, low, (n_contacted + n_held) * LISTS_OF_A_QUARTER)
    note = _holdout_note(share, n_held, held, contacted, detectable, expected, lists, wanted)
    return HoldoutPower(
        n_contacted,
        n_held,
        *earlier,
        leaving.share,
        leaving.is_assumed,
        expected,
        detectable,
        lists,
        wanted,
        note,
    )


def _lists_needed(high: float, low: float, contacted: int, held: int, earlier: tuple[int, int]) -> int | None:
    """Return with how many lists, this one among them, the difference shows; None: over a year of them."""
    for lists in range(1, MOST_LISTS + 1):
        power = proportions_power(high, low, lists * held + earlier[1], lists * contacted + earlier[0])
        if power >= POWER_SHARE:
            return lists
    return None


def _share_needed(high: float, low: float, n: int) -> float | None:
    """Return the smallest whole per cent of `n` customers held out that shows the difference."""
    if n <= 0 or proportions_sample_size(high, low) > n * MOST_HELD_SHARE:
        return None
    shares = np.arange(_STEP, MOST_HELD_SHARE + _STEP / 2, _STEP)
    return next(
        (
            float(s)
            for s in shares.round(2)
            if proportions_power(high, low, s * n, (1 - s) * n) >= POWER_SHARE
        ),
        None,
    )


def _holdout_note(
    share: float,
    n_held: int,
    held: int,
    contacted: int,
    detectable: float | None,
    expected: float | None,
    lists: int | None,
    wanted: float | None,
) -> Phrase:
    if share == 0:
        return phrase("Nobody is held out: whether contacting works cannot be measured.")
    if not held:
        return phrase("By chance nobody of this list is held out: it cannot show whether contacting works.")
    first = _shown(held, contacted, detectable)
    if expected is None or (lists == 1 and detectable is not None):
        return first
    promise = phrase("The plays promise {points:number1} points.", points=100 * expected)
    if lists is not None:
        then = phrase_n(
            "{n:count} list like this one would show it.",
            "{n:count} lists like this one would show it.",
            lists,
        )
    elif n_held:
        then = phrase("A year of such lists would not show it.")
    else:
        then = phrase("It takes lists with somebody held out.")
    said = phrase("{first} {promise} {then}", first=first, promise=promise, then=then)
    if wanted is None or lists is not None:
        return said
    more = phrase("Held out of a quarter's lists, {share:share0} would.", share=wanted)
    return phrase("{said} {more}", said=said, more=more)


def _shown(held: int, contacted: int, detectable: float | None) -> Phrase:
    if detectable is None:
        return phrase(
            "Too small to tell: {held:count} held out beside {n:count} contacted would not show it even if "
            "nobody contacted left.",
            held=held, n=contacted,
        )  # fmt: skip
    return phrase(
        "{held:count} held out beside {n:count} contacted show a difference of {points:number1} points or "
        "more in who leaves.",
        held=held, n=contacted, points=100 * detectable,
    )  # fmt: skip


def experiment_power(
    arms: Sequence[tuple[str, int, int]], n_held: int, leaving: Leaving
) -> ExperimentPower | None:
    """Return what comparing the arms could show; None without an experiment.

    Parameters
    ----------
    arms : sequence of (name, customers of this list, customers of earlier lists)
    n_held : int
        Held out on this list and before.
    leaving : Leaving

    Notes
    -----
    Every arm is compared with the holdout, or without one with the first arm; the error is divided by the
    number of comparisons (Bonferroni).
    """
    if not arms:
        return None
    sizes = [now + before for _, now, before in arms]
    has_holdout = n_held > 0
    against, others = (n_held, sizes) if has_holdout else (sizes[0], sizes[1:])
    comparisons = len(others)
    detectable = proportions_effect(leaving.share, against, min(others), corrected_error_share(comparisons))
    named = phrase("the holdout") if has_holdout else phrase("“{arm}”", arm=arms[0][0])
    if detectable is None:
        note = _arms_too_small(leaving.share, min(sizes), comparisons, named)
    else:
        note = phrase(
            "An arm that differs from {other} by {points:number1} points or more in who leaves shows; "
            "{k:count} comparisons share the error of 5 %.",
            other=named, points=100 * detectable, k=comparisons,
        )  # fmt: skip
    return ExperimentPower(
        tuple(arms), "holdout" if has_holdout else arms[0][0], comparisons, detectable, note
    )


def _arms_too_small(share: float, smallest: int, comparisons: int, other: Phrase) -> Phrase:
    size = proportions_sample_size(share, share / 2, error_share=corrected_error_share(comparisons))
    if not math.isfinite(size):
        return phrase("Nobody is expected to leave: no difference can be shown.")
    return phrase(
        "Too small to tell an arm from {other}: the smallest has {n:count} customers; to see leaving halved "
        "it takes {needed:count} in each.",
        other=other, n=smallest, needed=math.ceil(size),
    )  # fmt: skip
