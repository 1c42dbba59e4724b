from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.check import aside_count, aside_examples, checks, event_examples

from .conftest import ORDERS, imported


def test_rows_are_pointed_at_as_a_person_finds_them(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(ORDERS))
    returned = data.events["orders"]["is_return"].to_numpy()
    assert [example.row for example in event_examples(data, "orders", returned)] == [5]
    assert [example.row for example in aside_examples(data, "missing_customer_id")] == [6]
    assert aside_count(data, "bad_date") == 0


def test_checks_come_in_their_order() -> None:
    orders = [check.order for check in checks().values()]
    assert orders == sorted(orders)
