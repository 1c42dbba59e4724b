from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.dataset import CustomerData
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.sheet_roles import leave_out_sheets, role_of
from retention_desk.importing.tidy import tidy

from .grids import tables_in

SALES = [
    ["Customer ID", "Order date", "Product", "Amount"],
    *[[f"C{i % 5}", f"2024-01-{i + 1:02}", "Tea", i + 2] for i in range(20)],
]
SHEETS = {
    "About": [["This file was made by the till."], ["Ask Ann."]],
    "Columns": [["Column", "Meaning"], ["Customer ID", "who"], ["Order date", "when"], ["Product", "what"], ["Amount", "in EUR"]],
    "Sales": SALES,
    "Pivot": [["Row Labels", "Sum of Amount"], ["C0", 5], ["C1", 6], ["Grand Total", 11]],
    "Summary": [["Customer ID", "Order date", "Amount"], ["C1", "2024-01-31", 99], ["C2", "2024-01-31", 98]],
    "Old": SALES,
}  # fmt: skip


def imported(path: Path) -> CustomerData:
    raws = read_export(path)
    return tidy(raws, propose_mapping(raws))


def test_each_sheet_that_holds_no_data_of_its_own_is_named(workbook: Callable[..., Path]) -> None:
    data = imported(workbook(SHEETS, hidden="Old"))
    assert [source.sheet for source in data.sources] == ["Sales"]
    assert {finding.sheet: finding.code for finding in data.findings} == {
        "About": "notes_sheet",
        "Columns": "data_dictionary",
        "Pivot": "summary_sheet",
        "Summary": "summary_sheet",
        "Old": "hidden_sheet",
    }


def test_a_hidden_sheet_is_used_when_it_is_the_only_one(workbook: Callable[..., Path]) -> None:
    data = imported(workbook({"Front": [["Welcome"]], "Old": SALES}, hidden="Old"))
    assert [source.sheet for source in data.sources] == ["Old"]


def test_a_person_can_switch_a_hidden_sheet_on(workbook: Callable[..., Path]) -> None:
    from dataclasses import replace

    raws = read_export(workbook({"A": SALES[:9], "Old": [SALES[0], *SALES[9:]]}, hidden="Old"))
    mappings = propose_mapping(raws)
    assert [mapping.skip for mapping in mappings] == [False, True]
    data = tidy(raws, [replace(mapping, skip=False) for mapping in mappings])
    assert sum(source.rows_used for source in data.sources) == 20
    assert not any(finding.code == "hidden_sheet" for finding in data.findings)


@pytest.mark.parametrize("name", ["Summary", "Report 2024", "报表"])
def test_a_single_sheet_is_data_whatever_its_name(workbook: Callable[..., Path], name: str) -> None:
    assert [source.sheet for source in imported(workbook({name: SALES})).sources] == [name]


def test_a_customer_table_beside_orders_is_no_summary() -> None:
    sales = tables_in(SALES, name="Sales")
    people = tables_in(
        [["Customer ID", "Name", "Count of visits", "Sum of points"], *[[f"C{i}", f"N{i}", i, i] for i in range(9)]], name="People"
    )  # fmt: skip
    raws = [*sales, *people]
    mappings = propose_mapping(raws)
    assert [role_of(raw, mapping, raws, mappings) for raw, mapping in zip(raws, mappings, strict=True)] == [
        None,
        None,
    ]
    assert not any(mapping.skip for mapping in leave_out_sheets(raws, mappings))
