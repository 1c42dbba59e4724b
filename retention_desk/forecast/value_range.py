"""Where the spend of the coming horizon is likely to lie, from how earlier forecasts turned out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from retention_desk.foundation.lifetime_results import ValueCheck, ValueRange

USUAL_ERROR: Final = 0.25
USUAL_CHECKS: Final = 2.0
HELD_SHARE: Final = 0.9


def value_range(total: float, checks: Sequence[ValueCheck], *, with_season: bool = False) -> ValueRange:
    """Return the range that holds the actual total nine times in ten.

    Parameters
    ----------
    total : float
        Spend expected of all customers over the horizon.
    checks : sequence of ValueCheck
        Earlier forecasts and what came; those where either was nothing do not count.
    with_season : bool
        Whether the season corrects the forecast: then it also corrects the earlier ones, where it was known.

    Notes
    -----
    Errors are e = ln(actual ÷ forecast); the range is total × exp(± t s) with
    s² = (2 × 0.25² + Σ e²) ÷ (2 + k) and t the .95 quantile of Student's t with 2 + k degrees of freedom. The
    prior (an error of a quarter, worth two checks) keeps one lucky check from making a narrow range, and is
    all there is where the past could not be checked. The uncertainty of the parameters does not come in: it
    says nothing of a season or of a customer base that changes, which is what such totals miss by.
    """
    from scipy.special import stdtrit

    errors = [
        np.log(check.ratio / ((check.season_ratio or 1.0) if with_season else 1.0))
        for check in checks
        if check.ratio
    ]
    freedom = USUAL_CHECKS + len(errors)
    variance = (USUAL_CHECKS * USUAL_ERROR**2 + float(np.sum(np.square(errors)))) / freedom
    reach = float(stdtrit(freedom, (1 + HELD_SHARE) / 2)) * np.sqrt(variance)
    low, high = float(np.exp(-reach)), float(np.exp(reach))
    return ValueRange(total * low, total * high, low, high, len(errors))
