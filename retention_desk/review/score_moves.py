"""Why scores moved: through the customers' values, through the settings, through corrections of the data."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.move_results import SMALLEST_MOVE, IndicatorMove, Rescored, ScoreMoves
from retention_desk.foundation.wording import phrase

REST: Final = phrase("Rounding and the rest")


def score_moves(rescored: Rescored) -> ScoreMoves:
    """Return the change of each customer's score in three parts that add up to it exactly.

    Notes
    -----
    With S(data, settings): data = S(then as known today, settings of then) − the score as shown then. What is
    left has two causes at once, values and settings; each gets the mean of what it does before and after the
    other (Shapley): indicators = ½ [S(now, then's) − S(then, then's)] + ½ [S(now, now's) − S(then, now's)],
    weights = ½ [S(then, now's) − S(then, then's)] + ½ [S(now, now's) − S(now, then's)].
    Where a score in between cannot be given (too little known under the other weights), the whole rest goes
    to the indicators; where the data of then cannot be scored again, their part goes there too.

    References
    ----------
    Shapley (1953), A value for n-person games; Shorrocks (2013), Decomposition procedures for distributional
    analysis, Journal of Economic Inequality 11, 99–126.
    """
    both = np.flatnonzero(~np.isnan(rescored.saved) & ~np.isnan(rescored.now))
    then, now = rescored.saved[both], rescored.now[both]
    corrected = rescored.corrected[both]
    corrected = np.where(np.isnan(corrected), then, corrected)
    data = corrected - then
    left = now - corrected
    early = rescored.corrected_now[both] - rescored.corrected[both]
    late = rescored.now[both] - rescored.moved[both]
    weights = (early + late) / 2
    weights = np.where(np.isnan(weights), 0.0, weights)
    indicators = left - weights
    return ScoreMoves(
        customer=both.astype(np.int64),
        then=then,
        now=now,
        indicators=indicators,
        weights=weights,
        data=data,
        by_indicator=_by_indicator(rescored, rescored.parts[both], indicators),
        gained=int((np.isnan(rescored.saved) & rescored.was_there & ~np.isnan(rescored.now)).sum()),
        lost=int((~np.isnan(rescored.saved) & np.isnan(rescored.now)).sum()),
        separates_data=rescored.separates_data,
        note=rescored.note,
    )


def _by_indicator(rescored: Rescored, parts: Floats, indicators: Floats) -> tuple[IndicatorMove, ...]:
    """Return what each indicator did to the average, the largest first, then the rest; see `ScoreMoves`."""
    if not len(parts):
        return ()
    means = np.nan_to_num(parts).mean(axis=0)
    moves = [
        IndicatorMove(key, label, float(change))
        for key, label, change in zip(rescored.keys, rescored.labels, means, strict=True)
        if abs(change) > SMALLEST_MOVE
    ]
    moves.sort(key=lambda move: -abs(move.change))
    rest = float(indicators.mean() - means.sum())
    return (*moves, IndicatorMove("", REST, rest)) if abs(rest) > SMALLEST_MOVE else tuple(moves)
