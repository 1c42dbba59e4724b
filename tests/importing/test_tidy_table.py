from collections.abc import Callable
from pathlib import Path

import numpy as np

from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy_table import tidy_table

from .conftest import ORDERS


def test_reasons_and_rows_of_one_table(text_file: Callable[..., Path]) -> None:
    raw = read_export(
        text_file(ORDERS + "6,C-104,soon,Tea,1,2\n7,C-104,,Tea,1,2\n8,C-104,2024-04-01,Tea,one,2\n")
    )[0]
    table = tidy_table(raw, propose_mapping([raw])[0])
    assert table.aside_row.tolist() == [6, 8, 9, 10]
    from retention_desk.importing.row_reasons import REASONS

    assert [REASONS[code] for code in table.aside_code] == [
        "missing_customer_id", "bad_date", "missing_date", "bad_amount",
    ]  # fmt: skip
    assert table.source.rows_used == 5


def test_setting_rows_aside_later_keeps_the_account(text_file: Callable[..., Path]) -> None:
    raw = read_export(text_file(ORDERS))[0]
    table = tidy_table(raw, propose_mapping([raw])[0])
    kept = np.array([True, False, True, True, True])
    fewer = table.keeping(kept, "counted_elsewhere")
    assert (fewer.source.rows_used, fewer.source.rows_set_aside) == (4, 2)
    assert len(fewer.frame) == len(fewer.customer) == len(fewer.seconds) == 4
    assert table.keeping(np.ones(5, dtype=bool), "counted_elsewhere") is table


def test_numbers_too_long_for_excel_are_a_problem(workbook: Callable[..., Path]) -> None:
    rows = [[1234567890123456700.0 + 1000 * i, f"2024-01-{1 + i:02}", 5.0] for i in range(20)]
    raw = read_export(workbook({"A": [["customer id", "order date", "amount"], *rows]}))[0]
    table = tidy_table(raw, propose_mapping([raw])[0])
    assert [(f.code, f.severity) for f in table.findings] == [("id_looks_truncated", "problem")]
