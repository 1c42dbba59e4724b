from collections.abc import Callable
from pathlib import Path

import pandas as pd

from retention_desk.importing.describe_customers import DESCRIBING, add_descriptions
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export

from .conftest import imported

HEAD = "order id,customer id,order date,amount,country,ship mode,tier\n"


def orders(n_customers: int = 30) -> str:
    """Each customer four orders: one country (one order of C0 from abroad), a tier, a changing ship mode."""
    lines = []
    for i in range(n_customers):
        for k in range(4):
            country = "Malta" if (i, k) == (0, 3) else ("Italy", "Spain", "France")[i % 3]
            lines.append(
                f"{i * 4 + k},C{i:02},2024-0{k + 1}-{i % 28 + 1:02},{10 + i},{country},{('air', 'sea')[k % 2]},{('gold', 'tin')[i % 2]}"
            )
    return HEAD + "\n".join(lines) + "\n"


def test_what_never_changes_within_a_customer_is_taken_over(text_file: Callable[..., Path]) -> None:
    path = text_file(orders())
    (mapping,) = propose_mapping(read_export(path))
    assert dict(mapping.describes) == {"region": "country", "segment": "tier"} or mapping.features == (
        "tier",
    )
    data = imported(path)
    frame = pd.read_csv(path)
    expected = frame.groupby("customer id")["country"].agg(lambda column: column.mode()[0])
    assert data.customers["region"].astype(str).to_dict() == expected.to_dict()
    assert "ship mode" not in data.features
    assert data.customers["region"].loc["C00"] == "Italy"
    assert data.kinds == {"orders"}


def test_the_customer_table_comes_first_and_gaps_are_filled(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    people = tmp_path / "customers.csv"
    people.write_text(
        "customer id,name,country\n" + "".join(f"C{i:02},Ann {i},{'Wales' if i else ''}\n" for i in range(30))
    )
    data = imported(text_file(orders()), people)
    assert data.customers["region"].loc["C00"] == "Italy"
    assert set(data.customers["region"].loc["C01":]) == {"Wales"}


def test_too_few_customers_that_come_twice_leave_only_columns_with_a_name_of_their_own(
    text_file: Callable[..., Path],
) -> None:
    (mapping,) = propose_mapping(read_export(text_file(orders(3).replace("Malta", "Italy"))))
    assert mapping.describes["region"] == "country"
    assert mapping.features == ()


def test_nothing_told_leaves_everything_as_it_is() -> None:
    frame = pd.DataFrame(index=pd.Index(["a"], dtype="str"))
    assert add_descriptions(frame, frame, []) == (frame, frame)
    assert "region" in DESCRIBING
