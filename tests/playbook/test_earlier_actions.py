"""Which actions are still open, which have lapsed, and who was contacted not long ago."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.playbook.earlier_actions import earlier_actions
from tests.playbook.histories import history

ONE, TWO, THREE = "C00000", "C00001", "C00002"


def found(world, *rows, n=3, **settings):
    return earlier_actions(world(n).data(), history(*rows), PlaybookSettings(**settings))


def open_customers(world, *rows, **settings):
    return found(world, *rows, **settings).open_rows["customer_id"].tolist()


@pytest.mark.parametrize(
    ("row", "is_open"),
    [
        ({}, True),
        ({"status": "to_do"}, True),
        ({"status": "in_progress"}, True),
        ({"status": "done"}, False),
        ({"status": "skipped"}, False),
        ({"arm": "holdout"}, False),
        ({"handling": "automated"}, False),
        ({"contacted_on": "2024-09-25", "outcome": "stays"}, False),
        ({"contacted_on": "2024-09-25"}, True),
        ({"is_manual": True, "handling": "", "play": "", "due": None, "note": "asked for a call"}, True),
        ({"customer_id": ""}, False),
    ],
)
def test_open_is_what_is_to_be_done_by_hand_and_neither_done_nor_skipped(world, row, is_open):
    assert open_customers(world, {"customer_id": ONE, **row}) == ([ONE] if is_open else [])


def test_the_latest_row_of_a_customer_counts(world):
    first, second = {"customer_id": ONE}, {"customer_id": ONE, "list_id": "L2", "status": "done"}
    assert open_customers(world, first, second) == []
    assert open_customers(world, second, first) == [ONE]


def test_of_the_list_of_the_day_itself_only_what_somebody_worked_on_counts(world):
    today = {"customer_id": ONE, "handed_out_on": "2024-09-30", "due": "2024-10-07"}
    assert open_customers(world, today) == []
    assert found(world, today).rows.empty
    assert open_customers(world, {**today, "note": "asked for a call"}) == [ONE]
    assert open_customers(world, {**today, "handed_out_on": "2024-09-29"}) == [ONE]


def test_what_nobody_touched_lapses_and_what_somebody_touched_does_not(world):
    old = {"customer_id": ONE, "handed_out_on": "2024-08-01", "due": "2024-08-08"}
    lapsed = found(world, old)
    assert (len(lapsed.open_rows), lapsed.lapsed) == (0, 1)
    assert open_customers(world, old, open_days=60) == [ONE]
    assert open_customers(world, {**old, "note": "on holiday until October"}) == [ONE]
    assert open_customers(world, {**old, "due": "2024-09-16"}) == [ONE]
    assert open_customers(world, {**old, "due": "2024-09-15"}) == []


def test_the_longest_due_comes_first_and_strangers_are_counted(world):
    earlier = found(
        world,
        {"customer_id": ONE, "due": "2024-09-28"},
        {"customer_id": "gone"},
        {"customer_id": TWO, "due": "2024-09-25"},
    )
    assert earlier.open_rows["place"].tolist() == [1, 0]
    assert earlier.unknown == 1


def test_later_lists_are_not_seen(world):
    assert open_customers(world, {"customer_id": ONE, "handed_out_on": "2024-10-01"}) == []
    made = world(3)
    made.as_of = None
    rows = history({"customer_id": ONE, "handed_out_on": "2024-10-01", "due": None})
    assert len(earlier_actions(made.data(), rows, PlaybookSettings()).open_rows) == 1


@pytest.mark.parametrize(
    ("row", "is_cooling"),
    [
        ({"contacted_on": "2024-09-30"}, True),
        ({"contacted_on": "2024-09-01"}, True),
        ({"contacted_on": "2024-08-31"}, False),
        ({"contacted_on": "2024-10-02"}, False),
        ({"contacted_on": "2024-09-20", "handling": "automated"}, False),
        ({"contacted_on": "2024-09-20", "arm": "holdout"}, False),
        ({"status": "done"}, True),
        ({"status": "skipped"}, False),
    ],
)
def test_cooling_off_counts_days_since_a_contact_by_hand(world, row, is_cooling):
    cooling = found(world, {"customer_id": TWO, **row}).cooling
    assert cooling.tolist() == [False, is_cooling, False]
    assert not found(world, {"customer_id": TWO, **row}, cooling_off_days=0).cooling.any()


def test_nothing_before_the_first_list(world):
    earlier = earlier_actions(world(2).data(), no_history(), PlaybookSettings())
    assert len(earlier.open_rows) == len(earlier.rows) == earlier.lapsed == earlier.unknown == 0
    assert earlier.cooling.tolist() == [False, False]


def test_the_plan_carries_open_actions_on(world):
    made = world(3)
    made.warnings = {"open_complaint": [4.0, 4.0, 4.0]}
    rows = history(
        {"customer_id": TWO, "owner": "Ines", "status": "in_progress", "channel": "chat", "cost": 3.0},
        {"customer_id": THREE, "play": "long_gone", "due": "2024-10-05", "cost": None},
    )
    table = made.plan(history=rows).table.set_index("customer")
    assert table.index.tolist() == [1, 2, 0]
    assert table.loc[1, ["play", "owner", "status", "channel", "cost", "arm"]].tolist() == [
        "check_in_call", "Ines", "in_progress", "chat", 3.0, "contact",
    ]  # fmt: skip
    assert table["due"].tolist() == [dt.date(2024, 9, 27), dt.date(2024, 10, 5), dt.date(2024, 10, 2)]
    assert table["open_since"].tolist() == [dt.date(2024, 9, 20), dt.date(2024, 9, 20), None]
    assert table["is_overdue"].tolist() == [True, False, False]
    assert table.loc[2, "play"] == "long_gone"
