"""Simple customer lifetime value."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import revenue_per_customer_rows
from retention_desk.metrics.kpi import Kpi, needs_column, unknown
from retention_desk.metrics.kpis._retention import why_no_stay
from retention_desk.metrics.periods import MONTHS
from retention_desk.metrics.revenue import revenue_per_customer


def simple_value(context: MetricContext) -> Metric:
    """Return margin × revenue per customer and period ÷ churn rate of the period, in money."""
    if context.book is None and context.recurring is None:
        return unknown("clv_simple", "money", needs_column("orders.amount", "subscriptions.mrr"))
    found, stay = revenue_per_customer(context), context.stay
    if found is None or not found.customers or stay is None or stay.opening == 0:
        return unknown("clv_simple", "money", why_no_stay(context))
    margin, churn = context.settings.value.margin_share, 1.0 - stay.stayed / stay.opening
    said = {"margin": margin, "revenue": context.money(found.amount)}
    if churn > 0:
        periods = 1.0 / churn
        formula = phrase("{margin:share0} × {revenue} ÷ {churn:share}", churn=churn, **said)
    else:
        periods = context.settings.value.horizon_months / MONTHS[context.settings.general.period]
        formula = phrase(
            "{margin:share0} × {revenue} × {periods:number1} periods "
            "(nobody left; capped at {months} months)",
            periods=periods,
            months=context.settings.value.horizon_months,
            **said,
        )
    return Metric(
        "clv_simple",
        "money",
        margin * found.amount * periods,
        n=found.customers,
        formula=formula,
        period=stay.period.dates,
    )


ENTRY = Kpi(
    key="clv_simple",
    label=phrase("Simple lifetime value"),
    unit="money",
    definition=phrase(
        "Margin share × revenue per active customer and period ÷ churn rate of the period; "
        "where nobody left, over the horizon of the settings."
    ),
    compute=simple_value,
    better="higher",
    order=70,
    choices=(
        "general.active_window_days",
        "general.period",
        "orders.returns",
        "orders.duplicates",
    ),
    evidence=revenue_per_customer_rows,
)
