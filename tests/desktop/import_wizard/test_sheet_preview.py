"""Cells as in the file and as read; what counts as converted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from retention_desk.desktop.import_wizard.raw_rows import cell_text
from retention_desk.desktop.import_wizard.sheet_preview import dots, sheet_preview, typed_text
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.wording import Words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (float("nan"), ""),
        (13085.0, "13085"),
        (2.55, "2.55"),
        (True, "TRUE"),
        (dt.datetime(2024, 9, 3), "2024-09-03"),
        (dt.datetime(2024, 9, 3, 8, 15), "2024-09-03 08:15"),
    ],
)
def test_cells_are_shown_as_a_person_saw_them(value, shown):
    assert cell_text(value) == shown


def test_typed_values_are_set_in_the_language():
    assert typed_text(True, Words("en")) == "yes"
    assert typed_text(1299.0, Words("en")) == "1,299"
    assert typed_text(pd.Timestamp(2024, 9, 3), Words("en")) == "2024-09-03"


def test_confidence_is_told_by_dots():
    assert [dots(share) for share in (1.0, 0.8, 0.5, 0.1)] == [4, 3, 2, 1]


def test_rows_above_the_header_and_the_rest_are_told_apart():
    cells = pd.DataFrame(
        [["Report", None], [None, None], ["ID", "Name"], *[[str(i), "x"] for i in range(20)]]
    )
    raw = RawTable(Path("a.csv"), "", cells, 1, 3, ("ID", "Name"))
    mapping = ColumnMapping("a.csv", "", "customers", 3, {"customer_id": "ID"}, (), {"customer_id": 0.95})
    preview = sheet_preview(raw, mapping, None, Words("en"))
    assert [row.kind for row in preview.raw_rows] == ["above", "above", "header", *["data"] * 6, "gap"]
    assert (preview.raw_rows[-1].number, preview.raw_rows[-1].last) == (10, 23)
    assert [column.sure for column in preview.columns] == [4, 0]
