"""Gamma-Gamma: what a customer's average purchase is worth, pulled towards everyone's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]

LOWEST_LOG, HIGHEST_LOG = -7.0, 14.0
FEWEST_CUSTOMERS = 10
CHUNK_ROWS = 16_384


@dataclass(frozen=True)
class GammaGamma:
    """A fitted Gamma-Gamma model of spend per purchase (p, q, γ)."""

    p: float
    q: float
    gamma: float
    log_likelihood: float = float("nan")
    converged: bool = True

    def expected_spend(self, purchases: Floats, mean_spend: Floats) -> Floats:
        """Return the expected amount of a purchase of each customer, shape (n,).

        Notes
        -----
        p (γ + m x) ÷ (p x + q − 1): the mean of the customer's own average and everyone's, weighted by
        the number of purchases.
        """
        top = self.p * (self.gamma + purchases * mean_spend)
        return np.asarray(top / (self.p * purchases + self.q - 1))


def gamma_gamma_log_likelihood(
    log_parameters: Floats, purchases: Floats, mean_spend: Floats
) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in (ln p, ln q, ln γ).

    Parameters
    ----------
    log_parameters : ndarray, shape (3,)
    purchases, mean_spend : ndarray, shape (n,)
        Purchases counted (≥ 1) and their mean amount (> 0).

    References
    ----------
    Fader and Hardie (2013), The Gamma-Gamma model of monetary value; Fader, Hardie and Lee (2005), RFM and
    CLV, Journal of Marketing Research 42.
    """
    return _log_likelihood(log_parameters, _Spends.of(purchases, mean_spend))


@dataclass(frozen=True, eq=False)
class _Spends:
    """What the likelihood needs of all customers, and what of each number of purchases."""

    total: Floats
    purchases: Floats
    counts: Floats
    distinct: Floats
    sum_log_mean: float
    sum_purchases_log_mean: float

    @classmethod
    def of(cls, purchases: Floats, mean_spend: Floats) -> _Spends:
        distinct, counts = np.unique(purchases, return_counts=True)
        log_mean = np.log(mean_spend)
        return cls(
            purchases * mean_spend,
            purchases,
            counts.astype(np.float64),
            distinct,
            float(log_mean.sum()),
            float(purchases @ log_mean),
        )


def _log_likelihood(log_parameters: Floats, spends: _Spends) -> tuple[float, Floats]:
    """Return the same; gamma functions are taken once for each number of purchases."""
    from scipy.special import digamma, gammaln

    p, q, gamma = np.exp(log_parameters)
    x, count, n = spends.distinct, spends.counts, len(spends.total)
    log_spent = inverse = by_log = by_inverse = 0.0
    for start in range(0, n, CHUNK_ROWS):
        part = slice(start, start + CHUNK_ROWS)
        spent = gamma + spends.total[part]
        logs, ones = np.log(spent), 1.0 / spent
        log_spent += float(logs.sum())
        inverse += float(ones.sum())
        by_log += float(spends.purchases[part] @ logs)
        by_inverse += float(spends.purchases[part] @ ones)
    px, log_x = p * x, np.log(x)
    value = count @ (gammaln(px + q) - gammaln(px) + px * log_x) + n * (q * np.log(gamma) - gammaln(q))
    value += p * (spends.sum_purchases_log_mean - by_log) - spends.sum_log_mean - q * log_spent
    both = digamma(px + q)
    d_p = count @ (x * (both - digamma(px) + log_x)) + spends.sum_purchases_log_mean - by_log
    d_q = count @ both - log_spent + n * (np.log(gamma) - digamma(q))
    d_gamma = n * q / gamma - p * by_inverse - q * inverse
    return float(value), np.array([d_p * p, d_q * q, d_gamma * gamma])


def fit_gamma_gamma(purchases: Floats, mean_spend: Floats, progress: Progress = SILENT) -> GammaGamma:
    """Return the Gamma-Gamma model of maximum likelihood.

    `progress` is asked at each evaluation whether to stop.

    `converged` is False where the data do not settle it (identical amounts, very few customers) or
    where everyone's mean would be infinite (q ≤ 1): use `pooled_spend` then.
    """
    from scipy.optimize import minimize

    if len(purchases) < FEWEST_CUSTOMERS or float(np.ptp(mean_spend)) <= 1e-9 * float(mean_spend.max()):
        return GammaGamma(np.nan, np.nan, np.nan, converged=False)
    scale = float(np.median(mean_spend))
    start = np.log([2.0, 3.0, 1.0])
    spends = _Spends.of(purchases, mean_spend / scale)

    def loss(log_parameters: Floats) -> tuple[float, Floats]:
        progress.step(0.0)
        value, gradient = _log_likelihood(log_parameters, spends)
        return -value / len(purchases), -gradient / len(purchases)

    outcome = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[(LOWEST_LOG, HIGHEST_LOG)] * 3,
        options={"maxiter": 120, "ftol": 1e-10, "gtol": 1e-6},
    )  # fmt: skip
    p, q, gamma = (float(value) for value in np.exp(outcome.x))
    inside = bool(np.all((outcome.x > LOWEST_LOG + 1e-3) & (outcome.x < HIGHEST_LOG - 1e-3)))
    # the density of amounts, not of scaled amounts
    likelihood = float(-outcome.fun * len(purchases)) - len(purchases) * float(np.log(scale))
    return GammaGamma(p, q, gamma * scale, likelihood, inside and q > 1.01 and bool(np.isfinite(outcome.fun)))


def pooled_spend(purchases: Floats, mean_spend: Floats) -> Floats:
    """Return each customer's mean amount pulled towards everyone's by one purchase, shape (n,)."""
    everyone = float(purchases @ mean_spend / purchases.sum()) if len(purchases) else np.nan
    return np.asarray((purchases * mean_spend + everyone) / (purchases + 1))
