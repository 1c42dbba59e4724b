"""Where the spend of the coming horizon is likely to lie, from how earlier forecasts turned out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.lifetime_results import ValueCheck, ValueRange

Floats = npt.NDArray[np.float64]

USUAL_ERROR: Final = 0.1
USUAL_ORDER_ERROR: Final = 0.2
USUAL_SEASON: Final = 0.25
USUAL_CHECKS: Final = 4.0
HELD_SHARE: Final = 0.9
YEAR_DAYS: Final = 365


def value_range(total: float, checks: Sequence[ValueCheck]) -> ValueRange:
    """Return the range that holds the actual total nine times in ten, and the forecast itself.

    Parameters
    ----------
    total : float
        Spend expected of all customers over the horizon.
    checks : sequence of ValueCheck
        Earlier forecasts and what came; those where either was nothing do not count.

    Notes
    -----
    Errors are e = ln(actual ÷ forecast). With a prior worth four checks of error 0 and spread u = 0.1
    (orders: 0.2), their centre is m = Σ e ÷ (4 + k) and s² = (4 (u² + m²) + Σ (e − m)²) ÷ (4 + k); the
    range is total × exp(m ± t s √(1 + 1 ÷ (4 + k))), t the .95 quantile of Student's t with 4 + k degrees
    of freedom. So a forecast that always fell short gets a range that reaches further up, one lucky check
    makes no narrow range, and without any check the range is what such forecasts usually miss by. The
    uncertainty of the parameters does not come in: it says nothing of a customer base that changes.
    """
    return _range(total, _errors(checks, with_season=False), USUAL_ERROR, 0.0)


def seasonal_range(
    total: float, checks: Sequence[ValueCheck], horizon_days: int, *, with_season: bool = False
) -> ValueRange:
    """Return the same for orders, wider as long as the checks have not been through all seasons.

    `with_season` says whether the season corrects the forecast: then it also corrects the earlier ones, where
    it was known.

    Notes
    -----
    Where the season does not correct the forecast, a spread of 0.25 is added for the part of a year that no
    check has been through: what comes next may be a Christmas that was never seen.
    """
    errors = _errors(checks, with_season=with_season)
    unseen = 0.0 if with_season else max(1.0 - len(errors) * horizon_days / YEAR_DAYS, 0.0)
    return _range(total, errors, USUAL_ORDER_ERROR, unseen * USUAL_SEASON**2)


def _errors(checks: Sequence[ValueCheck], *, with_season: bool) -> Floats:
    ratios = [(check.ratio, (check.season_ratio or 1.0) if with_season else 1.0) for check in checks]
    return np.array([np.log(ratio / season) for ratio, season in ratios if ratio], dtype=np.float64)


def _range(total: float, errors: Floats, usual_error: float, unseen_variance: float) -> ValueRange:
    from scipy.special import stdtrit

    freedom = USUAL_CHECKS + len(errors)
    middle = float(errors.sum()) / freedom
    spread = USUAL_CHECKS * (usual_error**2 + middle**2) + float(((errors - middle) ** 2).sum())
    variance = spread / freedom * (1 + 1 / freedom) + unseen_variance
    reach = float(stdtrit(freedom, (1 + HELD_SHARE) / 2)) * np.sqrt(variance)
    low, high = min(float(np.exp(middle - reach)), 1.0), max(float(np.exp(middle + reach)), 1.0)
    return ValueRange(total * low, total * high, low, high, len(errors))
