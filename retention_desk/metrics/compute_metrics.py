"""All key figures of an analysis, their histories and the retention tables."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Any

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.history_results import RecurringWaterfall
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import FigureText, Metric, Metrics, Series, SurvivalCurve
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID
from retention_desk.metrics import kpis
from retention_desk.metrics.activity_history import activity_history, engagement_decay
from retention_desk.metrics.cohorts import GRID_PERIOD, grid_of_context
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.hazard import hazard_curve
from retention_desk.metrics.kpi import Kpi, lacking, unknown
from retention_desk.metrics.periods import date_of
from retention_desk.metrics.retention import movements
from retention_desk.metrics.season import comparisons
from retention_desk.metrics.survival import Lifetimes, kaplan_meier


def compute_metrics(
    data: CustomerData,
    book: OrderBook | None,
    settings: AnalysisSettings,
    progress: Progress,
    context: MetricContext | None = None,
) -> Metrics:
    """Return every key figure of the catalogue, with histories, movements, cohorts and survival.

    Parameters
    ----------
    data : CustomerData
        In scope: nothing later than its as-of date.
    book : OrderBook or None
        Its orders; None without an order table.
    settings : AnalysisSettings
        Reads ``general``, ``value``, ``figures`` and ``segments.lost_after_days``.
    progress : Progress
    context : MetricContext, optional
        Of the same data and settings: keeps what is computed here for splits and variants.

    Notes
    -----
    A period figure is over the last complete ``general.period`` on or before the as-of date; a history
    over all complete periods. What the data cannot tell has no value and says what is missing.
    """
    context = context or MetricContext(data, book, settings)
    values, series, texts = _all_figures(context, progress)
    progress.step(0.8)
    once, found = context.ground.once, context.lifetimes
    cohorts = once("cohorts", lambda: grid_of_context(context, GRID_PERIOD[settings.general.period]))
    progress.step(0.9)
    presence, day = context.presence, context.as_of_day
    active = None if presence is None or day is None else int(presence.active_at(day).sum())
    return Metrics(
        values=MappingProxyType(values),
        series=MappingProxyType(series),
        totals=MappingProxyType(_totals(context)),
        movements=movements(context.stays),
        cohorts=cohorts,
        survival=once("survival", lambda: _survival(found)),
        comparisons=MappingProxyType(
            comparisons(series, tuple(p.dates[0] for p in context.periods), settings.general.period)
        ),
        waterfall=once("waterfall", lambda: _waterfall(context)),
        hazard=once("hazard", lambda: hazard_curve(found)),
        activity=once("activity", lambda: activity_history(context)),
        engagement=once("engagement", lambda: engagement_decay(context)),
        texts=MappingProxyType(texts),
        active=active,
        active_definition=NOTHING_SAID if presence is None else presence.definition,
    )


def _all_figures(
    context: MetricContext, progress: Progress
) -> tuple[dict[str, Metric], dict[str, Series], dict[str, FigureText]]:
    """Return every figure of the catalogue, its history where it has one, and its name and definition."""
    entries = load_catalogue(kpis, Kpi)
    values: dict[str, Metric] = {}
    series: dict[str, Series] = {}
    texts: dict[str, FigureText] = {}
    ends = tuple(period.dates[1] for period in context.periods)
    for done, kpi in enumerate(entries.values()):
        progress.step(0.8 * done / len(entries))
        figures = {metric.key: metric for metric in _figures(kpi, context)}
        values |= figures
        texts |= {key: FigureText(key, kpi.label, kpi.definition, kpi.better, kpi.group) for key in figures}
        if kpi.history is not None and ends and lacking(kpi.needs, context.data) is None:
            history = kpi.history(context)
            if np.isfinite(history).any():
                series[kpi.key] = Series(kpi.key, kpi.unit, ends, history)
    return values, series, texts


def _figures(kpi: Kpi, context: MetricContext) -> tuple[Metric, ...]:
    why = lacking(kpi.needs, context.data)
    if why is not None:
        return (unknown(kpi.key, kpi.unit, why),)
    found = kpi.compute(context)
    return found if isinstance(found, tuple) else (found,)


def _survival(found: Lifetimes | None) -> SurvivalCurve | None:
    return None if found is None else kaplan_meier(found.days, found.left, found.event)


def _waterfall(context: MetricContext) -> RecurringWaterfall | None:
    """Return how recurring revenue moved in each complete period, from the first with any on."""
    moved = list(zip(context.periods, context.recurring_movements, strict=False))
    begun = next((k for k, (_, item) in enumerate(moved) if item.opening + item.closing > 0), len(moved))
    moved = moved[begun:]
    if not moved:
        return None
    parts = {
        name: np.array([getattr(item, name) for _, item in moved])
        for name in ("opening", "new", "reactivated", "expansion", "contraction", "churned", "closing")
    }
    dates = [period.dates for period, _ in moved]
    return RecurringWaterfall(tuple(start for start, _ in dates), tuple(end for _, end in dates), **parts)


def _totals(context: MetricContext) -> dict[str, Any]:
    book, dates = context.book, context.span_to_date()
    if book is not None and len(book.line_day):
        purchases = book.line_day[book.line_is_purchase]
        first, last = (
            (None, None) if not len(purchases) else _dates(int(purchases.min()), int(purchases.max()))
        )
    else:
        first, last = dates or (None, None)
    return {
        "orders": None if book is None else book.n_orders,
        "purchase_lines": None if book is None else int(book.line_is_purchase.sum()),
        "revenue_gross": None if book is None else float(book.gross_total.sum()),
        "revenue_net": None if book is None else float(book.net_total.sum()),
        "first": first,
        "last": last,
    }


def _dates(first: int, last: int) -> tuple[dt.date, dt.date]:
    return date_of(first), date_of(last)
