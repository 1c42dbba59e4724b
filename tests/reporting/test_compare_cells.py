"""Cells that are not what was handed out."""

import pandas as pd

from retention_desk.foundation.merge_results import ReturnedSheet
from retention_desk.reporting.compare_cells import changed_cells

SENT = pd.DataFrame({"customer_id": ["1", "2"], "owner": ["Tom ", None], "note": [None, "x"]}, dtype=object)


def changed(*rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "row", "is_keyed", "owner", "note", "+B"]).astype(
        object
    )
    frame = frame.where(frame.notna(), None)
    return [
        (c.customer_id, c.column, c.before, c.value, c.row)
        for c in changed_cells(ReturnedSheet("S", frame), SENT)
    ]


def test_only_differences_of_known_customers():
    assert changed(("1", 6, True, "Tom", None, None), ("9", 7, True, "Bo", None, None)) == []
    assert changed(("2", 6, True, "Bo", None, 2.5)) == [
        ("2", "owner", None, "Bo", 0), ("2", "note", "x", None, 0), ("2", "+B", None, 2.5, 0),
    ]  # fmt: skip


def test_an_empty_cell_of_a_row_added_by_hand_takes_nothing_away():
    assert changed(("1", 6, True, "Tom", None, None), ("2", 9, False, None, None, None)) == []
    assert changed(("2", 9, False, "Bo", None, None)) == [("2", "owner", None, "Bo", 0)]
