from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.check import aside_count, aside_rows, checks, event_rows

from .conftest import ORDERS, imported


def test_rows_are_pointed_at_as_a_person_finds_them(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(ORDERS))
    returned = data.events["orders"]["is_return"].to_numpy()
    assert [rows.numbers().tolist() for rows in event_rows(data, "orders", returned)] == [[5]]
    assert [rows.numbers().tolist() for rows in aside_rows(data, "missing_customer_id")] == [[6]]
    assert aside_rows(data, "bad_date") == ()
    assert aside_count(data, "bad_date") == 0


def test_checks_come_in_their_order() -> None:
    orders = [check.order for check in checks().values()]
    assert orders == sorted(orders)
