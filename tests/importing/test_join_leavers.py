"""Lists of those who left, alone and beside other tables: nobody is multiplied, no row is lost."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from retention_desk.foundation.dataset import CustomerData
from retention_desk.importing.audit import audit
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

LEFT = "customer_id,cancelled_at,reason\nA,2024-03-01,price\nB,2024-04-01,moved\nA,2024-06-01,quality\nZ,2024-05-05,price\n"
PEOPLE = "customer id,email,signup date\nA,a@x.org,2023-01-01\nB,b@x.org,2023-02-01\nC,c@x.org,2023-03-01\n"
ORDERS = "customer id,order date,amount\n" + "".join(
    f"{key},2024-02-{i + 1:02d},{i}.5\n" for i, key in enumerate("ABCDABCD")
)


@pytest.fixture
def read(text_file: Callable[..., Path]) -> Callable[..., CustomerData]:
    def together(**texts: str) -> CustomerData:
        raws = [raw for name, text in texts.items() for raw in read_export(text_file(text, f"{name}.csv"))]
        return tidy(raws, propose_mapping(raws))

    return together


def codes(data: CustomerData) -> dict[str, int]:
    return {finding.code: finding.rows for finding in audit(data).findings}


def test_alone_everybody_on_it_has_left_and_the_latest_time_counts(read: Callable[..., CustomerData]) -> None:
    data = read(cancellations=LEFT)
    assert list(data.customer_ids) == ["A", "B", "Z"]
    assert data.customers["churned"].tolist() == [True] * 3
    assert data.customers["churn_date"].dt.date.tolist() == [
        dt.date(2024, 6, 1), dt.date(2024, 4, 1), dt.date(2024, 5, 5),
    ]  # fmt: skip
    assert data.customers["churn_reason"].tolist() == ["quality", "moved", "price"]
    (source,) = data.sources
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (4, 3, 1)
    assert data.set_aside["source_row"].tolist() == [2]
    assert data.set_aside["code"].tolist() == ["earlier_leaving"]
    assert codes(data)["earlier_leavings"] == 1


@pytest.mark.parametrize("first", ["list", "people"])
def test_beside_a_customer_table_it_fills_in_who_left(read: Callable[..., CustomerData], first: str) -> None:
    texts = {"people": PEOPLE, "cancellations": LEFT}
    data = read(**(texts if first == "people" else dict(reversed(texts.items()))))
    assert list(data.customer_ids) == ["A", "B", "C", "Z"]
    assert data.customers["churned"].tolist() == [True, True, False, True]
    assert data.customers["email"].tolist()[:3] == ["a@x.org", "b@x.org", "c@x.org"]
    assert data.customers["churn_date"].isna().tolist() == [False, False, True, False]
    assert sum(source.rows_used for source in data.sources) == 6
    assert data.customer_rows is not None
    names = [data.sources[int(place)].file for place in data.customer_rows["source"]]
    assert names == ["people.csv"] * 3 + ["cancellations.csv"]


def test_beside_orders_those_who_are_not_on_it_have_stayed(read: Callable[..., CustomerData]) -> None:
    data = read(orders=ORDERS, cancellations=LEFT)
    assert data.customers["churned"].tolist() == [True, True, False, False, True]
    assert data.events["orders"]["amount"].sum() == sum(i + 0.5 for i in range(8))
    assert "orphans" not in codes(data)


def test_a_customer_who_stands_as_staying_came_back(read: Callable[..., CustomerData]) -> None:
    people = "customer id,email,churned\nA,a@x.org,no\nB,b@x.org,yes\nC,c@x.org,\nD,d@x.org,no\n"
    left = LEFT.replace("Z,", "C,")
    data = read(people=people, cancellations=left)
    assert data.customers["churned"].tolist() == [False, True, True, False]
    assert data.customers["churn_date"].isna().tolist() == [True, False, False, True]
    assert codes(data)["left_and_stayed"] == 1


def test_two_lists_are_one(read: Callable[..., CustomerData]) -> None:
    later = "客户编号,流失日期,流失原因\nB,2024-07-07,搬家\nY,2024-07-08,价格\n"
    data = read(cancellations=LEFT, 流失=later)
    left = dict(zip(data.customer_ids, data.customers["churn_date"].dt.date, strict=True))
    assert left == {
        "A": dt.date(2024, 6, 1), "B": dt.date(2024, 7, 7), "Y": dt.date(2024, 7, 8), "Z": dt.date(2024, 5, 5),
    }  # fmt: skip
    assert data.customers["churn_reason"]["B"] == "搬家"
    assert isinstance(data.customers["churn_reason"].dtype, pd.CategoricalDtype)
