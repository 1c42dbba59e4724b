"""Lifetime value against the cost of winning a customer."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.acquisition import mean_cost
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import revenue_per_customer_rows
from retention_desk.metrics.kpi import Kpi, ratio_metric, unknown
from retention_desk.metrics.kpis.clv_simple import simple_value


def _compute(context: MetricContext) -> Metric:
    cost = mean_cost(context)
    if cost is None:
        return unknown("ltv_cac", "ratio", phrase("needs the setting “value.acquisition_cost”"))
    value = simple_value(context)
    if value.value is None:
        return unknown("ltv_cac", "ratio", value.missing or phrase("needs the simple lifetime value"))
    return ratio_metric(
        "ltv_cac",
        "ratio",
        value.value,
        cost,
        n=value.n,
        formula=phrase("{value} ÷ {cost}", value=context.money(value.value), cost=context.money(cost)),
        period=value.period,
    )


ENTRY = Kpi(
    key="ltv_cac",
    label=phrase("Lifetime value ÷ acquisition cost"),
    unit="ratio",
    definition=phrase(
        "Simple lifetime value ÷ cost of winning a customer, which is a setting; where it differs by "
        "channel, the mean over the customers counted."
    ),
    compute=_compute,
    better="higher",
    order=71,
    choices=(
        "general.active_window_days",
        "general.period",
        "orders.returns",
        "orders.duplicates",
    ),
    evidence=revenue_per_customer_rows,
)
