"""A figure in every accepted definition at once: why your number is not my number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from retention_desk.foundation.benchmarks import leading_retention_key
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, book_of_lines
from retention_desk.foundation.results import Metric
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.variant_results import FigureVariants, Variant
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.choices import accepted
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import answer_rows
from retention_desk.metrics.kpi import Kpi, figure_of

Rescoped = Callable[[AnalysisSettings], tuple[CustomerData, OrderBook | None]]
WINDOW = "general.active_window_days"
RETENTION = {"retention_rate", "retention_rate_count"}
SHARED = ("event_range", "seen_days", "recurring", "answer_scales", "labelled", "counted_lines")


def figure_variants(key: str, context: MetricContext, rescoped: Rescoped) -> FigureVariants:
    """Return a figure in all its accepted definitions, the chosen ones marked.

    Parameters
    ----------
    key : str
        Of the figure; KeyError when there is none.
    context : MetricContext
        Of the analysis as set.
    rescoped : callable
        Gives data and orders under other settings; called only for settings that change which rows count.
    """
    catalogue = load_catalogue(kpis, Kpi)
    kpi = catalogue[key.partition(".")[0]]
    now = figure_of(kpi, key, context)
    variants = [Variant(key, now, kpi.definition, chosen=True)]
    variants.extend(
        Variant(other, figure_of(catalogue[other], other, context), catalogue[other].definition)
        for other in kpi.beside
    )
    for setting in kpi.choices:
        if not _matters(setting, kpi, context):
            continue
        variants.extend(_by_setting(kpi, key, setting, context, now, rescoped))
    return FigureVariants(key, tuple(variants), _reconciled(context) if key in RETENTION else None)


def _matters(setting: str, kpi: Kpi, context: MetricContext) -> bool:
    """Return whether a setting can change a figure here: returns need orders, a window needs events."""
    if setting.startswith("orders."):
        return context.book is not None
    if setting == WINDOW and context.presence is not None and kpi.evidence is not answer_rows:
        return "days" in context.presence.definition.values
    return True


def yearly_retention(context: MetricContext) -> Metric:
    """Return the leading retention rate over the last complete year, whatever period is set."""
    key = leading_retention_key(context.settings)
    if context.settings.general.period != "year":
        context = _under(context, "general.period", "year", None)
    return figure_of(load_catalogue(kpis, Kpi)[key], key, context)


def _by_setting(
    kpi: Kpi, key: str, setting: str, context: MetricContext, now: Metric, rescoped: Rescoped
) -> list[Variant]:
    found = []
    for value, differs in accepted(setting, context.settings):
        chosen = value == context.settings.value_of(setting)
        metric = now if chosen else figure_of(kpi, key, _under(context, setting, value, rescoped))
        found.append(Variant(key, metric, differs, setting, value, chosen))
    return found


def _under(context: MetricContext, setting: str, value: Any, rescoped: Rescoped | None) -> MetricContext:
    """Return the context under one other setting, with all that the setting does not touch."""
    settings = context.settings.with_value(setting, value)
    if setting.startswith("orders.") and rescoped is not None:
        book = _narrower_book(context, setting, value)
        if book is not None:
            return MetricContext(context.data, book, settings)
        return MetricContext(*rescoped(settings), settings)
    other = MetricContext(context.data, context.book, settings)
    other.__dict__.update({name: context.__dict__[name] for name in SHARED if name in context.__dict__})
    if context.presence is not None:
        general = settings.general
        said = context.presence.definition
        if "days" in said.values:
            said = Phrase(said.text, {**said.values, "days": general.active_window_days})
        other.__dict__["presence"] = replace(
            context.presence, window_days=general.active_window_days, definition=said
        )
    return other


def _narrower_book(context: MetricContext, setting: str, value: Any) -> OrderBook | None:
    """Return the orders without returns or repeats, made from the lines at hand; None where it takes more.

    It takes more when rows come back that are left out now, or when the first event of all would go.
    """
    lines, orders = context.counted_lines, context.data.events["orders"]
    if setting == "orders.returns" and value == "ignore":
        kept = lines.purchase
    elif setting == "orders.duplicates" and value == "drop_exact" and "is_repeat" in orders:
        kept = ~orders["is_repeat"].to_numpy(dtype=bool)[lines.row]
    else:
        return None
    first = None if context.event_range is None else context.event_range[0]
    own = lines.at(np.flatnonzero(kept))
    if not len(own.day) or (lines.day.min() == first and own.day.min() != first):
        return None
    return book_of_lines(context.n_customers, own.customer, own.day, own.amount, own.order, own.purchase)


def _reconciled(context: MetricContext) -> Phrase | None:
    """Return why the two retention rates differ: by the customers who came back."""
    stay = context.stay
    if stay is None or stay.opening == 0:
        return None
    return phrase(
        "{heads:share} by heads − {kept:share} kept = {back:share}: {n:count} came back in the period who "
        "were not there at its beginning ({opening:count} were)",
        heads=(stay.closing - stay.new) / stay.opening,
        kept=stay.stayed / stay.opening,
        back=stay.came_back / stay.opening,
        n=stay.came_back,
        opening=stay.opening,
    )
