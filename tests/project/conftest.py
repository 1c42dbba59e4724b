"""Data of every kind of column, and one small analysis for all tests of the project file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.dataset import ColumnMapping, CustomerData, FileTotal, SheetLayout, Source
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Money, phrase
from retention_desk.pipeline import analyse, import_files
from retention_desk.project.open_project import Project, create_project
from tests.small_shop import write_small_orders


@pytest.fixture(scope="session")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    write_small_orders(path)
    return analyse(import_files([path]), DEFAULTS.with_value("churn.model", "off"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "client.rdesk", "Client") as made:
        yield made


@pytest.fixture
def data() -> CustomerData:
    """Data with every type of column, gaps in each, odd texts, and facts of every kind."""
    ids = pd.Index(pd.array(["000007", "12", "顾客"], dtype="str"), name="customer_id")
    mapping = ColumnMapping(
        "orders.csv", "", "orders", 1, MappingProxyType({"customer_id": "Row Key"}),
        confidence=MappingProxyType({"customer_id": 0.75}),
        reasons=MappingProxyType({"customer_id": phrase("The header “{header}” is like a name for it", header="K")}),
        day_first_of=MappingProxyType({"Day": True}),
    )  # fmt: skip
    layout = SheetLayout(
        rows_above=2, text_above="Sales", totals=(FileTotal(9, "Total", "Amount", 1.5, float("nan"), 3, False),),
        above=TouchedRows.of("orders.csv", "", [1, 2]),
    )  # fmt: skip
    finding = Finding(
        "duplicates", "look", 2, phrase("{n:count} rows for {total:money}", n=2, total=Money(1.5, "EUR")),
        phrase("Kept."), touched=(TouchedRows.of("orders.csv", "", [5, 6, 9]),), amount=2.5,
    )  # fmt: skip
    orders = pd.DataFrame(
        {
            "customer": np.array([0, 0, 2, 2], dtype=np.int32),
            "ordered_on": np.array(["2024-01-01", "2024-02-29", "NaT", "2024-12-31"], dtype="datetime64[s]"),
            "amount": [1.1, -0.0, np.nan, np.inf],
            "is_purchase": [True, False, True, True],
            "product": pd.Categorical(["b", None, "b", "\ud800"], categories=["b", "unused", "\ud800"]),
            "rank": pd.Categorical([3.0, 1.0, None, 1.0], categories=[1.0, 3.0], ordered=True),
            "status": pd.array(["=1+1", None, "", "a\0b"], dtype="str"),
            "first": pd.array([True, None, False, True], dtype="boolean"),
            "source_row": np.array([5, 6, 9, 2**31 - 1], dtype=np.int32),
            "source": np.zeros(4, dtype=np.int16),
        }
    )
    set_aside = pd.DataFrame(
        {
            "source": np.zeros(1, dtype=np.int16),
            "source_row": np.array([7], dtype=np.int32),
            "code": pd.Categorical(["no_customer"]),
        }
    )
    return CustomerData(
        customer_ids=ids,
        customers=pd.DataFrame({"name": pd.array(["A", None, "乙"], dtype="str")}, index=ids),
        features=pd.DataFrame(index=ids),
        events=MappingProxyType({"orders": orders}),
        sources=(Source("orders.csv", "", "orders", 3, 6, 4, 1, mapping, "utf-8", ",", "ab", layout),),
        set_aside=set_aside,
        findings=(finding,),
        as_of=dt.date(2024, 12, 31),
        currency=None,
        fingerprint="f00",
        customer_rows=pd.DataFrame(
            {"source": [0.0, np.nan, 0.0], "source_row": [3.0, np.nan, 4.0]}, index=ids
        ),
        kept_apart=frozenset({"12", "7"}),
    )
