"""The record of a merge."""

from __future__ import annotations

import datetime as dt
import json

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.merge_results import (
    CellKey,
    CellNotRead,
    Conflict,
    KeptReturn,
    ManualAction,
    Merge,
    NotMerged,
    RemovedRow,
    Settlement,
)
from retention_desk.foundation.project_results import ReturnedEdit
from retention_desk.foundation.wording import Words, phrase
from retention_desk.headless.merge_record import merge_record

NINE = dt.datetime(2025, 2, 3, 9, tzinfo=dt.UTC)
KEY = CellKey("L", "7", "due")


def test_everything_a_merge_says_is_in_its_record():
    edit = ReturnedEdit("L", "7", "due", None, dt.date(2025, 3, 1), "Ann", "a.xlsx", "h", NINE, "Actions", 6)
    kept = KeptReturn(
        "L", "a.xlsx", "h", "Ann", "properties", NINE, 9, frozenset({"8"}), frozenset({"due"}), (edit,)
    )
    merge = Merge(
        (kept,), ("b.xlsx",), (edit,), (Conflict(KEY, None, (edit, edit)),), (Settlement(KEY, None, (None, "x")),),
        (edit,), 2, (edit,), (RemovedRow("L", "8", "Ann", "a.xlsx"),),
        (ManualAction("L", "", {"due": dt.date(2025, 3, 1)}, "Ann", "a.xlsx", "h"),),
        {"a.xlsx": (CellNotRead("7", "status", "hm", "Actions", 6),)},
        (Finding("returned_key_gone", "look", 3, phrase("The hidden column of row keys is gone."), phrase("x")),),
        (NotMerged("c.xlsx", UserFacingError("damaged", phrase("a"), phrase("b"), phrase("c"))),),
    )  # fmt: skip
    record = json.loads(json.dumps(merge_record(merge, Words("zh_CN"))))
    assert record["counts"] == {
        "files": 1, "known": 1, "taken": 1, "agreed": 2, "undone": 1, "superseded": 1, "conflicts": 1,
        "settled": 1, "removed": 1, "manual": 1, "not_read": 1, "not_merged": 1,
    }  # fmt: skip
    assert record["taken"][0] == {
        "list_id": "L", "customer_id": "7", "column": "due", "before": None, "value": "2025-03-01", "who": "Ann",
        "file": "a.xlsx", "saved_at": "2025-02-03T09:00:00+00:00", "sheet": "Actions", "row": 6,
        "contacted_on": None,
    }  # fmt: skip
    assert record["conflicts"][0]["sides"][0]["who"] == "Ann"
    assert record["files"][0]["rows_missing"] == 1
    assert record["findings"][0]["text"] != "The hidden column of row keys is gone."
    assert record["not_merged"][0]["code"] == "damaged"
