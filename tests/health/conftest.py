"""Small data of every kind, written as lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.health.context import HealthContext

AS_OF = dt.date(2024, 9, 30)


def day(days_before: int) -> pd.Timestamp:
    """The day so many days before the as-of date."""
    return pd.Timestamp(AS_OF) - pd.Timedelta(days=days_before)


def build(
    n_customers: int = 1,
    *,
    customers: dict[str, Any] | None = None,
    features: dict[str, Any] | None = None,
    as_of: dt.date | None = AS_OF,
    **tables: dict[str, list[Any]],
) -> CustomerData:
    """CustomerData from lists; date columns are given as days before the as-of date, None missing."""
    ids = pd.Index([f"C{i:04d}" for i in range(n_customers)], dtype=object)
    events = {}
    for kind, columns in tables.items():
        table = pd.DataFrame({"customer": np.asarray(columns["customer"], dtype=np.int32)})
        for name, cells in columns.items():
            if name.endswith("_on"):
                table[name] = pd.to_datetime([None if c is None else day(c) for c in cells]).astype(
                    "datetime64[s]"
                )
            elif name in {"type", "status", "feature", "product", "category", "scale"}:
                table[name] = pd.Categorical(cells)
            elif name in {"converted", "first_contact_resolved"}:
                table[name] = pd.array(cells, dtype="boolean")
            elif name != "customer":
                table[name] = cells
        if kind == "orders":
            amount = table["amount"].astype(float)
            table["amount"] = amount
            table["is_return"] = amount < 0
            table["is_purchase"] = amount > 0
            if "order" not in table:
                table["order"] = np.arange(len(table), dtype=np.int32)
        if kind == "activity" and "count" not in table:
            table["count"] = 1.0
        if kind == "subscriptions" and "ended_on" not in table:
            table["ended_on"] = pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
        table = table.sort_values(["customer", EVENT_DATES[kind]], kind="stable").reset_index(drop=True)
        table["source"] = np.int16(0)
        table["source_row"] = np.arange(len(table), dtype=np.int32) + 2
        events[kind] = table
    listed = pd.DataFrame(index=ids)
    for name, cells in (customers or {}).items():
        if name.endswith(("_date", "_end")):
            listed[name] = pd.to_datetime([None if c is None else day(c) for c in cells]).astype(
                "datetime64[s]"
            )
        elif name == "churned":
            listed[name] = pd.array(cells, dtype="boolean")
        else:
            listed[name] = cells
    return CustomerData(
        customer_ids=ids,
        customers=listed,
        features=pd.DataFrame(features or {}, index=ids),
        events=MappingProxyType(events),
        sources=(),
        set_aside=pd.DataFrame(),
        findings=(),
        as_of=as_of,
        currency=None,
        fingerprint="test",
    )


@pytest.fixture(scope="session")
def make_data() -> Callable[..., CustomerData]:
    """Return the builder."""
    return build


@pytest.fixture
def measure() -> Callable[..., Any]:
    """Return the values of one indicator (or a signal's flags and values) over small data."""
    from retention_desk.health.measure_indicators import catalogue, signal_catalogue

    def measured(key: str, data: CustomerData, period: str = "quarter") -> Any:
        context = HealthContext(data, order_book(data), period)
        if key in catalogue():
            return catalogue()[key].measured(context)
        return signal_catalogue()[key].detected(context)

    return measured


@pytest.fixture
def settings() -> AnalysisSettings:
    """Return the default settings."""
    return AnalysisSettings()
