"""Shifted-beta-geometric: how long subscribers stay when each has a chance to leave of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.maximum_likelihood import LOG_BOUNDS, has_settled
from retention_desk.foundation.lifetime_results import StayCurve

Floats = npt.NDArray[np.float64]

NORMAL_95 = 1.959_963_984_540_054


@dataclass(frozen=True, eq=False)
class StayCounts:
    """Who left when, in whole periods.

    Attributes
    ----------
    gone : ndarray, shape (k + 1,)
        Customers who left in the t-th period, t = 0 … k; nobody in the 0th.
    staying : ndarray, shape (k + 1,)
        Customers who have completed t periods so far and are still there.
    """

    gone: Floats
    staying: Floats

    @property
    def customers(self) -> float:
        """Customers counted."""
        return float(self.gone.sum() + self.staying.sum())

    @property
    def at_risk(self) -> Floats:
        """Customers followed into each period: gone in it or later, or with so many completed."""
        return np.asarray(np.cumsum((self.gone + self.staying)[::-1])[::-1])


@dataclass(frozen=True)
class ShiftedBetaGeometric:
    """A fitted model: α, β of the beta mixture of the chance to leave in a period."""

    alpha: float
    beta: float
    log_likelihood: float = float("nan")
    converged: bool = True

    def survival(self, periods: Floats) -> Floats:
        """Return the share still there after so many periods, which need not be whole, same shape.

        Notes
        -----
        S(t) = B(α, β + t) ÷ B(α, β).
        """
        from scipy.special import betaln

        return np.asarray(np.exp(betaln(self.alpha, self.beta + periods) - betaln(self.alpha, self.beta)))

    def staying_on(self, completed: Floats, ahead: Floats) -> Floats:
        """Return the share of those with so many `completed` periods who stay the periods `ahead` as well.

        Notes
        -----
        S(k + t) ÷ S(k) = B(α, β + k + t) ÷ B(α, β + k).
        """
        from scipy.special import betaln

        now = betaln(self.alpha, self.beta + completed)
        return np.asarray(np.exp(np.minimum(betaln(self.alpha, self.beta + completed + ahead) - now, 0.0)))

    def retention(self, period: Floats) -> Floats:
        """Return the share of those there at the beginning of the t-th period who stay it out.

        Notes
        -----
        r(t) = (β + t − 1) ÷ (α + β + t − 1): it rises by itself, as those likely to leave go first.
        """
        return np.asarray((self.beta + period - 1) / (self.alpha + self.beta + period - 1))


def count_stays(periods: Floats, left: npt.NDArray[np.bool_]) -> StayCounts:
    """Return how many left in, or have completed, each whole number of periods.

    Parameters
    ----------
    periods : ndarray of int, shape (n,)
        Of who left the period they left in (1 = the first), of the others those completed so far.
    left : ndarray of bool, shape (n,)
    """
    longest = int(periods.max()) if len(periods) else 0
    place = periods.astype(np.intp)
    gone = np.bincount(place[left], minlength=longest + 1).astype(np.float64)
    staying = np.bincount(place[~left], minlength=longest + 1).astype(np.float64)
    return StayCounts(gone, staying)


def sbg_log_likelihood(log_parameters: Floats, counts: StayCounts) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in (ln α, ln β).

    Notes
    -----
    P(T = t) = B(α + 1, β + t − 1) ÷ B(α, β) of those gone in the t-th period, S(t) = B(α, β + t) ÷ B(α, β) of
    those who have completed t.

    References
    ----------
    Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1).
    """
    from scipy.special import betaln, digamma

    alpha, beta = np.exp(log_parameters)
    t = np.arange(len(counts.gone), dtype=np.float64)
    gone, staying = counts.gone[1:], counts.staying
    base = betaln(alpha, beta)
    value = gone @ (betaln(alpha + 1, beta + t[1:] - 1) - base) + staying @ (betaln(alpha, beta + t) - base)
    both, of_beta = digamma(alpha + beta), digamma(beta)
    end = digamma(alpha + beta + t)
    d_alpha = gone @ (1 / alpha + both - end[1:]) + staying @ (both - end)
    d_beta = gone @ (digamma(beta + t[1:] - 1) - end[1:] - of_beta + both)
    d_beta += staying @ (digamma(beta + t) - end - of_beta + both)
    return float(value), np.array([d_alpha * alpha, d_beta * beta])


def fit_shifted_beta_geometric(counts: StayCounts) -> ShiftedBetaGeometric:
    """Return the model of maximum likelihood.

    `converged` is False where nobody left or nobody stayed a period: nothing tells how long customers stay.
    """
    from scipy.optimize import minimize

    n = counts.customers
    exposed = float(counts.at_risk[1:].sum())
    if counts.gone.sum() == 0 or exposed == counts.gone.sum():
        return ShiftedBetaGeometric(np.nan, np.nan, converged=False)
    leaving = float(np.clip(counts.gone.sum() / exposed, 1e-4, 1 - 1e-4))
    start = np.clip(np.log([2 * leaving, 2 * (1 - leaving)]), *LOG_BOUNDS)

    def loss(log_parameters: Floats) -> tuple[float, Floats]:
        value, gradient = sbg_log_likelihood(log_parameters, counts)
        return -value / n, -gradient / n

    outcome = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[LOG_BOUNDS] * 2,
        options={"maxiter": 300, "ftol": 1e-12, "gtol": 1e-7},
    )  # fmt: skip
    alpha, beta = (float(value) for value in np.exp(outcome.x))
    return ShiftedBetaGeometric(alpha, beta, float(-outcome.fun * n), has_settled(outcome))


def stay_curve(
    counts: StayCounts, model: ShiftedBetaGeometric, period: Literal["month", "year"], shown_periods: int
) -> StayCurve:
    """Return the fitted share still there beside the counted one, as far as known or `shown_periods`.

    Notes
    -----
    Counted: Kaplan–Meier in whole periods, Π (1 − gone ÷ at risk), with the band S^exp(± 1.96 √V ÷ ln S) of
    Greenwood's V.
    """
    known = len(counts.gone)
    length = max(known, shown_periods + 1)
    periods = np.arange(length, dtype=np.float64)
    gone, at_risk = counts.gone, counts.at_risk
    share: Floats = np.cumprod(1.0 - gone / at_risk).astype(np.float64)
    staying = at_risk - gone
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(np.where(staying > 0, gone / (at_risk * np.maximum(staying, 1)), 0.0))
        between = (share > 0) & (share < 1)
        spread: Floats = np.where(between, NORMAL_95 * np.sqrt(variance) / np.log(share), 0.0)

    def lengthened(column: npt.NDArray[Any], rest: float) -> Floats:
        return np.concatenate([column, np.full(length - known, rest)])

    return StayCurve(
        period=period,
        periods=periods,
        fitted=model.survival(periods),
        counted=lengthened(share, np.nan),
        low=lengthened(share ** np.exp(-spread), np.nan),
        high=lengthened(share ** np.exp(spread), np.nan),
        at_risk=lengthened(at_risk, 0.0),
        known_periods=known - 1,
        alpha=model.alpha,
        beta=model.beta,
        n=round(counts.customers),
        left=round(gone.sum()),
    )
