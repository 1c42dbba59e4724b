"""What winning customers cost: one figure for all, or one for each value of a column."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats
from retention_desk.metrics.context import MetricContext


def acquisition_costs(context: MetricContext) -> Floats | None:
    """Return what winning each customer cost, shape (n_customers,); None where no cost is given.

    Notes
    -----
    ``value.acquisition_costs`` of the customer's value in the column ``value.acquisition_by``, else
    ``value.acquisition_cost``; NaN where neither is given.
    """
    value = context.settings.value
    if value.acquisition_cost is None and not value.acquisition_costs:
        return None
    usual = np.nan if value.acquisition_cost is None else value.acquisition_cost
    costs = np.full(context.n_customers, usual, dtype=np.float64)
    table, _, name = value.acquisition_by.partition(".")
    frame = context.data.features if table == "features" else context.data.customers
    if value.acquisition_costs and name in frame:
        own = frame[name].astype("object").map(dict(value.acquisition_costs)).to_numpy(dtype=np.float64)
        costs = np.where(np.isfinite(own), own, costs)
    return costs if np.isfinite(costs).any() else None


def mean_cost(context: MetricContext) -> float | None:
    """Return the mean cost of winning one of the customers whose cost is known; None of nobody, or of 0."""
    costs = acquisition_costs(context)
    return None if costs is None else (float(np.nanmean(costs)) or None)
