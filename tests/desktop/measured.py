"""Analyses whose key figures are really measured, over data with every kind of table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from tests.desktop.factory import make_analysis
from tests.forecast.builders import customer_data
from tests.metrics.builders import everything


@cache
def measured(business: str = "shop", period: str = "quarter") -> Analysis:
    """Return an analysis of a shop, a subscription business (no orders) or of customers without a date."""
    if business == "undated":
        whole = everything()
        return _measure(customer_data(whole.customers, whole.features, {}), AnalysisSettings())
    data = everything(business=business)
    if business == "shop":
        kept = {
            name: table for name, table in data.events.items() if name not in {"subscriptions", "activity"}
        }
        data = replace(data, events=MappingProxyType(kept))
    return _measure(data, AnalysisSettings(general=GeneralSettings(period=period)))


def _measure(data: CustomerData, settings: AnalysisSettings) -> Analysis:
    book = order_book(data)
    context = MetricContext(data, book, settings)
    made = make_analysis(data.n_customers, settings=settings)
    return replace(
        made,
        data=data,
        imported=data,
        metrics=compute_metrics(data, book, settings, SILENT, context),
        intermediate=MappingProxyType({"book": book, "figures_basis": context}),
    )
