"""An analysis whose figures were really computed, over data with every kind of table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from tests.desktop.factory import make_analysis
from tests.metrics.builders import everything


def full_analysis(without: tuple[str, ...] = (), settings: AnalysisSettings | None = None) -> Analysis:
    """Return the analysis of a shop with subscriptions, cases and surveys, less the tables named."""
    return _usual(without) if settings is None else _made(without, settings)


@cache
def _usual(without: tuple[str, ...]) -> Analysis:
    return _made(without, AnalysisSettings())


def _made(without: tuple[str, ...], settings: AnalysisSettings) -> Analysis:
    data = everything()
    events = {kind: table for kind, table in data.events.items() if kind not in without}
    customers = data.customers.drop(columns="churn_reason") if "churn_reason" in without else data.customers
    data = replace(data, events=MappingProxyType(events), customers=customers)
    book = order_book(data)
    context = MetricContext(data, book, settings)
    return replace(
        make_analysis(data.n_customers),
        imported=data,
        data=data,
        settings=settings,
        metrics=compute_metrics(data, book, settings, SILENT, context),
        intermediate=MappingProxyType({"figures_basis": context, "book": book}),
    )
