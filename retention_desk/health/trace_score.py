"""The source rows behind a customer's health score, or behind one of its indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import OrderBook, order_book
from retention_desk.foundation.results import (
    FigureText,
    Flags,
    Health,
    IndicatorColumn,
    Indicators,
    Metric,
    Unit,
)
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.trace_results import RowSet, ScoreOf, Trace
from retention_desk.foundation.trace_rows import (
    all_rows_of,
    data_of_rows,
    distinct_places,
    rows_table,
    sheet_counts,
)
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.context import HealthContext
from retention_desk.health.indicator import Indicator
from retention_desk.health.measure_indicators import catalogue, measure_indicators
from retention_desk.health.score_health import score_health

SCORE_KEY: Final = "health_score"
PREFIX: Final = "indicator."
UNITS: Final[dict[str, Unit]] = {"share": "share", "change": "share", "days": "days", "money": "money",
                                 "count": "count", "ratio": "ratio"}  # fmt: skip


def trace_score(
    asked: ScoreOf,
    data: CustomerData,
    book: OrderBook | None,
    settings: AnalysisSettings,
    indicators: Indicators,
    health: Health,
) -> Trace:
    """Return the rows of a customer that made the health score, or one indicator's value.

    Raises
    ------
    UserFacingError
        ``unknown_customer``, ``unknown_indicator``.

    Notes
    -----
    With no other rows of the customer (and all rows of everybody else, whose rhythm and scales are compared
    with) the score comes out again.
    """
    place = _place(data, asked.customer)
    context = HealthContext(data, book, settings.general.period, settings.general.active_window_days)
    columns = _columns(asked, indicators, health, place)
    sets = _distinct(data, [one for column in columns for one in _rows(column, context, place)])
    whole = asked.indicator is None
    metric = _score(indicators, health, place) if whole else _value(columns[0], place)
    fixed = settings.with_value("health.profile", indicators.profile)

    def again() -> float | None:
        left = _without_other_rows(data, sets, place)
        measured = measure_indicators(left, order_book(left), fixed)
        if whole:
            return float(score_health(measured, settings).score[place])
        value = next((one.values[place] for one in measured.columns if one.key == asked.indicator), np.nan)
        return float(value)

    return Trace(
        metric=metric,
        text=_text(columns[0]) if not whole else _score_text(),
        customer=asked.customer,
        filters=(*_day(data), phrase("customer {customer}", customer=asked.customer)),
        sheets=sheet_counts(data, sets),
        list_rows=lambda: rows_table(data, sets),
        compute_again=again if metric.value is not None else None,
    )


def _place(data: CustomerData, customer: str) -> int:
    found = np.flatnonzero(data.customer_ids == customer)
    if not len(found):
        raise UserFacingError(
            "unknown_customer",
            phrase("There is no customer “{key}”.", key=customer),
            customer,
            phrase("Give an ID as it stands in the files."),
        )
    return int(found[0])


def _columns(asked: ScoreOf, indicators: Indicators, health: Health, place: int) -> list[IndicatorColumn]:
    """Return the indicators behind what was asked: the one, or all that count for the customer."""
    if asked.indicator is None:
        known = np.isfinite(health.points[place])
        weights = dict(zip(health.keys, health.weights, strict=True))
        return [
            column for column, is_known in zip(indicators.columns, known, strict=True)
            if is_known and weights[column.key] > 0
        ]  # fmt: skip
    found = [column for column in indicators.columns if column.key == asked.indicator]
    if not found:
        named = ", ".join(column.key for column in indicators.columns)
        raise UserFacingError(
            "unknown_indicator",
            phrase("There is no indicator “{key}” in these data.", key=asked.indicator),
            asked.indicator,
            phrase("There are: {names}.", names=named),
        )
    return found


def _rows(column: IndicatorColumn, context: HealthContext, place: int) -> list[RowSet]:
    """Return the rows of a customer that an indicator reads."""
    indicator = catalogue().get(column.key)
    if indicator is None:  # a column of the user's own customer table
        return [RowSet("customers", "listed", np.array([place], dtype=np.int64))]
    needed = next(one for one in indicator.needs if context.has(one))
    kinds = dict.fromkeys(name.partition(".")[0] for name in sorted(needed))
    if column.key == "days_since_last_activity":  # the later of the two
        kinds = dict.fromkeys(kind for one in indicator.needs for kind in _kinds(one) if context.has(one))
    return [_of_table(kind, indicator, context, place) for kind in kinds]


def _kinds(needed: frozenset[str]) -> list[str]:
    return [name.partition(".")[0] for name in sorted(needed)]


def _of_table(kind: str, indicator: Indicator, context: HealthContext, place: int) -> RowSet:
    if kind == "customers":
        return RowSet(kind, "listed", np.array([place], dtype=np.int64))
    own = context.customer(kind) == place
    if indicator.looks_back_days is not None:
        own &= context.within(kind, indicator.looks_back_days)
    if kind == "orders":
        table = context.table(kind)
        own &= table["is_purchase"].to_numpy(dtype=bool) | table["is_return"].to_numpy(dtype=bool)
    return RowSet(kind, "counted", np.flatnonzero(own))


def _distinct(data: CustomerData, sets: list[RowSet]) -> tuple[RowSet, ...]:
    """Return the rows of several indicators, each once."""
    places = distinct_places(data, sets)
    return tuple(
        RowSet(kind, "listed" if kind == "customers" else "counted", rows) for kind, rows in places.items()
    )


def _without_other_rows(data: CustomerData, sets: tuple[RowSet, ...], place: int) -> CustomerData:
    """Return the data with all rows of everybody else, and of this customer only those in `sets`."""
    others: Flags = np.ones(data.n_customers, dtype=bool)
    others[place] = False
    kept = [one for one in all_rows_of(data, others) if one.kind != "customers"]
    touched = {one.kind for one in sets}
    mine = [one for one in all_rows_of(data, ~others) if one.kind not in touched and one.kind != "customers"]
    return data_of_rows(data, (*kept, *mine, *(one for one in sets if one.kind != "customers")))


def _score(indicators: Indicators, health: Health, place: int) -> Metric:
    points, weights = health.points[place], np.asarray(health.weights)
    counted = np.isfinite(points) & (weights > 0)
    value = float(health.score[place])
    total = float(weights[counted].sum())
    if value != value:
        why = phrase("too little is known of this customer: {share:share0} of the weight",
                     share=float(health.coverage[place]))  # fmt: skip
        return Metric(SCORE_KEY, "score", None, n=int(counted.sum()), missing=why)
    made = " + ".join(
        f"{weight:g} × {point:g}"
        for weight, point in zip(weights[counted].round(1), points[counted].round(1), strict=True)
    )
    formula = phrase("({sum}) ÷ {total}", sum=made, total=f"{round(total, 1):g}")
    return Metric(SCORE_KEY, "score", value, n=int(counted.sum()), formula=formula)


def _value(column: IndicatorColumn, place: int) -> Metric:
    value = float(column.values[place])
    key, unit = PREFIX + column.key, UNITS.get(column.unit, "score")
    if value != value:
        return Metric(key, unit, None, missing=phrase("these data do not tell it for this customer"))
    return Metric(key, unit, value, formula=_sentence(column, value))


def _sentence(column: IndicatorColumn, value: float) -> Phrase:
    return replace(column.sentence, values={**column.sentence.values, "value": value})


def _text(column: IndicatorColumn) -> FigureText:
    definition = phrase("{name}: {note}", name=column.label, note=column.note)
    return FigureText(PREFIX + column.key, column.label, definition)


def _score_text() -> FigureText:
    return FigureText(
        SCORE_KEY,
        phrase("Health score"),
        phrase("Σ weight × points ÷ Σ weight, over the indicators known for the customer."),
        "higher",
    )


def _day(data: CustomerData) -> tuple[Phrase, ...]:
    return () if data.as_of is None else (phrase("as of {day:date}", day=data.as_of),)
