"""Who is who: value tier, lifecycle stage, RFM and loyalty of every customer."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Health, LifetimeValue, Segments
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.segments.standing import Standing, measure_standing
from retention_desk.segments.value_tiers import tier_values, value_tiers


def needs_health(
    data: CustomerData, book: OrderBook | None, value: LifetimeValue, settings: AnalysisSettings
) -> bool:
    """Return whether the value tiers are cut by the health score."""
    if settings.segments.value_by == "health_score":
        return True
    return not np.isfinite(tier_values(data, book, value, None, settings.segments)[1]).any()


def assign_segments(
    data: CustomerData,
    book: OrderBook | None,
    value: LifetimeValue,
    health: Health | None,
    settings: AnalysisSettings,
    standing: Standing | None = None,
) -> Segments:
    """Return the segments of every customer.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
        Without orders there is no RFM, and the stage is known only from subscriptions or labels.
    value : LifetimeValue
    health : Health or None
        Read only where nothing else is known to cut the tiers by, or the settings say so (`needs_health`).
    settings : AnalysisSettings
        Reads ``general`` and ``segments``.
    standing : Standing, optional
        What does not depend on health, measured before; by default it is measured here.
    """
    basis, values = tier_values(data, book, value, health, settings.segments)
    tier, cuts = value_tiers(values, settings.segments)
    known = standing or measure_standing(data, book, settings)
    stages, rfm, loyalty = known.stages, known.rfm, known.loyalty
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
