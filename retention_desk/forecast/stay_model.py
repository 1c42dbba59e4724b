"""How likely each subscriber is to be still there some months from now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.order_value import DAYS_PER_MONTH
from retention_desk.forecast.shifted_beta_geometric import (
    ShiftedBetaGeometric,
    StayCounts,
    count_stays,
    fit_shifted_beta_geometric,
    stay_curve,
)
from retention_desk.foundation.lifetime_results import StayCurve

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST_LEAVERS: Final = 10
FEWEST_PERIODS: Final = 2
GRACE_SHARE: Final = 0.1
YEAR_MONTHS: Final = 12


@dataclass(frozen=True, eq=False)
class StayModel:
    """Survival of subscribers by the periods they have completed.

    Attributes
    ----------
    fitted : ShiftedBetaGeometric
    counts : StayCounts
        What it was fitted on.
    period_months : int
        1, or 12 where contracts run by the year.
    completed : ndarray, shape (n_customers,)
        Periods each customer has completed so far; 0 where unknown.
    """

    fitted: ShiftedBetaGeometric
    counts: StayCounts
    period_months: int
    completed: Floats

    def summed(self, months: Floats, weights: Floats) -> Floats:
        """Return Σ weight × share still there after so many months more, per customer, (n_customers,).

        Notes
        -----
        S(k + m) ÷ S(k) with k periods completed: who has stayed long is likelier to stay on.
        """
        distinct, place = np.unique(self.completed, return_inverse=True)
        staying = self.fitted.staying_on(distinct[:, None], months / self.period_months)
        return np.asarray((staying @ weights)[place])

    def curve(self, horizon_months: int) -> StayCurve:
        """Return the model beside what was counted, as far as the horizon reaches at least."""
        shown = -(-horizon_months // self.period_months)
        period = "year" if self.period_months == YEAR_MONTHS else "month"
        return stay_curve(self.counts, self.fitted, period, shown)  # type: ignore[arg-type]


def fit_stay_model(days: Floats, left: Flags, known: Flags, period_months: int = 1) -> StayModel | None:
    """Return the stay model of customers followed for some days; None where too little is known of leaving.

    Parameters
    ----------
    days : ndarray, shape (n_customers,)
        From the beginning until leaving, or until today.
    left, known : ndarray of bool, shape (n_customers,)
        Who has left, and for whom both are known.
    period_months : int

    Notes
    -----
    A tenth of a period is taken for delay: a month of 31 days is one period, and who leaves on the day after
    a term has left in that term.
    """
    periods = days / (DAYS_PER_MONTH * period_months)
    completed = np.floor(np.where(known, periods, 0.0) + GRACE_SHARE)
    ended = np.maximum(np.ceil(np.where(known, periods, 0.0) - GRACE_SHARE), 1.0)
    counts = count_stays(np.where(left, ended, completed)[known], left[known])
    if counts.gone.sum() < FEWEST_LEAVERS or len(counts.gone) - 1 < FEWEST_PERIODS:
        return None
    fitted = fit_shifted_beta_geometric(counts)
    return StayModel(fitted, counts, period_months, completed) if fitted.converged else None
