from collections.abc import Callable
from pathlib import Path

import numpy as np

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.importing.read_export import read_export
from retention_desk.importing.row_reasons import CODE, REASONS, rows_of


def mapped(raw: RawTable, kind: str = "orders", **columns: str) -> ColumnMapping:
    columns = columns or {"customer_id": "customer id", "ordered_on": "date", "amount": "amount"}
    present = {key: header for key, header in columns.items() if header in raw.headers}
    return ColumnMapping(raw.file, raw.sheet, kind, raw.header_row, present)


def reasons(path: Path, kind: str = "orders") -> dict[int, str]:
    raw = read_export(path)[0]
    rows = rows_of(raw, mapped(raw, kind))
    return {
        int(row): REASONS[reason] if read else "blank"
        for row, reason, read in zip(rows.source_row, rows.reason, rows.is_read, strict=True)
    }


def test_what_is_no_data_is_told_by_row(text_file: Callable[..., Path]) -> None:
    text = (
        "customer id,date,product,amount\nC1,2024-01-01,Tea,5\n,,,\nC2,2024-01-02,Cup,6\nSubtotal,,,11\n"
        "customer id,date,product,amount\nC3,2024-01-03,Tea,7,extra\nC4,2024-01-04\nC5,2024-01-05,Total eclipse,3\n"
        "C6,2024-01-05,Tea,3\nC7,2024-01-05,Tea,3\nC8,2024-01-05,Tea,3\nC9,2024-01-05,Tea,3\n,合计,,14\n,printed by the till,,\n"
    )
    found = reasons(text_file(text))
    assert found == {
        2: "used", 3: "blank", 4: "used", 5: "total_row", 6: "repeated_header", 7: "ragged_row", 8: "ragged_row",
        9: "used", 10: "used", 11: "used", 12: "used", 13: "used", 14: "total_row", 15: "note_row",
    }  # fmt: skip


def test_a_reason_once_given_stays(text_file: Callable[..., Path]) -> None:
    raw = read_export(text_file("customer id,amount\nC1,5\nC2,6\n"))[0]
    rows = rows_of(raw, mapped(raw))
    rows.set_aside(np.array([True, False]), "bad_date")
    rows.set_aside(np.array([True, True]), "bad_amount")
    assert rows.reason.tolist() == [CODE["bad_date"], CODE["bad_amount"]]


def test_pages_with_titles_and_sums_carried_forward(text_file: Callable[..., Path]) -> None:
    page = "customer id,date,product,amount\n"
    text = (
        f"{page}C1,2024-01-01,Tea,5\nC2,2024-01-02,Cup,6\nCarried forward,,,11\nSales list page 2,,,\n"
        f"{page}Übertrag,,,11\nC3,2024-01-03,Tea,7\n承前页,,,18\n"
    )
    assert reasons(text_file(text)) == {
        2: "used", 3: "used", 4: "total_row", 5: "note_row", 6: "repeated_header", 7: "total_row", 8: "used",
        9: "total_row",
    }  # fmt: skip


def test_a_row_of_units(text_file: Callable[..., Path]) -> None:
    text = "customer id,date,amount\n,TT.MM.JJJJ,EUR\nC1,2024-01-01,5\nC2,2024-01-02,6\n"
    assert reasons(text_file(text)) == {2: "units_row", 3: "used", 4: "used"}


def test_a_customer_called_like_a_currency_is_no_unit(text_file: Callable[..., Path]) -> None:
    text = "customer id,plan,currency\nABC,,USD\nDEF,,EUR\n"
    assert reasons(text_file(text), "customers") == {2: "used", 3: "used"}
