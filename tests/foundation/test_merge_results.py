"""What a merge gives, as nouns."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.merge_results import CellKey, Conflict, Merge, ReturnedSheet
from retention_desk.foundation.project_results import ReturnedEdit


def side(who, value, file_hash):
    return ReturnedEdit("L", "7", "status", None, value, who, f"{who}.xlsx", file_hash)


def test_a_conflict_names_its_different_values_once():
    conflict = Conflict(
        CellKey("L", "7", "status"),
        None,
        (side("A", "done", "1"), side("B", None, "2"), side("C", "done", "3")),
    )
    assert conflict.values == ("done", None)
    assert not conflict.is_within_one_file
    assert Conflict(conflict.key, None, (side("A", "x", "1"), side("A", "y", "1"))).is_within_one_file


def test_a_sheet_tells_its_columns():
    rows = pd.DataFrame(
        {"customer_id": ["1"], "row": [6], "is_keyed": [True], "note": ["x"], "+Budget": [3.0]}
    )
    assert ReturnedSheet("Actions", rows).columns == ("note", "+Budget")


def test_a_merge_without_new_files_changes_nothing():
    assert Merge((), ("a.xlsx",), (), ()).changes_nothing
