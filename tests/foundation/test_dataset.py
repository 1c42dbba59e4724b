import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable, Source


def data() -> CustomerData:
    ids = pd.Index(["a", "b", "c", "d"], dtype="str")
    customers = pd.DataFrame(
        {
            "name": pd.Series(["Ann", None, "", "Dan"], dtype="str"),
            "signup_date": pd.to_datetime(["2023-01-01", None, "2024-06-01", None]).astype("datetime64[s]"),
            "churn_date": pd.to_datetime([None, None, None, "2024-05-01"]).astype("datetime64[s]"),
            "churned": pd.array([False, False, False, True], dtype="boolean"),
        }
    ).set_index(ids)
    orders = pd.DataFrame(
        {
            "customer": np.array([0, 0, 1], dtype=np.int32),
            "ordered_on": pd.to_datetime(["2024-01-05", "2024-03-01", "2024-04-02"]).astype("datetime64[s]"),
            "amount": [1.0, 2.0, 3.0],
        }
    )
    mapping = ColumnMapping("f.csv", "", "orders", 1, MappingProxyType({}))
    sources = (
        Source("f.csv", "", "orders", 1, 3, 3, 0, mapping),
        Source("c.csv", "", "customers", 1, 4, 4, 0, mapping),
    )
    return CustomerData(
        ids, customers, pd.DataFrame(index=ids), MappingProxyType({"orders": orders}), sources,
        pd.DataFrame(), (), dt.date(2024, 4, 2), None, "print",
    )  # fmt: skip


def test_who_and_what_is_there() -> None:
    assert data().n_customers == 4
    assert data().kinds == {"orders", "customers"}
    assert data().names.tolist() == ["Ann", "b", "c", "Dan"]


def test_the_first_day_is_that_of_the_events_or_else_of_the_sign_ups() -> None:
    assert data().first_day == dt.date(2024, 1, 5)
    assert replace(data(), events=MappingProxyType({})).first_day == dt.date(2023, 1, 1)
    undated = replace(data(), events=MappingProxyType({}), customers=data().customers[["name"]])
    assert undated.first_day is None


def test_data_as_of_a_day_know_nothing_later() -> None:
    early = data().until(dt.date(2024, 3, 1))
    assert early.customer_ids.tolist() == ["a", "d"]
    assert early.events["orders"]["amount"].tolist() == [1.0, 2.0]
    assert early.events["orders"]["customer"].tolist() == [0, 0]
    assert early.customers["churned"].tolist() == [False, False]
    assert early.customers["churn_date"].isna().all()
    assert (early.as_of, early.fingerprint) == (dt.date(2024, 3, 1), "print@20240301")
    assert data().until(dt.date(2025, 1, 1)).as_of == dt.date(2025, 1, 1)


def test_a_raw_table_gives_its_body_by_header() -> None:
    cells = pd.DataFrame({i: pd.Categorical([f"h{i}", "1", None]) for i in range(2)})
    raw = RawTable(Path("folder/f.csv"), "", cells, 5, 5, ("x", "y"))
    assert raw.file == "f.csv"
    assert raw.body.astype(object)["x"].tolist()[0] == "1"
    assert len(replace(raw, header_row=None).body) == 0
