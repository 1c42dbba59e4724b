"""Renewal rate: terms that went on, of those that ended in the period."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.trace_results import RowSet
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, share_metric, unknown
from retention_desk.metrics.kpis._retention import stay_share, why_no_stay
from retention_desk.metrics.renewals import renewals


def _compute(context: MetricContext) -> Metric:
    if context.period is None:
        return unknown("renewal_rate", "share", why_no_stay(context))
    found = renewals(context, context.period)
    if found is None or not len(found.row):
        why = phrase("no term with a known billing period ended in the period")
        return Metric("renewal_rate", "share", None, numerator=0.0, denominator=0.0, missing=why)
    return share_metric("renewal_rate", int(found.renewed.sum()), len(found.row), period=context.period.dates)


def _history(context: MetricContext) -> Floats:
    found = [renewals(context, period) for period in context.periods]
    return np.array([np.nan if one is None else stay_share(one.renewed.sum(), len(one.row)) for one in found])


def _rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the subscriptions due, and all others of the same customers: one of them may go on."""
    found = None if context.period is None else renewals(context, context.period)
    if found is None:
        return ()
    customer = context.data.events["subscriptions"]["customer"].to_numpy(dtype=np.int64)
    due = np.unique(found.row)
    others = np.setdiff1d(np.flatnonzero(np.isin(customer, customer[due])), due)
    return RowSet("subscriptions", "counted", due), RowSet("subscriptions", "closing", others)


ENTRY = Kpi(
    key="renewal_rate",
    label=phrase("Renewal rate"),
    unit="share",
    definition=phrase(
        "Terms (billing periods) that would end in the period and went on, with the same or another "
        "subscription of the customer ÷ all terms that would end in the period."
    ),
    compute=_compute,
    better="higher",
    needs=("subscriptions.billing_period",),
    order=49,
    adds="parts",
    choices=("general.period",),
    history=_history,
    evidence=_rows,
)
