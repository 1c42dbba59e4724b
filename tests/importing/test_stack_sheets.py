from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.importing.check import checks
from retention_desk.importing.propose_mapping import mapping_for_kind, propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.stack_sheets import stack_sheets
from retention_desk.importing.tidy import tidy

from .grids import tables_in

HEAD = ["Customer", "Order date", "Product", "Amount"]


def month(number: int, n: int = 8) -> list[list[object]]:
    return [[f"C{i % 5}", f"2024-{number:02}-{i + 1:02}", "Tea", 10.0 * number + i] for i in range(n)]


def test_months_in_another_order_and_with_another_name_for_a_column(workbook: Callable[..., Path]) -> None:
    march = [[row[3], row[0], row[2], row[1]] for row in month(3)]
    sheets = {
        "January": [HEAD, *month(1)],
        "February": [["Customer", "Order date", "Product", "Takings"], *month(2)],
        "March": [["Amount", "Customer", "Product", "Order date"], *march],
    }
    raws = read_export(workbook(sheets))
    mappings = propose_mapping(raws)
    assert [mapping.columns["amount"] for mapping in mappings] == ["Amount", "Takings", "Amount"]
    assert Words("en")(mappings[1].reasons["amount"]) == "It stands where the other sheets have “Amount”"
    data = tidy(raws, mappings)
    expected = sum(row[3] for n in (1, 2, 3) for row in month(n))  # type: ignore[misc]
    assert data.events["orders"]["amount"].sum() == pytest.approx(expected)
    finding = checks()["stacked_sheets"].find(data)
    assert finding is not None
    assert (finding.rows, finding.text.values["last"]) == (24, "March")


def test_a_month_taken_for_another_kind_follows_the_others() -> None:
    raws = [*tables_in([HEAD, *month(1, 20)], name="A"), *tables_in([HEAD, *month(2, 5)], name="B")]
    first, second = propose_mapping(raws)
    wrong = replace(
        second, kind="customers", columns=MappingProxyType({"customer_id": "Customer", "name": "Product"})
    )
    settled = stack_sheets(raws, [first, wrong], mapping_for_kind)
    assert (settled[1].kind, dict(settled[1].columns)) == ("orders", dict(first.columns))


def test_the_largest_sheet_alone_does_not_decide_who_the_customer_is() -> None:
    raws = [t for n in (1, 2, 3) for t in tables_in([HEAD, *month(n, 12 if n == 2 else 8)], name=f"M{n}")]
    first, second, third = propose_mapping(raws)
    wrong = replace(second, columns=MappingProxyType({**second.columns, "customer_id": "Product"}))
    settled = stack_sheets(raws, [first, wrong, third], mapping_for_kind)
    assert [mapping.columns["customer_id"] for mapping in settled] == ["Customer"] * 3


def test_a_column_of_text_does_not_stand_in_for_amounts() -> None:
    reasons = [[*row[:3], "broken"] for row in month(2)]
    raws = [
        *tables_in([HEAD, *month(1, 20)], name="A"),
        *tables_in([[*HEAD[:3], "Reason"], *reasons], name="B"),
    ]
    assert "amount" not in propose_mapping(raws)[1].columns


def test_other_tables_are_left_alone() -> None:
    people = tables_in([["Customer", "Name", "City"], ["C1", "Ann", "Bonn"], ["C2", "Bob", "Rome"]], name="P")
    raws = [*tables_in([HEAD, *month(1)]), *people]
    mappings = propose_mapping(raws)
    assert stack_sheets(raws, mappings, mapping_for_kind) == mappings
