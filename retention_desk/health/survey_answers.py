"""Survey answers as a share of their scale, so that different questions can be read side by side."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.health.context import Floats, HealthContext

SCALE_TOPS: Final = (5.0, 7.0, 10.0, 100.0)
NAMED_TOPS: Final = (("nps", 10.0), ("净推荐", 10.0), ("淨推薦", 10.0), ("10", 10.0), ("7", 7.0), ("5", 5.0))

NAMED_FIT_SHARE: Final = 0.95


def scale_top(answers: Floats) -> float:
    """Return the highest answer the scale allows (5, 7, 10 or 100), judged by the answers given.

    An answer of 0 means a scale of 0–10 at least: scales of 5 and 7 begin with 1.
    """
    known = answers[~np.isnan(answers)]
    if not len(known):
        return SCALE_TOPS[0]
    reach = max(float(known.max()), 10.0 if known.min() <= 0 else 0.0)
    return next((top for top in SCALE_TOPS if top >= reach), reach)


def answer_shares(context: HealthContext) -> Floats:
    """Return every survey answer as a share of its scale, shape (n_answers,); NaN unknown.

    A scale that is named keeps its top though a few answers pass it: 11 or 99 to a 0–10 question is no
    answer.
    """
    table = context.table("surveys")
    score = table["score"].to_numpy(dtype=np.float64)
    if "scale" not in table:
        return score / scale_top(score)
    kinds = table["scale"].astype("category")
    codes = kinds.cat.codes.to_numpy()
    tops = [scale_top(score[codes == -1])]
    for code, kind in enumerate(kinds.cat.categories):
        tops.append(_top_of(str(kind), score[codes == code]))
    shares: Floats = score / np.array(tops)[codes + 1]
    return np.where(shares <= 1.0, shares, np.nan)


def _top_of(kind: str, answers: Floats) -> float:
    """Return the highest valid answer: of the scale's name where the answers fit it, else of the answers."""
    known = answers[~np.isnan(answers)]
    named = next((top for word, top in NAMED_TOPS if word in kind.casefold()), None)
    if named is not None and len(known) and float(np.mean(known <= named)) >= NAMED_FIT_SHARE:
        return named
    return scale_top(answers)


def latest_answer(context: HealthContext, window_days: int) -> Floats:
    """Return the latest answer of ``(D − window, D]`` per customer as a share of its scale, NaN without."""
    shares = answer_shares(context)
    chosen = np.flatnonzero(context.within("surveys", window_days) & ~np.isnan(shares))
    latest = np.full(context.n_customers, np.nan)
    latest[context.customer("surveys")[chosen]] = shares[chosen]
    return latest
