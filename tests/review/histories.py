"""Histories of action lists made by hand, and data to judge them by."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory
from retention_desk.foundation.dataset import CustomerData

DEFAULTS: dict[str, Any] = {
    "list_id": "L1",
    "handed_out_on": dt.date(2024, 1, 1),
    "customer_id": "",
    "play": "call",
    "channel": "phone",
    "handling": "personal",
    "tier": 0,
    "arm": "contact",
    "wave": "all",
    "cost": 5.0,
    "value_at_stake": 100.0,
    "owner": "",
    "due": pd.NaT,
    "status": "",
    "outcome": "",
    "leaving_reason": "",
    "contacted_on": pd.NaT,
    "note": "",
    "is_manual": False,
}


def history(**columns: Any) -> ActionHistory:
    """Return a history; single values stand for all rows, what is left out is as in `DEFAULTS`."""
    n = max((len(v) for v in columns.values() if isinstance(v, (list, np.ndarray))), default=0)
    table = {}
    for name, kind in HISTORY_COLUMNS.items():
        value = columns.get(name, DEFAULTS[name])
        cells = list(value) if isinstance(value, (list, np.ndarray)) else [value] * n
        table[name] = (
            pd.to_datetime(pd.Series(cells)).astype(kind)
            if "datetime" in kind
            else pd.Series(cells, dtype=kind)
        )
    extra = {name: value for name, value in columns.items() if name not in HISTORY_COLUMNS}
    return ActionHistory(pd.DataFrame(table).assign(**extra))


def no_rows() -> pd.DataFrame:
    """Return an empty table of rows set aside."""
    return pd.DataFrame({"source": [], "source_row": [], "code": pd.Categorical([])})


def data_of(
    ids: list[str],
    as_of: dt.date | None,
    events: dict[str, pd.DataFrame] | None = None,
    customers: pd.DataFrame | None = None,
) -> CustomerData:
    """Return data of some customers with typed event tables."""
    index = pd.Index(pd.array(ids, dtype="str"), name="customer_id")
    return CustomerData(
        customer_ids=index,
        customers=pd.DataFrame(index=index) if customers is None else customers.set_axis(index),
        features=pd.DataFrame(index=index),
        events=MappingProxyType(events or {}),
        sources=(),
        set_aside=no_rows(),
        findings=(),
        as_of=as_of,
        currency="GBP",
        fingerprint="made",
    )


def orders(rows: list[tuple[int, str, float]]) -> pd.DataFrame:
    """Return an order table of (customer position, day, amount); negative amounts are returns."""
    table = pd.DataFrame(rows, columns=["customer", "ordered_on", "amount"]).sort_values(
        ["customer", "ordered_on"], kind="stable"
    )
    amount = table["amount"].to_numpy(dtype=np.float64)
    return pd.DataFrame(
        {
            "customer": table["customer"].to_numpy(dtype=np.int32),
            "ordered_on": pd.to_datetime(table["ordered_on"]).astype("datetime64[s]").to_numpy(),
            "order": np.arange(len(table), dtype=np.int32),
            "amount": amount,
            "quantity": np.sign(amount),
            "is_purchase": amount > 0,
            "is_return": amount < 0,
            "source": np.zeros(len(table), dtype=np.int16),
            "source_row": np.arange(len(table), dtype=np.int32),
        }
    )
