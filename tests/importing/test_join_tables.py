from collections.abc import Callable
from pathlib import Path

from .conftest import ORDERS, imported

CUSTOMERS = "customer id,name,city,signup date,visits\n" + "".join(
    f"C-{i},Name {i},{'Rome' if i % 2 else 'Oslo'},2023-0{i % 9 + 1}-01,{i}\n" for i in range(102, 140)
)


def test_tables_meet_on_the_customer(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(ORDERS, "orders.csv"), text_file(CUSTOMERS, "customers.csv"))
    assert data.kinds == {"orders", "customers"}
    assert data.customer_ids.is_monotonic_increasing
    assert data.n_customers == 39
    assert data.customers["name"].isna().tolist() == [True] + [False] * 38
    assert data.features["visits"]["C-110"] == 110
    assert data.names[0] == "C-101"
    first = data.events["orders"].iloc[-1]
    assert data.customer_ids[first["customer"]] == "C-103"
    assert data.sources[first["source"]].file == "orders.csv"


def test_order_numbers_follow_customer_and_order(text_file: Callable[..., Path]) -> None:
    without = ORDERS.replace("order id", "row").replace("1,C-101,2024-01-05,Cup", "9,C-101,2024-01-05,Cup")
    data = imported(text_file(without))
    assert data.events["orders"].groupby("order")["ordered_on"].nunique().max() == 1
    assert data.events["orders"]["order"].nunique() == 4


def test_two_customer_tables_complete_each_other(text_file: Callable[..., Path]) -> None:
    more = "customer id,name,visits,region\n" + "".join(f"D-{i},N{i},1,South\n" for i in range(40))
    data = imported(text_file(CUSTOMERS, "customers.csv"), text_file(more, "customers2.csv"))
    assert data.n_customers == 78
    assert data.features["visits"].notna().all()
