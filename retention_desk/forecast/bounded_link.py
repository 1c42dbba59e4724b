"""Log-odds with ends: the share that leaves, or stays, whatever a table says of the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.ridge_logistic import sigmoid

Floats = npt.NDArray[np.float64]

MOST_CELLS: Final = 2_000
STARTS: Final = ((0.0, 0.0, -6.0, -6.0), (0.0, 0.3, -4.0, -4.0))
SAFE: Final = 1e-9
SAME: Final = 1e-9


@dataclass(frozen=True)
class BoundedLink:
    """A curve from log-odds to log-odds whose probability stays between two ends; it keeps the order.

    Attributes
    ----------
    intercept, slope : float
        Of the log-odds between the ends; the slope is positive.
    floor, gap : float
        Share of leavers at the lower end; share of stayers at the upper end.

    Notes
    -----
    p = floor + (1 − floor − gap) · sigmoid(intercept + slope · z): the four-parameter logistic curve
    (Barton, Lord 1981, "An upper asymptote for the three-parameter logistic item-response model").
    """

    intercept: float
    slope: float
    floor: float
    gap: float

    def probability(self, logit: Floats) -> Floats:
        """Return the probability of leaving, shape as `logit`."""
        between = sigmoid(self.intercept + self.slope * logit)
        return np.clip(self.floor + (1 - self.floor - self.gap) * between, SAFE, 1 - SAFE)

    def logit(self, logit: Floats) -> Floats:
        """Return the log-odds of `probability`, shape as `logit`."""
        chance = self.probability(logit)
        return np.asarray(np.log(chance) - np.log1p(-chance))

    def contributions(self, contributions: Floats) -> Floats:
        """Return contributions that add up to the log-odds between the ends, shape (n, f + 1).

        Notes
        -----
        A row's contributions are all stretched by the same factor, (curve(z) − curve(base)) ÷ (z − base):
        their order, signs and relative sizes stay, and base + Σ = curve(z) exactly.
        """
        base, total = contributions[:, -1], contributions.sum(axis=1)
        apart = total - base
        near = np.abs(apart) < SAME
        step = np.where(near, 1e-4, apart)
        factor = (self.logit(base + step) - self.logit(base)) / step
        result = contributions * factor[:, None]
        result[:, -1] = self.logit(base)
        return result


def fit_bounded_link(logit: Floats, left: Floats) -> BoundedLink:
    """Return the curve with ends of the highest likelihood.

    Parameters
    ----------
    logit : ndarray, shape (n,)
        Of rows the models behind it were not trained on.
    left : ndarray, shape (n,), of 0 and 1

    Notes
    -----
    Maximum likelihood from two starts, over at most 2,000 cells of customers next to each other.
    """
    from scipy.optimize import minimize

    order = np.argsort(logit, kind="stable")
    cell = np.arange(len(logit)) * min(MOST_CELLS, len(logit)) // max(len(logit), 1)
    size = np.bincount(cell).astype(np.float64)
    middle = np.bincount(cell, weights=logit[order]) / size
    gone = np.bincount(cell, weights=left[order])

    def named(found: Floats) -> BoundedLink:
        ends = 0.5 * sigmoid(np.asarray(found[2:]))
        slope = float(np.exp(np.clip(found[1], -3, 3)))
        return BoundedLink(float(found[0]), slope, float(ends[0]), float(ends[1]))

    def loss(found: Floats) -> float:
        chance = named(found).probability(middle)
        return -float((gone * np.log(chance) + (size - gone) * np.log1p(-chance)).sum() / len(logit))

    fits = [minimize(loss, start, method="L-BFGS-B") for start in STARTS]
    return named(np.asarray(min(fits, key=lambda fit: float(fit.fun)).x))


def clear_gain(left: Floats, logit: Floats, bounded: Floats, errors: float = 3.0) -> bool:
    """Return whether log-odds with ends forecast rows left out so much better that it is no chance.

    Parameters
    ----------
    left : ndarray, shape (n,), of 0 and 1
    logit, bounded : ndarray, shape (n,)
        Of rows that neither the models nor the ends have seen.
    errors : float
        Standard errors that the mean gain in log loss has to be above 0.
    """
    sign = 1 - 2 * left
    gain = np.logaddexp(0, sign * logit) - np.logaddexp(0, sign * bounded)
    return bool(gain.mean() > errors * gain.std() / np.sqrt(len(left)))
