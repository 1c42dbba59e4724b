"""Gamma-Gamma: what a customer's average purchase is worth, pulled towards everyone's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LOWEST_LOG, HIGHEST_LOG = -7.0, 14.0
FEWEST_CUSTOMERS = 10


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
    from scipy.special import digamma, gammaln

    p, q, gamma = np.exp(log_parameters)
    n, m, x = len(purchases), mean_spend, purchases
    spent = gamma + m * x
    log_spent, log_m, log_x = np.log(spent), np.log(m), np.log(x)
    px = p * x
    value = np.sum(
        gammaln(px + q) - gammaln(px) + (px - 1) * log_m + px * log_x - (px + q) * log_spent
    ) + n * (q * np.log(gamma) - gammaln(q))
    both = digamma(px + q)
    d_p = np.sum(x * (both - digamma(px) + log_m + log_x - log_spent))
    d_q = np.sum(both - log_spent) + n * (np.log(gamma) - digamma(q))
    d_gamma = n * q / gamma - np.sum((px + q) / spent)
    return float(value), np.array([d_p * p, d_q * q, d_gamma * gamma])


def fit_gamma_gamma(purchases: Floats, mean_spend: Floats) -> GammaGamma:
    """Return the Gamma-Gamma model of maximum likelihood.

    `converged` is False where the data do not settle it (identical amounts, very few customers) or
    where everyone's mean would be infinite (q ≤ 1): use `pooled_spend` then.
    """
    from scipy.optimize import minimize

    if len(purchases) < FEWEST_CUSTOMERS or float(np.ptp(mean_spend)) <= 1e-9 * float(mean_spend.max()):
        return GammaGamma(np.nan, np.nan, np.nan, converged=False)
    scale = float(np.median(mean_spend))
    start = np.log([2.0, 3.0, 1.0])

    def loss(log_parameters: Floats) -> tuple[float, Floats]:
        value, gradient = gamma_gamma_log_likelihood(log_parameters, purchases, mean_spend / scale)
        return -value / len(purchases), -gradient / len(purchases)

    outcome = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[(LOWEST_LOG, HIGHEST_LOG)] * 3,
        options={"maxiter": 300, "ftol": 1e-12, "gtol": 1e-6},
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
