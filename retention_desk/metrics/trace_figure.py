"""The source rows behind a figure, and the figure computed again from them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import FigureText, Metric, Metrics
from retention_desk.foundation.trace_results import FigureSources, Places, RowSet, SourceRows, Trace
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of

if TYPE_CHECKING:
    import pandas as pd

AMOUNTS = {"orders": "amount", "subscriptions": "mrr", "surveys": "score", "tickets": "satisfaction",
           "activity": "count"}  # fmt: skip
NOWHERE = np.zeros(0, dtype=np.int64)
COLUMNS = ("file", "sheet", "row", "kind", "role", "customer", "date", "amount")


def trace_figure(key: str, context: MetricContext, customer: str | None = None) -> Trace:
    """Return the source rows behind a figure.

    Parameters
    ----------
    key : str
        Of the figure.
    context : MetricContext
    customer : str, optional
        ID of the one customer whose rows are wanted.

    Raises
    ------
    UserFacingError
        ``unknown_figure``, ``unknown_customer``.

    Notes
    -----
    A row stands once for each thing it does: an order may make its customer active at the beginning of the
    period and at its end. From these rows alone, and the list of all customers, the figure comes out again.
    """
    catalogue = load_catalogue(kpis, Kpi)
    kpi = catalogue.get(key.partition(".")[0])
    if kpi is None:
        raise _unknown(
            "unknown_figure", phrase("There is no figure “{key}”.", key=key), key, tuple(catalogue)
        )
    metric = figure_of(kpi, key, context)
    sets = kpi.evidence(context) if kpi.evidence is not None and metric.value is not None else ()
    again = None if customer is not None or not sets else recomputed(kpi, key, context, sets)
    if customer is not None:
        sets = _of_customer(context.data, sets, customer)
    return Trace(
        metric=metric,
        text=FigureText(key, kpi.label, kpi.definition, kpi.better),
        customer=customer,
        filters=_filters(context, metric),
        table=rows_table(context.data, sets),
        recomputed=again,
    )


def figure_sources(metrics: Metrics, context: MetricContext) -> tuple[FigureSources, ...]:
    """Return where the rows behind every known figure stand, for the workbook."""
    catalogue = load_catalogue(kpis, Kpi)
    known: dict[tuple[str, int], tuple[tuple[int, Places], ...]] = {}
    found = []
    for key, metric in metrics.values.items():
        evidence = catalogue[key.partition(".")[0]].evidence
        if metric.value is not None and evidence is not None:
            sources = tuple(part for one in evidence(context) for part in _gathered(context.data, one, known))
            found.append(FigureSources(metric, metrics.texts[key], sources))
    return tuple(found)


def _gathered(
    data: CustomerData, one: RowSet, known: dict[tuple[str, int], tuple[tuple[int, Places], ...]]
) -> list[SourceRows]:
    """Return the rows of a set by sheet; figures that share their rows have them sorted once."""
    same = (one.kind, hash(one.places.tobytes()))
    if same not in known:
        part = _part(data, RowSet(one.kind, one.role, one.places))
        source, row = part["source"].to_numpy(), part["row"].to_numpy()
        known[same] = tuple((int(place), np.sort(row[source == place])) for place in np.unique(source))
    named = {place: (item.file, item.sheet) for place, item in enumerate(data.sources)}
    return [SourceRows(*named.get(place, ("", "")), one.kind, one.role, rows) for place, rows in known[same]]


def recomputed(kpi: Kpi, key: str, context: MetricContext, sets: Sequence[RowSet]) -> float | None:
    """Return a figure computed from some rows alone, over the same periods and with the same scales."""
    places = {
        kind: np.unique(np.concatenate([one.places for one in sets if one.kind == kind]))
        for kind in {one.kind for one in sets} - {"customers"}
    }
    events = context.data.events
    kept = {
        kind: table.take(places.get(kind, NOWHERE)).reset_index(drop=True) for kind, table in events.items()
    }
    data = replace(context.data, events=MappingProxyType(kept))
    alone = MetricContext(data, order_book(data), context.settings)
    alone.__dict__["event_range"] = context.event_range
    if "surveys" in kept:
        alone.__dict__["answer_scales"] = context.answer_scales[
            places.get("surveys", np.zeros(0, dtype=np.int64))
        ]
    return figure_of(kpi, key, alone).value


def rows_table(data: CustomerData, sets: Sequence[RowSet]) -> pd.DataFrame:
    """Return the rows as a table of file, sheet, row number, what they do, customer, date and amount."""
    import pandas as pd

    parts = [_part(data, one) for one in sets if len(one.places)]
    if not parts:
        return pd.DataFrame({name: [] for name in COLUMNS})
    table = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    place = table["source"].to_numpy(dtype=np.int64)
    place = np.where(place < len(data.sources), place, -1)
    for name in ("file", "sheet"):
        names = np.array([*(getattr(source, name) for source in data.sources), ""], dtype=object)
        table[name] = pd.Categorical(names[place])
    ids = data.customer_ids.to_numpy(dtype=object)
    table["customer"] = ids[table["customer"].to_numpy(dtype=np.int64)]
    ordered = table.sort_values(["source", "row"], kind="stable", ignore_index=True)
    return ordered[list(COLUMNS)]


def _part(data: CustomerData, one: RowSet) -> pd.DataFrame:
    import pandas as pd

    n = len(one.places)
    if one.kind == "customers":
        rows = data.customer_rows
        known = None if rows is None else rows.iloc[one.places].fillna(-1)
        part = pd.DataFrame({"customer": one.places})
        part["source"] = np.full(n, -1) if known is None else known["source"].to_numpy(dtype=np.int64)
        part["row"] = np.full(n, -1) if known is None else known["source_row"].to_numpy(dtype=np.int64)
        part["date"] = np.full(n, np.datetime64("NaT", "s"))
        part["amount"] = np.nan
    else:
        table = data.events[one.kind]
        part = pd.DataFrame({"customer": table["customer"].to_numpy(dtype=np.int64)[one.places]})
        part["source"] = table["source"].to_numpy(dtype=np.int64)[one.places]
        part["row"] = table["source_row"].to_numpy(dtype=np.int64)[one.places]
        part["date"] = table[EVENT_DATES[one.kind]].to_numpy()[one.places]
        amount = AMOUNTS.get(one.kind, "")
        part["amount"] = table[amount].to_numpy(dtype=np.float64)[one.places] if amount in table else np.nan
    for name, value in (("kind", one.kind), ("role", one.role)):
        part[name] = pd.Categorical.from_codes(np.zeros(n, dtype=np.int8), pd.Index([value]))
    return part


def _of_customer(data: CustomerData, sets: Sequence[RowSet], customer: str) -> tuple[RowSet, ...]:
    if customer not in data.customer_ids:
        ids = tuple(map(str, data.customer_ids))
        raise _unknown(
            "unknown_customer", phrase("There is no customer “{key}”.", key=customer), customer, ids
        )
    place = int(np.flatnonzero(data.customer_ids == customer)[0])
    found = []
    for one in sets:
        whose = one.places if one.kind == "customers" else (
            data.events[one.kind]["customer"].to_numpy(dtype=np.int64)[one.places]
        )  # fmt: skip
        found.append(RowSet(one.kind, one.role, one.places[whose == place]))
    return tuple(found)


def _unknown(code: str, what: Phrase, where: str, known: Sequence[str]) -> UserFacingError:
    import difflib

    near = difflib.get_close_matches(where, known[:100_000], n=1, cutoff=0.0)
    way_out = phrase("Did you mean “{near}”?", near=near[0]) if near else phrase("There is none to choose.")
    return UserFacingError(code, what, where, way_out)


def _filters(context: MetricContext, metric: Metric) -> tuple[Phrase, ...]:
    found = []
    if context.data.as_of is not None:
        found.append(phrase("as of {day:date}", day=context.data.as_of))
    if metric.period is not None:
        found.append(
            phrase("from {first:date} to {last:date}", first=metric.period[0], last=metric.period[1])
        )
    if context.presence is not None:
        found.append(phrase("active = {definition}", definition=context.presence.definition))
    return tuple(found)
