from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export

ROWS = [f"C-1{i % 7:03},2024-01-{i % 28 + 1:02},{i % 3 + 1},{12 + i * 0.37:.2f}" for i in range(30)]


@pytest.mark.parametrize(
    "header", ["col1,col2,col3,col4", "Unnamed: 0,Unnamed: 1,Unnamed: 2,Unnamed: 3", "клиент,дата,штук,сумма"]
)
def test_headers_that_say_nothing_leave_it_to_the_content(
    text_file: Callable[..., Path], header: str
) -> None:
    (mapping,) = propose_mapping(read_export(text_file(header + "\n" + "\n".join(ROWS) + "\n")))
    names = header.split(",")
    assert mapping.kind == "orders"
    assert dict(mapping.columns) == {
        "customer_id": names[0],
        "ordered_on": names[1],
        "amount": names[3],
        "quantity": names[2],
    }
    assert set(mapping.confidence.values()) == {0.5}


def test_without_amounts_it_is_an_activity(text_file: Callable[..., Path]) -> None:
    rows = [row.rsplit(",", 2)[0] for row in ROWS]
    (mapping,) = propose_mapping(read_export(text_file("col1,col2\n" + "\n".join(rows) + "\n")))
    assert (mapping.kind, dict(mapping.columns)) == (
        "activity",
        {"customer_id": "col1", "happened_on": "col2"},
    )


def test_without_keys_or_dates_it_is_nothing_we_know(text_file: Callable[..., Path]) -> None:
    (mapping,) = propose_mapping(
        read_export(text_file("col1,col2\n" + "\n".join(f"{i * 0.5},{i}" for i in range(9)) + "\n"))
    )
    assert mapping.kind == "other"
