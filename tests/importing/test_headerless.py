from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.importing.column_profile import profile_column
from retention_desk.importing.headerless import is_dated, is_key, is_table_without_header
from retention_desk.importing.read_export import read_export
from retention_desk.importing.sheet_cells import column_of

from .conftest import imported

ROWS = [f"{10004 + i % 5},2024010{i % 9 + 1},{i % 3 + 1},{12 + i * 0.37:.2f}" for i in range(20)]


def test_a_table_of_data_alone_is_read_from_its_first_row_on(text_file: Callable[..., Path]) -> None:
    path = text_file("\n".join(ROWS) + "\n")
    (raw,) = read_export(path)
    assert (raw.header_row, raw.headers[0]) == (0, "[A]")
    assert is_table_without_header(raw.cells)
    data = imported(path)
    orders = data.events["orders"]
    assert (len(orders), int(orders["source_row"].min())) == (20, 1)
    assert orders["amount"].sum() == pytest.approx(sum(12 + i * 0.37 for i in range(20)))
    assert {"guessed_kind", "guessed_column"} <= {finding.code for finding in data.findings}


@pytest.mark.parametrize("header", ["who,when,many,much", "customer id,order date,quantity,amount"])
def test_a_first_row_of_names_is_none_of_the_data(text_file: Callable[..., Path], header: str) -> None:
    (raw,) = read_export(text_file(header + "\n" + "\n".join(ROWS) + "\n"))
    assert raw.header_row != 0


def test_keys_come_again_and_dates_are_nearly_all_dates() -> None:
    def profile(*values: object) -> object:
        return profile_column(column_of(values, len(values)))

    assert is_key(profile(*[f"C-10{i % 7}" for i in range(20)]))
    assert not is_key(profile(*range(20)))
    assert is_dated(profile("2024-01-05", "2024-01-06"))
