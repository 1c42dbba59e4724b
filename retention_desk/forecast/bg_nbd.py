"""BG/NBD: the simpler sister of Pareto/NBD; where its search starts, and what it is checked against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.maximum_likelihood import LOG_BOUNDS, has_settled, repeat_sums
from retention_desk.forecast.purchase_counts import CountRows, sample_rows
from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]

SAMPLE_ROWS = 4_000


@dataclass(frozen=True)
class BGNBD:
    """A fitted BG/NBD model: r, α of the purchase rate, a, b of the chance to leave after a purchase."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = float("nan")
    converged: bool = True

    def p_alive(self, repeats: Floats, last_age: Floats, age: Floats) -> Floats:
        """Return the probability of being still there, shape (n,); 1 for every one-time buyer."""
        log_odds = (
            np.log(self.a / np.maximum(self.b + repeats - 1, 1e-12))
            + (self.r + repeats) * np.log((self.alpha + age) / (self.alpha + last_age))
        )  # fmt: skip
        return np.where(repeats > 0, 1.0 / (1.0 + np.exp(np.minimum(log_odds, 700.0))), 1.0)

    def expected_purchases(self, repeats: Floats, last_age: Floats, age: Floats, ahead: float) -> Floats:
        """Return the purchases expected in the next `ahead` units of time, shape (n,).

        References
        ----------
        Fader, Hardie and Lee (2005), equation 10.
        """
        from scipy.special import hyp2f1

        top = self.a + self.b + repeats - 1
        curve = hyp2f1(self.r + repeats, self.b + repeats, top, ahead / (self.alpha + age + ahead))
        shrink = ((self.alpha + age) / (self.alpha + age + ahead)) ** (self.r + repeats)
        slope = self.a - 1
        if abs(slope) < 1e-6:
            slope = 1e-6
        return np.asarray(top / slope * (1 - shrink * curve) * self.p_alive(repeats, last_age, age))


def bg_nbd_log_likelihood(log_parameters: Floats, rows: CountRows) -> tuple[float, Floats]:
    """Return the log-likelihood and its gradient in (ln r, ln α, ln a, ln b).

    Notes
    -----
    L = Γ(r + x) α^r ÷ Γ(r) · B(a, b + x) ÷ B(a, b) · { (α + T)^−(r+x)
    + [x > 0] a ÷ (b + x − 1) · (α + t_x)^−(r+x) }.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
    """
    r, alpha, a, b = np.exp(log_parameters)
    x, weight = rows.repeats, rows.weight
    power, total = r + x, rows.customers
    again = x > 0
    log_end, log_last = np.log(alpha + rows.age), np.log(alpha + rows.last_age)
    stays = -power * log_end
    safe = np.where(again, b + x - 1, 1.0)
    leaves = np.where(again, np.log(a) - np.log(safe) - power * log_last, -np.inf)
    both = np.logaddexp(stays, leaves)
    stay = np.exp(stays - both)
    leave = 1.0 - stay
    gamma_r, slope_r = repeat_sums(r, x, weight)
    gamma_b, slope_b = repeat_sums(b, x, weight)
    gamma_ab, slope_ab = repeat_sums(a + b, x, weight)
    value = gamma_r + gamma_b - gamma_ab + total * r * np.log(alpha) + weight @ both
    d_r = slope_r + total * np.log(alpha) - weight @ (stay * log_end + leave * log_last)
    d_alpha = total * r / alpha - weight @ (
        power * (stay / (alpha + rows.age) + leave / (alpha + rows.last_age))
    )
    d_a = -slope_ab + weight @ leave / a
    d_b = slope_b - slope_ab - weight @ (leave / safe)
    return float(value), np.array([d_r * r, d_alpha * alpha, d_a * a, d_b * b])


def fit_bg_nbd(rows: CountRows, sample: int | None = None, progress: Progress = SILENT) -> BGNBD:
    """Return the BG/NBD model of maximum likelihood.

    Parameters
    ----------
    rows : CountRows
    sample : int, optional
        Fit on so many customers only: enough for a start.
    progress : Progress
        Asked at each evaluation whether to stop.
    """
    from scipy.optimize import minimize

    used = rows if sample is None else sample_rows(rows, sample)
    scale = max(float(used.weight @ used.age / used.customers), 1e-9)
    start = np.clip(np.log([0.5, scale / 3, 0.7, 2.0]), *LOG_BOUNDS)

    def loss(log_parameters: Floats) -> tuple[float, Floats]:
        progress.step(0.0)
        value, gradient = bg_nbd_log_likelihood(log_parameters, used)
        return -value / used.customers, -gradient / used.customers

    outcome = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[LOG_BOUNDS] * 4,
        options={"maxiter": 200, "ftol": 1e-10, "gtol": 1e-5},
    )  # fmt: skip
    r, alpha, a, b = (float(value) for value in np.exp(outcome.x))
    return BGNBD(r, alpha, a, b, float(-outcome.fun * used.customers), has_settled(outcome))
