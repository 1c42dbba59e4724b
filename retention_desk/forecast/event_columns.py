"""Columns of features made of event tables: counted, or days since the last row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import Feature
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.wording import Phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def number_feature(
    name: str, label: Phrase, shown: Floats, values: Floats, template: Phrase, typical: Floats | None = None
) -> Feature:
    """Return a number as a feature; `shown` is what a person reads, `typical` what is usual for each."""
    return Feature(name, label, values, template=template, shown=shown, typical=typical)


def of_seen(feature: Feature, seen: Flags) -> Feature:
    """Return the feature with the customers not seen unknown, and what is typical taken from the seen."""
    values = np.where(seen, feature.values, np.nan)
    if feature.is_category or feature.shown is None:
        return replace(feature, values=values)
    typical = feature.typical
    if typical is None:
        known = feature.shown[seen & np.isfinite(feature.shown)]
        typical = float(np.median(known)) if len(known) else float("nan")
    return replace(feature, values=values, typical=typical)


def codes_of(column: pd.Series[Any]) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Return positions of a text column's values, −1 unknown, and the values."""
    categories = column.astype("category").cat
    return np.asarray(categories.codes, dtype=np.int64), tuple(str(level) for level in categories.categories)


def count_rows(
    data: CustomerData, kind: str, date: str, after: int, until: int, weight: Floats | None = None
) -> Floats:
    """Return rows (or their weight) per customer dated in (`after`, `until`], (n_customers,)."""
    table = data.events[kind]
    days = day_number(table[date])
    inside = (days > after) & (days <= until)
    weights = None if weight is None else weight[inside]
    customer = table["customer"].to_numpy()[inside]
    return np.bincount(customer, weights=weights, minlength=data.n_customers).astype(np.float64)


def days_since(data: CustomerData, kind: str, date: str, day: int) -> Floats | None:
    """Return days since each customer's last row up to `day`, NaN without one; None without the table."""
    table = data.events.get(kind)
    if table is None or not len(table):
        return None
    days = day_number(table[date])
    inside = days <= day
    last = np.full(data.n_customers, -np.inf)
    np.maximum.at(last, table["customer"].to_numpy()[inside], days[inside].astype(np.float64))
    return np.where(np.isfinite(last), day - last, np.nan)
