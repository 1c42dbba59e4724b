"""The columns that figures can be split by, and the groups each of them makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.results import Segments
from retention_desk.foundation.split_results import SplitColumn, plain_name
from retention_desk.foundation.vocabulary import RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import PeriodName, Phrase, phrase
from retention_desk.metrics.activity import ENDLESS, NEVER, days_or
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.grouping import Grouping, Values, grouped, values_of
from retention_desk.metrics.periods import date_of, period_at, period_index

if TYPE_CHECKING:
    import pandas as pd

CUSTOMER_COLUMNS: Final = (
    "segment", "region", "channel", "plan", "owner", "preferred_channel", "churn_reason", "churned",
    "signup_date",
)  # fmt: skip
LINE_COLUMNS: Final = ("product", "category", "channel")
Reader = Callable[[], Values | None]


def split_columns(context: MetricContext, segments: Segments | None = None) -> tuple[SplitColumn, ...]:
    """Return the columns with at least two groups, in the order they are offered."""
    return tuple(column for column, read in _columns(context, segments) if read() is not None)


def grouping(context: MetricContext, column: str, segments: Segments | None = None) -> Grouping | None:
    """Return the groups of a column by its key, or None when there is no such column with two groups."""
    known = context.kept.groupings
    lasting = not column.startswith("segments.") and column != "cohort"
    if column in known and lasting:
        found: Grouping = known[column]
        return found
    for offered, read in _columns(context, segments):
        if offered.key == column:
            values = read()
            if values is None:
                return None
            weights = _weights(context, offered)
            made = grouped(offered, values, weights, context.settings.figures)
            if lasting:  # the others change with settings that leave the context as it is
                known[column] = made
            return made
    return None


def _weights(context: MetricContext, column: SplitColumn) -> npt.NDArray[Any]:
    if column.of == "customers":
        return np.ones(context.n_customers)
    amount: npt.NDArray[Any] = context.data.events["orders"]["amount"].to_numpy(
        dtype=np.float64, na_value=0.0
    )
    weights: npt.NDArray[Any] = np.maximum(amount, 0.0)
    return weights


def _columns(context: MetricContext, segments: Segments | None) -> Iterator[tuple[SplitColumn, Reader]]:
    yield from _of_segments(segments)
    yield from _of_table(context.data.customers, context)
    yield from _of_features(context.data.features)
    if "subscriptions" in context.data.events and "plan" in context.data.events["subscriptions"]:
        label = TABLES["subscriptions"].column("plan").label
        yield SplitColumn("subscriptions.plan", label), lambda: _latest_plan(context)
    if context.presence is not None:
        label = phrase("Cohort: {period} of the beginning", period=_period_label(context))
        yield SplitColumn("cohort", label, ordered=True), lambda: _cohorts(context)
    yield from _of_orders(context)


def _period_label(context: MetricContext) -> Phrase:
    from retention_desk.foundation.vocabulary import PERIODS

    return PERIODS[context.settings.general.period]


def _of_segments(segments: Segments | None) -> Iterator[tuple[SplitColumn, Reader]]:
    if segments is None:
        return
    loyalty = {name: plain_name(name) for name in segments.loyalty_names}
    named: tuple[tuple[str, Phrase, Any, Any], ...] = (
        ("value_tier", phrase("Value tier"), segments.value_tier, VALUE_TIERS),
        ("stage", phrase("Lifecycle stage"), segments.stage, STAGES),
        ("rfm_group", phrase("RFM group"), segments.rfm_group, RFM_GROUPS),
        ("loyalty_tier", phrase("Loyalty tier"), segments.loyalty_tier, loyalty),
    )
    for key, label, codes, names in named:
        yield SplitColumn(f"segments.{key}", label, ordered=True), _vocabulary_reader(codes, names)


def _vocabulary_reader(codes: npt.NDArray[Any], names: Any) -> Reader:
    def read() -> Values | None:
        wide = codes.astype(np.int64)
        if len(np.unique(wide)) < 2:
            return None
        return Values(wide, tuple(names), tuple(names.values()), ordered=True)

    return read


def _of_table(table: pd.DataFrame, context: MetricContext) -> Iterator[tuple[SplitColumn, Reader]]:
    for name in CUSTOMER_COLUMNS:
        if name in table:
            ordered = name in {"churned", "signup_date"}
            column = SplitColumn(f"customers.{name}", TABLES["customers"].column(name).label, ordered=ordered)
            yield column, _reader(table[name])


def _of_features(features: pd.DataFrame) -> Iterator[tuple[SplitColumn, Reader]]:
    import pandas as pd

    for name in features.columns:
        kind = features[name].dtype
        ordered = pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(kind)
        yield (
            SplitColumn(f"features.{name}", plain_name(name), ordered=bool(ordered)),
            _reader(features[name]),
        )


def _reader(column: pd.Series[Any]) -> Reader:
    return lambda: values_of(column)


def _of_orders(context: MetricContext) -> Iterator[tuple[SplitColumn, Reader]]:
    orders = context.data.events.get("orders")
    if orders is None or context.book is None:
        return
    table = TABLES["orders"]
    for name in LINE_COLUMNS:
        if name in orders:
            label = phrase("First {column}", column=table.column(name).label)
            yield SplitColumn(f"first.{name}", label), _first_reader(context, orders, name)
    for name in LINE_COLUMNS:
        if name in orders:
            label = phrase("{column} of the order lines", column=table.column(name).label)
            yield SplitColumn(f"orders.{name}", label, of="lines"), _reader(orders[name])


def _first_reader(context: MetricContext, orders: pd.DataFrame, name: str) -> Reader:
    def read() -> Values | None:
        values = values_of(orders[name])
        if values is None:
            return None
        rows = np.flatnonzero(orders["is_purchase"].to_numpy(dtype=bool))
        customer = orders["customer"].to_numpy(dtype=np.int64)[rows]
        first = rows[np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]])] if len(rows) else rows
        codes = np.full(context.n_customers, -1, dtype=np.int64)
        codes[orders["customer"].to_numpy()[first]] = values.codes[first]
        return Values(codes, values.keys, values.names)

    return read


def _latest_plan(context: MetricContext) -> Values | None:
    """Return the plan of each customer's subscription that runs, or else that began last."""
    table = context.data.events["subscriptions"]
    values = values_of(table["plan"])
    if values is None:
        return None
    end = days_or(table["ended_on"], ENDLESS)
    customer = table["customer"].to_numpy(dtype=np.int64)
    begun = table["started_on"].to_numpy().astype("datetime64[D]").astype(np.int64)
    by_rank = np.lexsort((begun, end, customer))
    codes = np.full(context.n_customers, -1, dtype=np.int64)
    codes[customer[by_rank]] = values.codes[by_rank]
    return Values(codes, values.keys, values.names)


def _cohorts(context: MetricContext) -> Values | None:
    """Return the period of each customer's beginning."""
    present, period = context.presence, context.settings.general.period
    if present is None:
        return None
    known = (present.first_seen > -NEVER) & (present.first_seen < NEVER)
    if not known.any():
        return None
    index = period_index(present.first_seen[known], period)
    first, last = int(index.min()), int(index.max())
    if first == last:
        return None
    starts = [date_of(period_at(place, period).start) for place in range(first, last + 1)]
    codes = np.full(len(known), -1, dtype=np.int64)
    codes[known] = index - first
    names = tuple(phrase("{cohort}", cohort=PeriodName(start, period)) for start in starts)
    return Values(codes, tuple(f"{start:%Y-%m-%d}" for start in starts), names, ordered=True)
