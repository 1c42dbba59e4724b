"""The baseline: what a plan hands out, and what people typed on rows that are still open."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory, no_history
from retention_desk.foundation.handed_out import TOUCHED, handed_out_rows, open_touched_rows
from retention_desk.foundation.merge_results import FILL_IN

IDS = pd.Index(["007", "12", "顾客", "9"])
DAY, LATER = dt.date(2024, 5, 3), dt.date(2024, 5, 9)
PLAN = pd.DataFrame(
    {
        "customer": [2, 0, 3],
        "play": ["call", "offer", "call"],
        "arm": ["contact", "contact", "holdout"],
        "owner": ["Priya", "", "Tom"],
        "due": [DAY, DAY, DAY],
    }
)


def history(*rows):
    texts = {name: "" for name, kind in HISTORY_COLUMNS.items() if kind == "object"}
    columns = {
        name: [{**texts, "arm": "contact", **row}.get(name) for row in rows] for name in HISTORY_COLUMNS
    }
    frame = pd.DataFrame(columns).astype({"note": object})
    for name in ("due", "contacted_on"):
        frame[name] = pd.to_datetime(frame[name])
    frame[TOUCHED] = [row.get(TOUCHED, True) for row in rows]
    for name in {key for row in rows for key in row if key.startswith("+")}:
        frame[name] = [row.get(name) for row in rows]
    return ActionHistory(frame)


def test_a_plan_hands_out_owner_and_day_and_nothing_to_whom_is_held_out():
    rows = handed_out_rows(PLAN, IDS, no_history())
    assert rows["customer_id"].tolist() == ["顾客", "007", "9"]
    assert rows["owner"].tolist() == ["Priya", None, None]
    assert rows["due"].tolist() == [DAY, DAY, None]
    assert rows[list(FILL_IN)].notna().sum().sum() == 3


def test_what_people_typed_on_open_rows_is_carried_on():
    earlier = history(
        {
            "customer_id": "007",
            "owner": "Tom",
            "due": LATER,
            "status": "in_progress",
            "note": "rang",
            "+Budget": 5.0,
        },
        {"customer_id": "9", "status": "in_progress", "note": "called though held out"},
        {"customer_id": "12", "note": "not on the list"},
    )
    rows = handed_out_rows(PLAN, IDS, earlier).set_index("customer_id")
    assert rows.loc["007", ["owner", "due", "status", "note", "+Budget"]].tolist() == [
        "Tom", LATER, "in_progress", "rang", 5.0,
    ]  # fmt: skip
    assert rows.loc["顾客", ["owner", "due", "status"]].tolist() == ["Priya", DAY, None]
    assert rows.loc["9", ["note", "owner"]].tolist() == ["called though held out", None]


def test_closed_untouched_and_earlier_actions_are_not():
    earlier = history(
        {"customer_id": "007", "status": "in_progress", "note": "first list"},
        {"customer_id": "007", "status": "done", "note": "second list"},
        {"customer_id": "顾客", "owner": "Tom", "due": LATER, TOUCHED: False},
        {"customer_id": "12", "outcome": "stays", "contacted_on": DAY},
        {"customer_id": "", "note": "about nobody"},
    )
    assert not len(open_touched_rows(earlier))
    rows = handed_out_rows(PLAN, IDS, earlier)
    pd.testing.assert_frame_equal(rows, handed_out_rows(PLAN, IDS, no_history()))


def test_an_empty_plan_hands_out_nothing():
    assert len(handed_out_rows(PLAN.iloc[:0], IDS, no_history())) == 0
