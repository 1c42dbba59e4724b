"""Pareto/NBD: how often customers buy while they are there, and when they silently leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.maximum_likelihood import LOG_BOUNDS, has_settled, repeat_sums
from retention_desk.forecast.pareto_integral import pareto_integral
from retention_desk.forecast.purchase_counts import CountRows, sample_rows

Floats = npt.NDArray[np.float64]

WARM_START_ROWS = 1_500
CHUNK_ROWS = 65_536


@dataclass(frozen=True)
class ParetoNBD:
    """A fitted Pareto/NBD model.

    Attributes
    ----------
    r, alpha : float
        Shape and rate of the gamma mixture of purchase rates.
    s, beta : float
        Shape and rate of the gamma mixture of leaving rates.
    log_likelihood : float
        Over all customers, in the unit of time of the rows fitted.
    converged : bool
        False when the search did not settle: the model is then not to be used. A parameter may end at its
        bound (nobody leaves; everybody buys at one rate), where the model is still a sound one.
    """

    r: float
    alpha: float
    s: float
    beta: float
    log_likelihood: float = float("nan")
    converged: bool = True

    def p_alive(self, repeats: Floats, last_age: Floats, age: Floats) -> Floats:
        """Return the probability that each customer is still there at `age`, shape (n,)."""
        return _in_chunks(self._p_alive, repeats, last_age, age)

    def _p_alive(self, repeats: Floats, last_age: Floats, age: Floats) -> Floats:
        power = self.r + repeats
        alive = -power * np.log(self.alpha + age) - self.s * np.log(self.beta + age)
        gone = np.log(self.s) + pareto_integral(power, self.s + 1, self.alpha, self.beta, last_age, age).log
        return np.asarray(1.0 / (1.0 + np.exp(np.minimum(gone - alive, 700.0))))

    def expected_purchases(self, repeats: Floats, age: Floats, p_alive: Floats, ahead: float) -> Floats:
        """Return the purchases expected in the next `ahead` units of time, shape (n,).

        Notes
        -----
        P(alive) (r + x)(β + T) ÷ (α + T) · (1 − ((β + T) ÷ (β + T + t))^(s − 1)) ÷ (s − 1).
        """
        log_ratio = np.log1p(ahead / (self.beta + age))
        k = self.s - 1.0
        times = log_ratio if abs(k) < 1e-9 else -np.expm1(-k * log_ratio) / k
        return np.asarray(p_alive * (self.r + repeats) * (self.beta + age) / (self.alpha + age) * times)

    def p_buy(self, repeats: Floats, age: Floats, p_alive: Floats, ahead: float) -> Floats:
        """Return the probability of at least one purchase in the next `ahead` units of time, shape (n,).

        Notes
        -----
        A customer there at T has the gamma posteriors (r + x, α + T) and (s, β + T). No purchase means to
        stay and not buy, or to leave at some time u before which nothing was bought: the latter is the
        Pareto integral from T to T + t.
        """
        return _in_chunks(lambda x, end, p: self._p_buy(x, end, p, ahead), repeats, age, p_alive)

    def _p_buy(self, repeats: Floats, age: Floats, p_alive: Floats, ahead: float) -> Floats:
        power = self.r + repeats
        later = age + ahead
        log_a, log_b = np.log(self.alpha + age), np.log(self.beta + age)
        stays = power * (log_a - np.log(self.alpha + later)) + self.s * (log_b - np.log(self.beta + later))
        inner = pareto_integral(power, self.s + 1, self.alpha, self.beta, age, later).log
        leaves = np.log(self.s) + self.s * log_b + power * log_a + inner
        none = np.exp(stays) + np.exp(np.minimum(leaves, 0.0))
        return np.asarray(p_alive * np.clip(1.0 - none, 0.0, 1.0))


def pareto_nbd_log_likelihood(log_parameters: Floats, rows: CountRows) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in (ln r, ln α, ln s, ln β).

    Parameters
    ----------
    log_parameters : ndarray, shape (4,)
    rows : CountRows

    Returns
    -------
    float, ndarray of shape (4,)

    Notes
    -----
    L = Γ(r + x) ÷ Γ(r) · α^r β^s · { (α + T)^−(r+x) (β + T)^−s
    + s ∫ from t_x to T of (α + t)^−(r+x) (β + t)^−(s+1) dt }.

    References
    ----------
    Schmittlein, Morrison and Colombo (1987), Counting your customers, Management Science 33(1).
    """
    r, alpha, s, beta = np.exp(log_parameters)
    x, weight = rows.repeats, rows.weight
    power = r + x
    log_a, log_b = np.log(alpha + rows.age), np.log(beta + rows.age)
    alive = -power * log_a - s * log_b
    inner = pareto_integral(power, s + 1, alpha, beta, rows.last_age, rows.age)
    gone = np.log(s) + inner.log
    both = np.logaddexp(alive, gone)
    stay = np.exp(alive - both)
    leave = 1.0 - stay
    total = weight.sum()
    log_gamma, digamma_sum = repeat_sums(r, x, weight)
    value = log_gamma + total * (r * np.log(alpha) + s * np.log(beta)) + weight @ both
    d_r = digamma_sum + total * np.log(alpha) - weight @ (stay * log_a + leave * inner.mean_log_alpha)
    d_alpha = total * r / alpha - weight @ (
        power * (stay / (alpha + rows.age) + leave * inner.mean_over_alpha)
    )
    d_s = total * np.log(beta) - weight @ (stay * log_b + leave * (inner.mean_log_beta - 1.0 / s))
    d_beta = total * s / beta - weight @ (
        stay * s / (beta + rows.age) + leave * (s + 1) * inner.mean_over_beta
    )
    return float(value), np.array([d_r * r, d_alpha * alpha, d_s * s, d_beta * beta])


def fit_pareto_nbd(rows: CountRows, start: tuple[float, float] | None = None) -> ParetoNBD:
    """Return the Pareto/NBD model of maximum likelihood.

    Parameters
    ----------
    rows : CountRows
        Aggregated histories; ages in any unit, which α and β then have.
    start : (r, α), optional
        Where to start, usually from `bg_nbd.fit_bg_nbd`.

    Returns
    -------
    ParetoNBD
        `converged` is False when the data do not settle the four parameters.

    Notes
    -----
    Quasi-Newton search in the logarithms of the parameters with the analytic gradient; books of more than
    1,500 distinct rows are started from the optimum of a sample.
    """
    from scipy.optimize import minimize

    scale = max(float(rows.weight @ rows.age / rows.customers), 1e-9)
    r, alpha = start or (1.0, scale)
    point = np.clip(np.log([r, alpha, 0.7, scale / 2]), *LOG_BOUNDS)

    def loss(log_parameters: Floats, of: CountRows) -> tuple[float, Floats]:
        value, gradient = pareto_nbd_log_likelihood(log_parameters, of)
        return -value / of.customers, -gradient / of.customers

    outcome = None
    stages = [rows] if len(rows) <= 2 * WARM_START_ROWS else [sample_rows(rows, WARM_START_ROWS), rows]
    for stage in stages:
        outcome = minimize(
            loss, point, args=(stage,), jac=True, method="L-BFGS-B",
            bounds=[LOG_BOUNDS] * 4,
            options={"maxiter": 200, "ftol": 1e-10, "gtol": 1e-5},
        )  # fmt: skip
        point = outcome.x
    assert outcome is not None
    r, alpha, s, beta = (float(value) for value in np.exp(outcome.x))
    return ParetoNBD(r, alpha, s, beta, float(-outcome.fun * rows.customers), has_settled(outcome))


def _in_chunks(function: object, *columns: Floats) -> Floats:
    """Return `function` over long columns, piece by piece, to bound the memory of the integral."""
    assert callable(function)
    size = len(columns[0])
    if size <= CHUNK_ROWS:
        return np.asarray(function(*columns), dtype=np.float64)
    starts = range(0, size, CHUNK_ROWS)
    return np.concatenate([function(*(column[at : at + CHUNK_ROWS] for column in columns)) for at in starts])
