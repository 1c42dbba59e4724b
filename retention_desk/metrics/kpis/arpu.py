"""Revenue per active customer."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import revenue_per_customer_rows
from retention_desk.metrics.kpi import Kpi, money_quotient, needs_column, ratio_metric, unknown
from retention_desk.metrics.kpis._retention import why_no_stay
from retention_desk.metrics.revenue import revenue_per_customer, revenue_per_customer_history


def _compute(context: MetricContext) -> Metric:
    if context.book is None and context.recurring is None:
        return unknown("arpu", "money", needs_column("orders.amount", "subscriptions.mrr"))
    found = revenue_per_customer(context)
    if found is None or context.period is None:
        return unknown("arpu", "money", why_no_stay(context))
    return ratio_metric(
        "arpu",
        "money",
        found.revenue_amount,
        found.customers,
        formula=money_quotient(found.revenue_amount, found.customers, context.currency),
        period=context.period.dates,
    )


def _history(context: MetricContext) -> Floats:
    return revenue_per_customer_history(context)


ENTRY = Kpi(
    key="arpu",
    label=phrase("Revenue per active customer"),
    unit="money",
    definition=phrase(
        "Net revenue of the period ÷ customers active at its end; without orders, the recurring revenue "
        "of the period in place of net revenue."
    ),
    compute=_compute,
    better="higher",
    order=24,
    choices=(
        "figures.arpu_customers",
        "general.active_window_days",
        "general.period",
        "orders.returns",
        "orders.duplicates",
    ),
    adds="parts",
    history=_history,
    evidence=revenue_per_customer_rows,
)
