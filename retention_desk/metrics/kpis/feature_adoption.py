"""Feature adoption: who uses what, of those who use anything."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import all_rows
from retention_desk.metrics.kpi import Kpi, share_metric, unknown

DAYS = 30
FEATURES_SHOWN = 50


def _compute(context: MetricContext) -> tuple[Metric, ...]:
    table = context.data.events["activity"]
    end = context.as_of_day or 0
    day = day_number(table["happened_on"])
    inside = (day > end - DAYS) & (day <= end) & table["feature"].notna().to_numpy()
    customer = table["customer"].to_numpy(dtype=np.int64)[inside]
    if not len(customer):
        why = phrase("no activity with a feature in the last {days} days", days=DAYS)
        return (unknown("feature_adoption", "share", why),)
    feature = table["feature"].astype("str").to_numpy(dtype=object)[inside]
    names, place = np.unique(feature, return_inverse=True)
    pair = np.unique(place.astype(np.int64) * context.n_customers + customer)
    users = np.bincount(pair // context.n_customers, minlength=len(names))
    active = len(np.unique(customer))
    shown = FEATURES_SHOWN if context is context.origin else len(names)
    best = np.argsort(-users, kind="stable")[:shown]
    return tuple(
        share_metric(f"feature_adoption.{names[i]}", int(users[i]), active, period=context.window(DAYS))
        for i in best
    )


ENTRY = Kpi(
    key="feature_adoption",
    label=phrase("Feature adoption"),
    unit="share",
    definition=phrase(
        "Customers who used the feature in the last 30 days "
        "÷ customers with any activity in the last 30 days."
    ),
    compute=_compute,
    better="higher",
    needs=("activity.feature",),
    order=80,
    adds="parts",
    evidence=all_rows("activity", "feature"),
)
