"""Pareto/NBD: how often customers buy while they are there, and when they silently leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.maximum_likelihood import LOG_BOUNDS, has_settled, polish, repeat_sums
from retention_desk.forecast.pareto_integral import pareto_integral, pareto_log_integral
from retention_desk.forecast.purchase_counts import CountRows, sample_rows
from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]

WARM_START_ROWS = 1_500
NEARER_ROWS = 24_000
CHUNK_ROWS = 1_024
CHUNKS_PER_STEP = 64


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
        gone = np.log(self.s) + pareto_log_integral(power, self.s + 1, self.alpha, self.beta, last_age, age)
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
        inner = pareto_log_integral(power, self.s + 1, self.alpha, self.beta, age, later)
        leaves = np.log(self.s) + self.s * log_b + power * log_a + inner
        none = np.exp(stays) + np.exp(np.minimum(leaves, 0.0))
        return np.asarray(p_alive * np.clip(1.0 - none, 0.0, 1.0))


def pareto_nbd_log_likelihood(
    log_parameters: Floats, rows: CountRows, progress: Progress = SILENT
) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in (ln r, ln α, ln s, ln β).

    Parameters
    ----------
    log_parameters : ndarray, shape (4,)
    rows : CountRows
    progress : Progress
        Asked now and then whether to stop.

    Returns
    -------
    float, ndarray of shape (4,)

    Notes
    -----
    L = Γ(r + x) ÷ Γ(r) · α^r β^s · { (α + T)^−(r+x) (β + T)^−s
    + s ∫ from t_x to T of (α + t)^−(r+x) (β + t)^−(s+1) dt }.

    Rows are summed a thousand at a time: what the integral needs then stays in the processor's cache.

    References
    ----------
    Schmittlein, Morrison and Colombo (1987), Counting your customers, Management Science 33(1).
    """
    r, alpha, s, beta = np.exp(log_parameters)
    sums = np.zeros(5)
    for place, start in enumerate(range(0, len(rows), CHUNK_ROWS)):
        if place % CHUNKS_PER_STEP == 0:
            progress.step(start / len(rows))
        sums += _chunk_sums(r, alpha, s, beta, rows, slice(start, start + CHUNK_ROWS))
    total = float(rows.weight.sum())
    log_gamma, digamma_sum = repeat_sums(r, rows.repeats, rows.weight)
    value = log_gamma + total * (r * np.log(alpha) + s * np.log(beta)) + sums[0]
    d_r = digamma_sum + total * np.log(alpha) - sums[1]
    d_alpha = total * r / alpha - sums[2]
    d_s = total * np.log(beta) - sums[3]
    d_beta = total * s / beta - sums[4]
    return float(value), np.array([d_r * r, d_alpha * alpha, d_s * s, d_beta * beta])


def _chunk_sums(r: float, alpha: float, s: float, beta: float, rows: CountRows, part: slice) -> Floats:
    """Return the weighted sums over some rows: of the logarithm, and of the slopes in r, α, s and β."""
    age, weight = rows.age[part], rows.weight[part]
    power = r + rows.repeats[part]
    log_a, log_b = np.log(alpha + age), np.log(beta + age)
    alive = -power * log_a - s * log_b
    inner = pareto_integral(power, s + 1, alpha, beta, rows.last_age[part], age)
    both = np.logaddexp(alive, np.log(s) + inner.log)
    stay = np.exp(alive - both)
    leave = 1.0 - stay
    return np.array(
        [
            weight @ both,
            weight @ (stay * log_a + leave * inner.mean_log_alpha),
            weight @ (power * (stay / (alpha + age) + leave * inner.mean_over_alpha)),
            weight @ (stay * log_b + leave * (inner.mean_log_beta - 1.0 / s)),
            weight @ (stay * s / (beta + age) + leave * (s + 1) * inner.mean_over_beta),
        ]
    )


def fit_pareto_nbd(
    rows: CountRows, start: tuple[float, float] | None = None, progress: Progress = SILENT
) -> ParetoNBD:
    """Return the Pareto/NBD model of maximum likelihood.

    Parameters
    ----------
    rows : CountRows
        Aggregated histories; ages in any unit, which α and β then have.
    start : (r, α), optional
        Where to start, usually from `bg_nbd.fit_bg_nbd`.
    progress : Progress
        Raises `Cancelled` within a fraction of a second of being asked to stop.

    Returns
    -------
    ParetoNBD
        `converged` is False when the data do not settle the four parameters.

    Notes
    -----
    Quasi-Newton search in the logarithms of the parameters with the analytic gradient. Books of more than
    3,000 distinct rows are started from the optimum of a sample of customers; the whole book then takes
    Newton steps with the curvature of the sample, a few evaluations in place of a search.
    """
    from scipy.optimize import minimize

    scale = max(float(rows.weight @ rows.age / rows.customers), 1e-9)
    r, alpha = start or (1.0, scale)
    point = np.clip(np.log([r, alpha, 0.7, scale / 2]), *LOG_BOUNDS)

    def loss(log_parameters: Floats, of: CountRows) -> tuple[float, Floats]:
        value, gradient = pareto_nbd_log_likelihood(log_parameters, of, progress)
        return -value / of.customers, -gradient / of.customers

    def searched(of: CountRows, start: Floats) -> Any:
        return minimize(
            loss, start, args=(of,), jac=True, method="L-BFGS-B", bounds=[LOG_BOUNDS] * 4,
            options={"maxiter": 200, "ftol": 1e-10, "gtol": 1e-5},
        )  # fmt: skip

    sample = rows
    for size in (WARM_START_ROWS, NEARER_ROWS):
        if len(rows) > 2 * size:
            sample = sample_rows(rows, size)
            point = searched(sample, point).x
    polished = None if sample is rows else polish(loss, point, sample, rows)
    outcome = polished or searched(rows, point)
    r, alpha, s, beta = (float(value) for value in np.exp(outcome.x))
    return ParetoNBD(r, alpha, s, beta, float(-outcome.fun * rows.customers), has_settled(outcome))


def _in_chunks(function: Callable[..., Floats], *columns: Floats) -> Floats:
    """Return `function` over long columns, piece by piece, so that the integral stays small."""
    size = len(columns[0])
    if size <= CHUNK_ROWS:
        return np.asarray(function(*columns), dtype=np.float64)
    result = np.empty(size)
    for start in range(0, size, CHUNK_ROWS):
        part = slice(start, start + CHUNK_ROWS)
        result[part] = function(*(column[part] for column in columns))
    return result
