"""What can be a customer, counted as the import reads it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from retention_desk.desktop.import_wizard.customer_keys import key_candidates
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.pipeline import InspectedFiles


def test_candidates_are_counted_as_keys_not_as_cells():
    rows = [
        ["Buyer", "Mobile", "Amount"],
        [" 17 ", "1", "9"],
        ["17", "1", "9"],
        [None, "2", "9"],
        ["１７", "", "9"],
    ]
    raw = RawTable(Path("a.csv"), "", pd.DataFrame(rows), 1, 1, ("Buyer", "Mobile", "Amount"))
    mapping = ColumnMapping("a.csv", "", "orders", 1, {"customer_id": "Buyer", "amount": "Amount"})
    found = key_candidates(InspectedFiles((raw,), (mapping,)))
    assert [(key.header, key.customers, key.blank_rows, key.chosen) for key in found] == [
        ("Buyer", 1, 1, True),
        ("Mobile", 2, 1, False),
    ]
