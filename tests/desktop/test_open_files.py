"""Editing a mapping: each header means one thing, each meaning belongs to one header."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from retention_desk.desktop.open_files import FEATURE, UNUSED, with_header_row, with_meaning
from retention_desk.foundation.dataset import ColumnMapping, RawTable


def mapping(kind: str = "customers") -> ColumnMapping:
    return ColumnMapping("a.csv", "", kind, 1, {"customer_id": "ID", "name": "Who"}, ("City",))


def test_a_header_takes_a_meaning_from_another():
    edited = with_meaning(mapping(), "City", "name")
    assert dict(edited.columns) == {"customer_id": "ID", "name": "City"}
    assert edited.features == ("Who",)
    assert edited.confidence["name"] == 1.0


def test_a_header_can_be_a_feature_or_nothing():
    assert with_meaning(mapping(), "Who", FEATURE).features == ("City", "Who")
    edited = with_meaning(mapping(), "City", UNUSED)
    assert edited.features == ()
    assert "City" not in edited.columns.values()


def test_another_header_row_gives_unique_names():
    cells = pd.DataFrame([["Report", None, None], ["ID", "ID", None], ["1", "2", "3"]])
    raw = RawTable(Path("a.csv"), "", cells, 1, 1, ("Report", "Column 2", "Column 3"))
    fresh = with_header_row(raw, 2)
    assert fresh.header_row == 2
    assert fresh.headers == ("ID", "ID (2)", "Column 3")
