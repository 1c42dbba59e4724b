"""Monthly recurring revenue at the as-of date."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import running_rows
from retention_desk.metrics.kpi import Kpi


def _compute(context: MetricContext) -> Metric:
    if context.recurring is None or context.as_of_day is None:
        return _of_customer_table(context)
    by_customer = context.recurring.at(context.as_of_day)
    paying = int((by_customer > 0).sum())
    return Metric(
        "mrr",
        "money",
        float(by_customer.sum()),
        n=paying,
        formula=phrase("Σ over {n:count} customers with a running subscription", n=paying),
        period=context.window(1),
    )


def _of_customer_table(context: MetricContext) -> Metric:
    table = context.data.customers
    amount = table["mrr"].to_numpy(dtype=np.float64, na_value=np.nan)
    staying = np.isfinite(amount)
    if "churned" in table:
        staying &= ~table["churned"].fillna(False).to_numpy(dtype=bool)
    return Metric(
        "mrr",
        "money",
        float(amount[staying].sum()),
        n=int(staying.sum()),
        formula=phrase(
            "Σ over {n:count} customers who have not left, by the customer table", n=int(staying.sum())
        ),
    )


def _history(context: MetricContext) -> Floats:
    if context.recurring is None:
        return np.full(len(context.periods), np.nan)
    return np.array([movement.closing for movement in context.recurring_movements], dtype=np.float64)


ENTRY = Kpi(
    key="mrr",
    label=phrase("Monthly recurring revenue (MRR)"),
    unit="money",
    definition=phrase(
        "Sum of the monthly amounts of subscriptions that run at the as-of date (yearly ÷ 12, trials 0)."
    ),
    compute=_compute,
    better="higher",
    needs=("subscriptions.mrr|customers.mrr",),
    order=40,
    adds="value",
    history=_history,
    evidence=running_rows,
)
