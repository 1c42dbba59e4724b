"""Small data sets with a known truth, in canonical form."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, Source

EPOCH = dt.date(2023, 1, 1)


def customer_data(customers=None, features=None, events=None, ids=None, as_of=None) -> CustomerData:
    """Return data with customers numbered 0 … n − 1 and the tables given, all in canonical form."""
    n = len(ids) if ids is not None else max(
        [len(t) for t in (customers, features) if t is not None]
        + [int(t["customer"].max()) + 1 for t in (events or {}).values() if len(t)],
        default=0,
    )  # fmt: skip
    index = pd.Index(ids if ids is not None else [f"c{k:06d}" for k in range(n)], name="customer_id")
    tables = {}
    for kind, table in (events or {}).items():
        filled = table.assign(
            customer=table["customer"].astype(np.int32), source=np.int16(0), source_row=np.int32(0)
        )
        tables[kind] = filled.sort_values(["customer", EVENT_DATES[kind]], kind="stable", ignore_index=True)
    if as_of is None and tables:
        as_of = max(table[EVENT_DATES[kind]].max() for kind, table in tables.items() if len(table)).date()
    listed = customers is not None or features is not None
    mapping = ColumnMapping("made.csv", "", "customers", 1, {})
    sources = (Source("made.csv", "", "customers", 1, n, n, 0, mapping),) if listed else ()
    return CustomerData(
        customer_ids=index,
        customers=pd.DataFrame(index=index) if customers is None else customers.set_axis(index),
        features=pd.DataFrame(index=index) if features is None else features.set_axis(index),
        events=MappingProxyType(tables),
        sources=sources,
        set_aside=pd.DataFrame({"source": [], "source_row": [], "code": []}),
        findings=(),
        as_of=as_of,
        currency=None,
        fingerprint="made",
    )


def orders_table(customer, day, amount) -> pd.DataFrame:
    """Return an order table of one line per order; days count from `EPOCH`."""
    return pd.DataFrame(
        {
            "customer": np.asarray(customer),
            "ordered_on": pd.to_datetime(EPOCH) + pd.to_timedelta(np.asarray(day), unit="D"),
            "order": np.arange(len(customer), dtype=np.int32),
            "amount": np.asarray(amount, dtype=float),
            "quantity": np.where(np.asarray(amount, dtype=float) < 0, -1.0, 1.0),
            "is_purchase": np.asarray(amount, dtype=float) > 0,
            "is_return": np.asarray(amount, dtype=float) < 0,
        }
    )


def pareto_histories(n, r, alpha, s, beta, days, seed=0, acquire_days=None):
    """Return customer, day and rate-free order days of `n` simulated Pareto/NBD customers.

    First orders are spread over the first `acquire_days`; nothing is seen after `days`.
    """
    rng = np.random.default_rng(seed)
    rate = rng.gamma(r, 1 / alpha, n)
    life = rng.exponential(1 / rng.gamma(s, 1 / beta, n))
    first = np.floor(rng.uniform(0, acquire_days or days * 0.7, n))
    left = np.minimum(life, days - first)
    repeats = rng.poisson(rate * left)
    customer = np.repeat(np.arange(n), repeats)
    day = first[customer] + np.ceil(rng.uniform(0, 1, len(customer)) * left[customer])
    customer, day = np.r_[np.arange(n), customer], np.minimum(np.r_[first, day], days)
    unique = np.unique(np.stack([customer, day.astype(int)]), axis=1)
    return unique[0], unique[1]


def shop(n=2_000, days=720, seed=0, r=0.8, alpha=50.0, s=0.6, beta=90.0) -> CustomerData:
    """Return a simulated shop whose orders follow Pareto/NBD and whose amounts follow Gamma-Gamma."""
    customer, day = pareto_histories(n, r, alpha, s, beta, days, seed)
    rng = np.random.default_rng(seed + 1)
    scale = rng.gamma(4.0, 1 / 15.0, n)
    amount = np.maximum(np.round(rng.gamma(6.0, 1 / scale[customer]), 2), 0.01)
    return customer_data(
        events={"orders": orders_table(customer, day, amount)}, as_of=EPOCH + dt.timedelta(days=days)
    )
