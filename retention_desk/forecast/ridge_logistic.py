"""Logistic regression with a small ridge, by Newton's method."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]

MOST_STEPS = 60
MOST_FOR_CURVE = 20_000
ENOUGH = 1e-8


def sigmoid(logit: Floats) -> Floats:
    """Return the probability of log-odds, shape as given; never exactly 0 or 1 within ±700."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -700, 700))))


def fit_ridge_logistic(
    columns: Floats, left: Floats, ridge: float, progress: Progress = SILENT
) -> tuple[float, Floats]:
    """Return intercept and coefficients of the penalised maximum likelihood.

    Parameters
    ----------
    columns : ndarray, shape (n, k)
        Centred and scaled by the caller; no constant column.
    left : ndarray, shape (n,)
        1 left, 0 stayed.
    ridge : float
        Half of it times the squared coefficients is added to the negative log-likelihood; the intercept
        is free. Any positive value makes the optimum unique and finite, also when a column separates the
        classes or repeats another.
    progress : Progress
        Asked at every step.

    Returns
    -------
    float, ndarray of shape (k,)

    Notes
    -----
    Newton steps, halved until the penalised likelihood rises; sixty at most. Of more than 20,000 rows the
    curvature is taken from evenly spaced ones: the steps are no longer the very best, but the slope they
    bring to nothing is that of all rows, and so is the optimum.
    """
    n, k = columns.shape
    design = np.empty((n, k + 1))
    design[:, 0], design[:, 1:] = 1.0, columns
    penalty = np.full(k + 1, max(ridge, 1e-9))
    penalty[0] = 1e-9
    share = np.clip(left.mean(), 1e-6, 1 - 1e-6)
    weights = np.zeros(k + 1)
    weights[0] = np.log(share / (1 - share))
    logit = design @ weights
    loss = _loss(logit, left, weights, penalty)
    every = max(n // MOST_FOR_CURVE, 1)
    some = np.ascontiguousarray(design[::every])
    for number in range(MOST_STEPS):
        progress.step(number / MOST_STEPS)
        chance = sigmoid(logit)
        slope = design.T @ (chance - left) + penalty * weights
        step = np.linalg.solve(_curvature(some, chance[::every], n, penalty), slope)
        size = 1.0
        while True:
            tried = weights - size * step
            tried_logit = design @ tried
            tried_loss = _loss(tried_logit, left, tried, penalty)
            if tried_loss <= loss or size < 1e-6:
                break
            size /= 2
        gain = loss - tried_loss
        if gain < 0:
            break
        weights, logit, loss = tried, tried_logit, tried_loss
        if gain < ENOUGH * n:
            break
    return float(weights[0]), weights[1:]


def _curvature(rows: Floats, chance: Floats, n: int, penalty: Floats) -> Floats:
    """Return the curvature of the penalised likelihood of `n` rows, judged by some of them."""
    bend = chance * (1 - chance) * (n / len(rows))
    curve = (rows * bend[:, None]).T @ rows
    curve[np.diag_indices(len(penalty))] += penalty
    return np.asarray(curve)


def _loss(logit: Floats, left: Floats, weights: Floats, penalty: Floats) -> float:
    return float(np.logaddexp(0.0, logit).sum() - left @ logit + 0.5 * penalty @ weights**2)
