"""The source rows behind a figure, and the figure computed again from them alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import FigureText, Flags, Metric, Metrics
from retention_desk.foundation.trace_results import FigureSources, Places, RowSet, SourceRows, Trace
from retention_desk.foundation.trace_rows import (
    NOWHERE,
    data_of_rows,
    distinct_places,
    merged,
    of_customers,
    positions_in_files,
    rows_table,
    sheet_counts,
)
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import answer_rows
from retention_desk.metrics.kpi import Kpi, figure_of

WINDOW: Final = "general.active_window_days"


def trace_figure(
    key: str, context: MetricContext, customer: str | None = None, *, period_end: dt.date | None = None
) -> Trace:
    """Return the source rows behind a figure: counted now, listed when they are asked for.

    Parameters
    ----------
    key : str
        Of the figure.
    context : MetricContext
    customer : str, optional
        ID of the one customer whose rows are wanted.
    period_end : date, optional
        Last day of an earlier complete period: the figure as it was for that one.

    Raises
    ------
    UserFacingError
        ``unknown_figure``, ``unknown_customer``, ``unknown_period``.

    Notes
    -----
    A row stands once for each thing it does: an order may make its customer active at the beginning of the
    period and at its end. From these rows alone, and the list of all customers, the figure comes out again.
    """
    kpi = kpi_of(key)
    if period_end is not None:
        context = of_period(context, period_end)
    metric = figure_of(kpi, key, context)
    if period_end is not None and metric.value is not None and not _over(metric, period_end):
        raise _no_period(context, period_end)
    whose = None if customer is None else _only(context.data, customer)

    def rows() -> tuple[RowSet, ...]:
        sets = rows_of(kpi, metric, context)
        return sets if whose is None else of_customers(context.data, sets, whose)

    def again() -> float | None:
        sets = rows_of(kpi, metric, context)
        return figure_of(kpi, key, context_of_rows(context, sets)).value if sets else None

    members = kpi.members(context) if kpi.members is not None and metric.value is not None else None
    return Trace(
        metric=metric,
        text=FigureText(key, kpi.label, kpi.definition, kpi.better),
        customer=customer,
        filters=filters_of(context, metric, kpi),
        sheets=sheet_counts(context.data, rows()),
        list_rows=lambda: rows_table(context.data, rows(), members),
        compute_again=again if customer is None else None,
        members=members,
    )


def kpi_of(key: str) -> Kpi:
    """Return the recipe of a figure; UserFacingError ``unknown_figure`` when there is none."""
    catalogue = load_catalogue(kpis, Kpi)
    kpi = catalogue.get(key.partition(".")[0])
    if kpi is None:
        what = phrase("There is no figure “{key}”.", key=key)
        raise unknown_name("unknown_figure", what, key, tuple(catalogue))
    return kpi


def rows_of(kpi: Kpi, metric: Metric, context: MetricContext) -> tuple[RowSet, ...]:
    """Return the rows behind a figure as places in the tables of its context; none when it is unknown."""
    return merged(kpi.evidence(context)) if kpi.evidence is not None and metric.value is not None else ()


def figure_sources(metrics: Metrics, context: MetricContext) -> tuple[FigureSources, ...]:
    """Return where the rows behind every known figure stand, for the workbook."""
    catalogue = load_catalogue(kpis, Kpi)
    known: dict[tuple[str, int], tuple[tuple[int, Places], ...]] = {}
    found = []
    for key, metric in metrics.values.items():
        evidence = catalogue[key.partition(".")[0]].evidence
        if metric.value is not None and evidence is not None:
            sources = tuple(
                part for one in merged(evidence(context)) for part in _gathered(context.data, one, known)
            )
            found.append(FigureSources(metric, metrics.texts[key], sources))
    return tuple(found)


def _gathered(
    data: CustomerData, one: RowSet, known: dict[tuple[str, int], tuple[tuple[int, Places], ...]]
) -> list[SourceRows]:
    """Return the rows of a set by sheet; figures that share their rows have them sorted once."""
    same = (one.kind, hash(one.places.tobytes()))
    if same not in known:
        source, row = positions_in_files(data, one)
        known[same] = tuple((int(place), np.sort(row[source == place])) for place in np.unique(source))
    named = {place: (item.file, item.sheet) for place, item in enumerate(data.sources)}
    return [SourceRows(*named.get(place, ("", "")), one.kind, one.role, rows) for place, rows in known[same]]


def context_of_rows(context: MetricContext, sets: Sequence[RowSet]) -> MetricContext:
    """Return the context of some rows alone, over the same periods and with the same scales."""
    data = data_of_rows(context.data, sets)
    alone = MetricContext(data, order_book(data), context.settings)
    alone.__dict__["event_range"] = context.event_range
    if "period" in context.__dict__:
        alone.__dict__["period"] = context.period
    if "surveys" in data.events:
        kept = distinct_places(context.data, [one for one in sets if one.kind == "surveys"])
        alone.__dict__["answer_scales"] = context.answer_scales[kept.get("surveys", NOWHERE)]
    return alone


def of_period(context: MetricContext, end: dt.date) -> MetricContext:
    """Return the context with an earlier complete period as the last one."""
    period = next((one for one in context.periods if one.dates[1] == end), None)
    if period is None:
        raise _no_period(context, end)
    other = MetricContext(context.data, context.book, context.settings)
    other.__dict__.update(
        {name: value for name, value in context.__dict__.items() if name in _OF_ALL_PERIODS}
    )
    other.__dict__["period"] = period
    return other


_OF_ALL_PERIODS = frozenset(
    {
        "event_range",
        "presence",
        "periods",
        "stays",
        "recurring",
        "seen_days",
        "answer_scales",
        "counted_lines",
    }
)


def _over(metric: Metric, period_end: dt.date) -> bool:
    return metric.period is not None and metric.period[1] == period_end


def _no_period(context: MetricContext, end: dt.date) -> UserFacingError:
    ends = ", ".join(str(one.dates[1]) for one in context.periods[-3:])
    what = phrase("This figure is not measured over a period that ends on {day:date}.", day=end)
    return UserFacingError("unknown_period", what, str(end), phrase("Periods end on {ends}.", ends=ends))


def _only(data: CustomerData, customer: str) -> Flags:
    """Return the one customer with an ID, shape (n_customers,)."""
    chosen: Flags = np.asarray(data.customer_ids == customer)
    if not chosen.any():
        ids = tuple(map(str, data.customer_ids))
        what = phrase("There is no customer “{key}”.", key=customer)
        raise unknown_name("unknown_customer", what, customer, ids)
    return chosen


def unknown_name(code: str, what: Phrase, where: str, known: Sequence[str]) -> UserFacingError:
    """Return the error of a name that nothing has, with the nearest one that something has."""
    import difflib

    near = difflib.get_close_matches(where, known[:100_000], n=1, cutoff=0.0)
    way_out = phrase("Did you mean “{near}”?", near=near[0]) if near else phrase("There is none to choose.")
    return UserFacingError(code, what, where, way_out)


def filters_of(context: MetricContext, metric: Metric, kpi: Kpi) -> tuple[Phrase, ...]:
    """Return what limits the rows of a figure: as-of date, period, what makes a customer active."""
    found = []
    if context.data.as_of is not None:
        found.append(phrase("as of {day:date}", day=context.data.as_of))
    if metric.period is not None:
        found.append(
            phrase("from {first:date} to {last:date}", first=metric.period[0], last=metric.period[1])
        )
    of_active = WINDOW in kpi.choices and kpi.evidence is not answer_rows
    if context.presence is not None and of_active:
        found.append(phrase("active = {definition}", definition=context.presence.definition))
    return tuple(found)
