"""What is kept of a returned workbook."""

from __future__ import annotations

import datetime as dt

from retention_desk.reporting.kept_return import kept_return, removed_rows

ACTIONS = "Actions"


def test_a_workbook_is_kept_by_its_differences(returned, handed_out):
    one, two, gone = returned.customers(ACTIONS)[:3]
    day = dt.datetime(2025, 1, 3)
    returned.put(ACTIONS, one, status="Done", contacted_on=day).put(ACTIONS, two, status="hm")
    row = returned.row_of(ACTIONS, gone)
    returned.move_rows(ACTIONS, lambda r: None if r == row else r)
    workbook = returned.read(file="list_Ann.xlsx")
    kept = kept_return(workbook, handed_out)
    assert {(e.customer_id, e.column, e.value, e.sheet, e.contacted_on) for e in kept.edits} == {
        (one, "status", "done", ACTIONS, day.date()), (one, "contacted_on", day.date(), ACTIONS, day.date()),
    }  # fmt: skip
    assert {e.row for e in kept.edits} == {returned.row_of(ACTIONS, one)}
    assert kept.not_read == {(two, "status")}
    assert kept.n_rows + len(kept.removed) == len(handed_out.rows)
    assert [item.customer_id for item in removed_rows(workbook, kept)] == [gone]
    assert gone not in kept.removed  # it still stands on the sheet of its tier
