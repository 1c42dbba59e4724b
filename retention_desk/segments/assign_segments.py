"""Who is who: value tier, lifecycle stage, RFM and loyalty of every customer."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Health, LifetimeValue, Segments
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.segments.lifecycle_stage import lifecycle_stages
from retention_desk.segments.loyalty import loyalty_tiers
from retention_desk.segments.rfm import rfm_scores
from retention_desk.segments.value_tiers import tier_values, value_tiers


def assign_segments(
    data: CustomerData,
    book: OrderBook | None,
    value: LifetimeValue,
    health: Health,
    settings: AnalysisSettings,
) -> Segments:
    """Return the segments of every customer.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
        Without orders there is no RFM, and the stage is known only from subscriptions or labels.
    value : LifetimeValue
    health : Health
    settings : AnalysisSettings
        Reads ``general`` and ``segments``.
    """
    basis, values = tier_values(data, book, value, health, settings.segments)
    tier, cuts = value_tiers(values, settings.segments)
    stages = lifecycle_stages(data, book, settings)
    rfm = rfm_scores(book, data.n_customers)
    loyalty = loyalty_tiers(data, book, settings.segments)
    return Segments(
        value_tier=tier,
        tier_cuts=cuts,
        tier_basis=basis,
        tier_value=values,
        stage=stages.stage,
        rhythm_days=stages.rhythm_days,
        silent_days=stages.silent_days,
        recency=rfm.recency,
        frequency=rfm.frequency,
        monetary=rfm.monetary,
        rfm_group=rfm.group,
        rfm_cuts=rfm.cuts,
        loyalty_tier=loyalty.tier,
        loyalty_names=loyalty.names,
        loyalty_spend=loyalty.spend,
        loyalty_distance=loyalty.distance,
    )
