"""Editing a mapping: each header means one thing, each meaning belongs to one header."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from retention_desk.desktop.import_wizard.edit_mapping import with_kind, with_meaning
from retention_desk.desktop.import_wizard.sheet_preview import FEATURE, UNUSED
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


def test_another_kind_keeps_what_it_also_has():
    raw = RawTable(Path("a.csv"), "", pd.DataFrame(), 1, 1, ("ID", "Who", "City"))
    orders = with_kind(mapping(), raw, "orders")
    assert (dict(orders.columns), orders.features) == ({"customer_id": "ID"}, ())
    back = with_kind(orders, raw, "customers")
    assert back.features == ("Who", "City")
