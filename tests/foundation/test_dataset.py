"""The data as they stood on an earlier day."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import pandas as pd

from retention_desk.foundation.dataset import CustomerData


def data_with(**events: dict[str, list]) -> CustomerData:
    ids = pd.Index(["A", "B", "C"])
    tables = {
        kind: pd.DataFrame(columns).assign(
            **{name: pd.to_datetime(columns[name]) for name in columns if name.endswith("_on")}
        )
        for kind, columns in events.items()
    }
    return CustomerData(
        customer_ids=ids,
        customers=pd.DataFrame(index=ids),
        features=pd.DataFrame(index=ids),
        events=MappingProxyType(tables),
        sources=(),
        set_aside=pd.DataFrame({"source": [], "source_row": [], "code": []}),
        findings=(),
        as_of=dt.date(2024, 6, 30),
        currency=None,
        fingerprint="test",
    )


def test_an_end_after_the_day_is_not_known_nor_what_came_with_it():
    data = data_with(
        subscriptions={
            "customer": [0, 1, 2],
            "started_on": ["2024-01-01", "2024-01-01", "2024-06-01"],
            "ended_on": ["2024-02-01", "2024-05-01", None],
            "status": ["cancelled", "cancelled", "active"],
            "cancel_reason": ["price", "unused", None],
        }
    )
    past = data.until(dt.date(2024, 3, 31))
    table = past.events["subscriptions"]
    assert past.customer_ids.tolist() == ["A", "B"]
    assert table["ended_on"].notna().tolist() == [True, False]
    assert table["status"].fillna("").tolist() == ["cancelled", ""]
    assert table["cancel_reason"].fillna("").tolist() == ["price", ""]


def test_a_case_still_open_on_the_day_has_no_outcome():
    data = data_with(
        tickets={
            "customer": [0, 1, 2],
            "opened_on": ["2024-03-01", "2024-03-30", "2024-03-30"],
            "first_response_on": ["2024-03-02", "2024-03-30", "2024-04-02"],
            "closed_on": ["2024-03-05", "2024-04-05", None],
            "resolution_hours": [96.0, 144.0, None],
            "first_response_hours": [24.0, 0.0, 72.0],
            "satisfaction": [5.0, 1.0, None],
            "status": ["closed", "closed", "open"],
        }
    )
    table = data.until(dt.date(2024, 3, 31)).events["tickets"]
    assert table["resolution_hours"].notna().tolist() == [True, False, False]
    assert table["first_response_hours"].notna().tolist() == [True, True, False]
    assert table["satisfaction"].notna().tolist() == [True, False, False]
    assert table["status"].fillna("").tolist() == ["closed", "", "open"]


def test_on_the_last_day_nothing_changes():
    data = data_with(orders={"customer": [0, 1, 2], "ordered_on": ["2024-01-01", "2024-02-01", "2024-06-30"]})
    assert data.until(dt.date(2024, 6, 30)).events["orders"] is data.events["orders"]
