"""What a slider does not move: stage, RFM and loyalty of every customer."""

from __future__ import annotations

from dataclasses import dataclass

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.segments.lifecycle_stage import Stages, lifecycle_stages
from retention_desk.segments.loyalty import Loyalty, loyalty_tiers
from retention_desk.segments.rfm import RfmScores, rfm_scores


@dataclass(frozen=True, eq=False)
class Standing:
    """Lifecycle stages, RFM scores and loyalty tiers of all customers."""

    stages: Stages
    rfm: RfmScores
    loyalty: Loyalty


def measure_standing(data: CustomerData, book: OrderBook | None, settings: AnalysisSettings) -> Standing:
    """Return stage, RFM and loyalty of every customer.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
    settings : AnalysisSettings
        Reads ``general`` and ``segments``.
    """
    return Standing(
        lifecycle_stages(data, book, settings),
        rfm_scores(book, data.n_customers, data.as_of),
        loyalty_tiers(data, book, settings.segments),
    )
