"""Referral rate."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import all_rows
from retention_desk.metrics.kpi import Kpi, ratio_metric


def _compute(context: MetricContext) -> Metric:
    table = context.data.events["referrals"]
    if "converted" in table:
        table = table[table["converted"].fillna(False).to_numpy(dtype=bool)]
    named = table.get("referred_id")
    referred = len(table) if named is None else int(named.dropna().nunique() + named.isna().sum())
    return ratio_metric(
        "referral_rate", "share", referred, context.n_customers, period=context.span_to_date()
    )


ENTRY = Kpi(
    key="referral_rate",
    label=phrase("Referral rate"),
    unit="share",
    definition=phrase(
        "New customers who were referred (converted ones, where the file tells) ÷ all customers. "
        "May pass 100 %."
    ),
    compute=_compute,
    better="higher",
    needs=("referrals.referred_on",),
    order=54,
    evidence=all_rows("referrals"),
)
