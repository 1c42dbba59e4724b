"""The integral of the Pareto/NBD model: purchases stopped at an unknown time."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NODES = 12
POWER_SHARE = 0.25
LEAST_POWER = 0.5


class ParetoIntegral(NamedTuple):
    """Logarithm of the integral, and means under its normalised integrand; each of shape (n,).

    `mean_log_alpha` is the mean of ln(α + t), `mean_over_alpha` that of 1 ÷ (α + t); likewise for β. They
    are what the gradient is made of.
    """

    log: Floats
    mean_log_alpha: Floats
    mean_over_alpha: Floats
    mean_log_beta: Floats
    mean_over_beta: Floats


@lru_cache(maxsize=4)
def _nodes(count: int) -> tuple[Floats, Floats]:
    """Return Gauss–Legendre nodes on (0, 1) and the logarithms of their weights."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return (nodes + 1) / 2, np.log(weights / 2)


def pareto_integral(
    power_alpha: Floats,
    power_beta: float,
    alpha: float,
    beta: float,
    start: Floats,
    end: Floats,
    nodes: int = NODES,
) -> ParetoIntegral:
    """Return ln ∫ (α + t)^−a (β + t)^−b dt from `start` to `end`, with what its gradient needs.

    Parameters
    ----------
    power_alpha : ndarray, shape (n,)
        a = r + x.
    power_beta : float
        b = s + 1.
    alpha, beta : float
    start, end : ndarray, shape (n,)
        ``start <= end``; where they are equal the logarithm is −∞ and the means are those at the point.
    nodes : int
        Gauss–Legendre nodes.

    Notes
    -----
    With c = min(α, β) the integrand falls like a power of c + t. The substitution
    v = ((c + t) ÷ (c + start))^−q with q a quarter of that power at the start turns it into about v³,
    smooth at both ends, so that twelve Gauss–Legendre nodes give the logarithm to 1e-6 at worst (r, s from
    0.1 to 7, α and β from 0.4 to 1,800, up to 200 purchases) and to rounding in the usual range. All
    products are formed in logarithms, so that neither hundreds of purchases nor decades underflow.
    """
    points = _points(power_alpha, power_beta, alpha, beta, start, end, nodes)
    share = points.share / points.share.sum(axis=1)[:, None]
    return ParetoIntegral(
        points.log,
        np.einsum("ij,ij->i", share, points.log_alpha),
        np.einsum("ij,ij->i", share, np.exp(-points.log_alpha)),
        np.einsum("ij,ij->i", share, points.log_beta),
        np.einsum("ij,ij->i", share, np.exp(-points.log_beta)),
    )


def pareto_log_integral(
    power_alpha: Floats,
    power_beta: float,
    alpha: float,
    beta: float,
    start: Floats,
    end: Floats,
    nodes: int = NODES,
) -> Floats:
    """Return the logarithm of the same integral alone, shape (n,)."""
    return _points(power_alpha, power_beta, alpha, beta, start, end, nodes).log


class _Points(NamedTuple):
    """The integrand at the nodes, (n, nodes): share of the largest, ln(α + t), ln(β + t); and the result."""

    share: Floats
    log_alpha: Floats
    log_beta: Floats
    log: Floats


def _points(
    power_alpha: Floats,
    power_beta: float,
    alpha: float,
    beta: float,
    start: Floats,
    end: Floats,
    nodes: int,
) -> _Points:
    place, log_weight = _nodes(nodes)
    base = min(alpha, beta)
    first = base + start
    span = np.log((base + end) / first)
    q = power_alpha * first / (alpha + start) + power_beta * first / (beta + start) - 1.0
    q = POWER_SHARE * np.maximum(q, LEAST_POWER)
    width = -np.expm1(-q * span)
    v = 1.0 - width[:, None] * place
    log_v = np.log(v)
    log_u = log_v / -q[:, None] + np.log(first)[:, None]
    log_other = np.log(np.exp(log_u) + abs(alpha - beta))
    log_a, log_b = (log_u, log_other) if alpha <= beta else (log_other, log_u)
    term = log_weight - power_alpha[:, None] * log_a - power_beta * log_b + log_u - log_v
    top = term.max(axis=1)
    share = np.exp(term - top[:, None])
    with np.errstate(divide="ignore"):
        log = top + np.log(share.sum(axis=1)) + np.log(width / q)
    return _Points(share, log_a, log_b, log)
