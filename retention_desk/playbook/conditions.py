"""Conditions over what is known of each customer: small, and read as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.columns import CUSTOMERS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.foundation.written_plays import Condition
from retention_desk.playbook.events import NEVER, Flags, Floats, days_since
from retention_desk.playbook.play_context import PlayContext

MEASURE_NAMES: Final = {
    "orders": phrase("Orders"),
    "revenue": phrase("Net revenue so far"),
    "days_since_first_order": phrase("Days since the first order"),
    "days_since_last_order": phrase("Days since the last order"),
    "days_since_last_activity": phrase("Days since the last activity"),
    "silence_in_rhythms": phrase("Silence in own rhythms"),
    "churn_probability": phrase("Churn probability"),
    "loyalty_spend": phrase("Spend or points of 12 months"),
    "loyalty_distance": phrase("Missing to the next loyalty tier"),
}


def meet_all(context: PlayContext, conditions: Sequence[Condition]) -> tuple[Flags, Floats] | None:
    """Return who meets all conditions, and the first number named; None when the data lack a column."""
    flags, value = np.ones(context.n_customers, dtype=bool), np.full(context.n_customers, np.nan)
    named = False
    for condition in conditions:
        found = _equal(context, condition) if condition.equals else measure(context, condition.column)
        if found is None:
            return None
        if condition.equals:
            flags &= found.astype(bool)
            continue
        number = np.asarray(found, dtype=np.float64)
        if condition.at_least is not None:
            flags &= number >= condition.at_least
        if condition.at_most is not None:
            flags &= number <= condition.at_most
        if not named:
            value, named = number, True
    return flags, value


def measure(context: PlayContext, column: str) -> Floats | None:
    """Return the number that a column name stands for, NaN unknown; None when the data have none."""
    prefix, _, name = column.partition(".")
    if prefix == "indicator":
        return context.indicator(name)
    if prefix in {"days_since", "days_until"}:
        return _days(context, name, until=prefix == "days_until")
    if prefix == "column":
        return _number(context, name)
    return _measures(context, column)


def _measures(context: PlayContext, name: str) -> Floats | None:
    book, segments = context.book, context.segments
    if name == "silence_in_rhythms":
        return context.silence_factor()
    if name == "churn_probability":
        return context.churn.probability
    if name in {"loyalty_spend", "loyalty_distance"}:
        return np.asarray(getattr(segments, name), dtype=np.float64)
    if name == "days_since_last_activity":
        log = context.events("activity")
        return None if log is None or context.today is None else days_since(log.last(), context.today)
    if book is None:
        return None
    if name == "orders":
        return book.order_count.astype(np.float64)
    if name == "revenue":
        return book.net_total
    if name == "days_since_first_order":
        return context.days_since_first_order()
    return None if context.today is None else _since_last_order(context, context.today)


def _since_last_order(context: PlayContext, today: int) -> Floats | None:
    book = context.book
    if book is None:
        return None
    return np.where(book.order_count > 0, today - book.last_day.astype(np.float64), np.nan)


def _days(context: PlayContext, name: str, *, until: bool) -> Floats | None:
    day = context.customer_days(name)
    if day is None or context.today is None:
        return None
    since = np.where(day == NEVER, np.nan, context.today - day.astype(np.float64))
    return -since if until else since


def _column(context: PlayContext, name: str) -> pd.Series[Any] | None:
    for table in (context.data.features, context.data.customers):
        for header in table.columns:
            if str(header).casefold() == name.casefold():
                return table[header]
    return None


def _number(context: PlayContext, name: str) -> Floats | None:
    column = _column(context, name)
    if column is None or not (
        pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_bool_dtype(column.dtype)
    ):
        return None
    return np.asarray(column.astype("Float64").to_numpy(np.float64, na_value=np.nan), dtype=np.float64)


def _equal(context: PlayContext, condition: Condition) -> Flags | None:
    """Return whose text is one of those named; numbers and yes/no are compared as they are written."""
    column = _column(context, condition.column.partition(".")[2])
    if column is None:
        return None
    wanted = {text.strip().casefold() for text in condition.equals}
    codes, distinct = pd.factorize(column.astype(object), use_na_sentinel=True)
    hits = np.array([_written(one) & wanted != set() for one in distinct], dtype=bool)
    return np.append(hits, False)[codes]


def _written(value: Any) -> set[str]:
    """Return the ways in which a person may write a value."""
    if isinstance(value, (bool, np.bool_)):
        return {"true", "yes", "是", "1"} if value else {"false", "no", "否", "0"}
    if isinstance(value, (int, float)) and float(value).is_integer():
        return {str(int(value)), str(value)}
    return {str(value).strip().casefold()}


def column_name(context: PlayContext | None, column: str) -> Phrase:
    """Return what a column of a condition is called."""
    prefix, _, name = column.partition(".")
    if column in MEASURE_NAMES:
        return MEASURE_NAMES[column]
    if prefix == "indicator" and context is not None:
        found = next((c.label for c in context.indicators.columns if c.key == name), None)
        return found or phrase("{name}", name=name)
    known = {one.key: one.label for one in CUSTOMERS.columns}
    label = known.get(name, phrase("{name}", name=name))
    if prefix == "days_since":
        return phrase("Days since {column}", column=label)
    if prefix == "days_until":
        return phrase("Days until {column}", column=label)
    return label


def in_words(context: PlayContext | None, condition: Condition) -> Phrase:
    """Return a condition as a person would say it."""
    name = column_name(context, condition.column)
    low, high = condition.at_least, condition.at_most
    if condition.equals:
        return phrase("{column} = {texts}", column=name, texts=" / ".join(condition.equals))
    if low is not None and high is not None:
        return phrase("{column} {low}–{high}", column=name, low=_short(low), high=_short(high))
    if low is not None:
        return phrase("{column} ≥ {low}", column=name, low=_short(low))
    return phrase("{column} ≤ {high}", column=name, high=_short(high or 0.0))


def _short(number: float) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:g}"
