from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.person_keys import with_person_keys
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export

from .conftest import imported

ORDERS = "order_id,customer_id,order_purchase_timestamp,payment_value\n" + "".join(
    f"o{i:03},c{i:03},2018-01-{i % 28 + 1:02} 10:00:00,{10 + i}\n" for i in range(40)
)
PERSONS = "customer_id,customer_unique_id,customer_city\n" + "".join(
    f"c{i:03},p{i // 2:03},Rio\n" for i in range(40)
)


def test_ids_that_are_new_for_every_order_get_their_person(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    persons = tmp_path / "customers.csv"
    persons.write_text(PERSONS)
    data = imported(text_file(ORDERS, "orders.csv"), persons)
    assert data.customer_ids.tolist() == [f"p{i:03}" for i in range(20)]
    assert data.events["orders"].groupby("customer").size().tolist() == [2] * 20
    assert data.set_aside["code"].tolist() == ["duplicate_customer"] * 20


def test_in_one_table_the_person_comes_before_the_id_of_the_order(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"o{i:03},c{i:03},p{i // 2:03},2018-01-{i % 28 + 1:02},{10 + i}\n" for i in range(40))
    (mapping,) = propose_mapping(
        read_export(text_file("order_id,customer_id,customer_unique_id,order_date,amount\n" + rows))
    )
    assert (mapping.columns["customer_id"], mapping.columns["order_id"]) == ("customer_unique_id", "order_id")


def test_without_such_a_table_nothing_changes(text_file: Callable[..., Path]) -> None:
    raws = read_export(text_file(ORDERS))
    mappings = propose_mapping(raws)
    tables = list(zip(raws, mappings, strict=True))
    assert with_person_keys(tables) == tables
