"""A figure split by any column, when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Floats, Metric, Segments
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.split_results import Adds, Split, SplitColumn
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.group_context import GroupContext, Partition
from retention_desk.metrics.grouping import Grouping
from retention_desk.metrics.kpi import Kpi, figure_of
from retention_desk.metrics.line_groups import LineContext, line_groups
from retention_desk.metrics.split_columns import grouping

History = Callable[[MetricContext], Floats]
Part = GroupContext | LineContext
SUMS: Final = frozenset({"money", "count"})


def split_metric(
    key: str,
    column: str,
    data: CustomerData,
    book: OrderBook | None,
    settings: AnalysisSettings,
    segments: Segments | None = None,
    *,
    with_history: bool = False,
    context: MetricContext | None = None,
) -> Split:
    """Return a figure for each group of a column.

    Parameters
    ----------
    key : str
        Of the figure; KeyError when there is none.
    column : str
        Key of a `SplitColumn`, as `split_columns` offers them.
    data, book, settings
        As for `compute_metrics`; reads ``figures.groups_shown`` and ``figures.fewest_customers`` besides.
    segments : Segments, optional
        Needed for the columns ``segments.*``.
    with_history : bool
        Whether the histories of the groups are computed too.
    context : MetricContext, optional
        Of the same data and settings: what it has computed already is not computed again.

    Notes
    -----
    Each group is measured as the whole is, over the same periods, with the same scales. Where the figure adds
    up (`Split.adds`), the groups, the joined and the unknown ones among them, add up to the whole exactly.
    """
    whole = context or MetricContext(data, book, settings)
    kpi = load_catalogue(kpis, Kpi)[key.partition(".")[0]]
    groups = grouping(whole, column, segments)
    total = figure_of(kpi, key, whole)
    if groups is None:
        return _nothing(
            kpi, key, column, total, phrase("This column has no two groups to compare."), settings
        )
    if total.missing is not None and total.denominator is None:
        return _nothing(kpi, key, column, total, total.missing, settings)
    history = kpi.history if with_history and kpi.key == key else None
    return _by_group(kpi, key, whole, groups, total, history)


def _by_group(
    kpi: Kpi, key: str, whole: MetricContext, groups: Grouping, total: Metric, history: History | None
) -> Split:
    contexts = group_contexts(whole, groups)
    fewest = whole.settings.figures.fewest_customers
    return Split(
        figure=key,
        unit=kpi.unit,
        column=groups.column,
        keys=groups.keys,
        names=groups.names,
        customers=np.array([part.n_customers for part in contexts], dtype=np.int64),
        metrics=tuple(told(figure_of(kpi, key, part), fewest) for part in contexts),
        whole=total,
        fewest=fewest,
        joined=groups.joined,
        adds=_adds(kpi, groups.column),
        ends=tuple(period.dates[1] for period in whole.periods) if history else (),
        starts=tuple(period.dates[0] for period in whole.periods) if history else (),
        histories=np.stack([history(part) for part in contexts]) if history else None,
        whole_history=history(whole) if history else None,
        label=kpi.label,
        period=whole.settings.general.period,
        members=tuple(part.members for part in contexts),
        currency=whole.currency,
    )


def group_contexts(whole: MetricContext, groups: Grouping) -> tuple[Part, ...]:
    """Return the context of each group, of customers or of order lines.

    The groups looked at last stay with the context, so that the next figure by the same column finds their
    rows sorted.
    """
    kept, n = whole.kept, len(groups.keys)
    contexts: tuple[Part, ...]
    if kept.column == groups.column.key and np.array_equal(kept.codes, groups.codes):
        if kept.groups[0].origin is whole:
            known: tuple[Part, ...] = kept.groups
            return known
        contexts = tuple(part.within(whole) for part in kept.groups)
    else:
        contexts = (
            line_groups(whole, groups.codes, n)
            if groups.column.of == "lines"
            else Partition(whole, groups.codes, n).groups()
        )
    kept.column, kept.codes, kept.groups = groups.column.key, groups.codes, contexts
    return contexts


def told(metric: Metric, fewest: int) -> Metric:
    """Return a figure without its value where fewer customers than `fewest` make it; sums are always told."""
    if metric.value is None or (metric.unit in SUMS and metric.denominator is None) or metric.n >= fewest:
        return metric
    why = phrase("too few to tell: n = {n:count}, fewer than {fewest:count}", n=metric.n, fewest=fewest)
    return replace(metric, value=None, low=None, high=None, missing=why)


def _adds(kpi: Kpi, column: SplitColumn) -> Adds | None:
    if column.of == "customers":
        return kpi.adds
    return "value" if kpi.key in {"revenue_gross", "revenue_net"} else None


def _nothing(
    kpi: Kpi, key: str, column: str, total: Metric, why: Phrase, settings: AnalysisSettings
) -> Split:
    return Split(
        figure=key,
        unit=kpi.unit,
        column=SplitColumn(column, Phrase("{name}", {"name": column})),
        keys=(),
        names=(),
        customers=np.zeros(0, dtype=np.int64),
        metrics=(),
        whole=total,
        fewest=settings.figures.fewest_customers,
        missing=why,
        label=kpi.label,
    )
