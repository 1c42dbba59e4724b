"""What the activity figures share: distinct customers seen in the last days."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import needs_column, unknown


def seen_metric(key: str, context: MetricContext, days: int) -> Metric:
    """Return how many customers were seen in the last `days` days, the as-of date included."""
    seen = context.seen_in_last(days)
    if seen is None:
        return unknown(key, "count", needs_column("activity.happened_on", "orders.ordered_on"))
    count = int(seen.sum())
    return Metric(
        key,
        "count",
        float(count),
        n=context.n_customers,
        formula=phrase("{count:count} of {n:count} customers", count=count, n=context.n_customers),
        period=context.window(days),
    )


def seen_history(context: MetricContext, days: int) -> Floats:
    """Return how many customers were seen in the last `days` days of each complete period.

    NaN where the window begins before the first day anybody was seen: other tables may reach further back.
    """
    day = context.origin.seen_days[1]
    first = int(day.min()) if len(day) else None
    found = [
        None if first is None or period.end - days + 1 < first else context.seen_in_last(days, period.end)
        for period in context.periods
    ]
    return np.array([np.nan if seen is None else float(seen.sum()) for seen in found])
