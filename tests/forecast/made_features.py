"""Feature tables with a known pattern."""

from __future__ import annotations

import numpy as np

from retention_desk.forecast.feature_table import Feature, feature_table
from retention_desk.foundation.wording import phrase


def number(name, values):
    return Feature(name, phrase("{name}", name=name), np.asarray(values, dtype=float))


def category(name, values, levels):
    return Feature(name, phrase("{name}", name=name), np.asarray(values, dtype=float), tuple(levels))


def pattern(n=1_200, seed=0):
    """Return a table of numbers, gaps and categories, and who left by a rule with chance in it."""
    rng = np.random.default_rng(seed)
    tenure, price = rng.gamma(2, 10, n), rng.normal(50, 10, n)
    plan = rng.integers(0, 3, n)
    logit = 1.2 - 0.12 * tenure + 0.05 * (price - 50) + np.where(plan == 2, 1.5, 0)
    left = rng.random(n) < 1 / (1 + np.exp(-logit))
    price[rng.random(n) < 0.1] = np.nan
    features = [
        number("tenure", tenure),
        number("price", price),
        category("plan", plan, "abc"),
        number("noise", rng.normal(size=n)),
    ]
    return feature_table(features, n), left
