from __future__ import annotations

import datetime as dt

import pandas as pd

from retention_desk.foundation.action_history import HISTORY_COLUMNS, no_history
from retention_desk.foundation.handed_out import TOUCHED, handed_out_rows
from retention_desk.foundation.merge_results import FILL_IN, KeptReturn, ManualAction, Merge
from retention_desk.foundation.project_results import ReturnedEdit
from retention_desk.project.history import action_history

DAY = dt.date(2024, 5, 2)


def returned(list_id, cells, manual=()):
    edits = tuple(
        ReturnedEdit(list_id, customer, column, None, value, "Ann", "a.xlsx", "hash")
        for customer, column, value in cells
    )
    actions = tuple(
        ManualAction(list_id, customer, values, "Ann", "a.xlsx", "hash") for customer, values in manual
    )
    columns = frozenset({*FILL_IN, "+Budget"})
    return Merge(
        (KeptReturn(list_id, "a.xlsx", "hash", "Ann", "file", None, 9, frozenset(), columns, edits, actions),),
        (), (), (),
    )  # fmt: skip


def test_nothing_handed_out_is_no_history(project):
    assert project.history() is no_history()


def test_the_history_has_what_was_handed_out_and_what_holds(project, analysis):
    plan = project.save_plan(analysis, "list-1")
    table = project.load_plan(plan)
    contacted = table[table["arm"] == "contact"]["customer_id"].tolist()
    cells = [
        (contacted[0], "status", "done"), (contacted[0], "contacted_on", DAY), (contacted[1], "note", "rang"),
        (contacted[1], "+Budget", 2.5), (contacted[2], "owner", "Tom"),
    ]  # fmt: skip
    project.save_merge(returned("list-1", cells, [("900", {"note": "new", "owner": "Bo", "due": DAY})]))
    history = project.history()
    rows = history.rows.set_index("customer_id")
    assert list(history.rows.columns[: len(HISTORY_COLUMNS)]) == list(HISTORY_COLUMNS)
    assert {name: str(history.rows[name].dtype) for name in HISTORY_COLUMNS} == dict(HISTORY_COLUMNS)
    assert len(history.rows) == len(table) + 1
    assert (rows.loc[contacted[0], "status"], rows.loc[contacted[0], "contacted_on"]) == (
        "done",
        pd.Timestamp(DAY),
    )
    assert (rows.loc[contacted[1], "note"], rows.loc[contacted[1], "+Budget"]) == ("rang", 2.5)
    assert rows[TOUCHED].sum() == 4
    assert rows.loc["900", "is_manual"]
    assert rows.loc["900", "owner"] == "Bo"
    assert rows["play"].iloc[:-1].tolist() == table["play"].tolist()
    assert set(rows["handed_out_on"].dt.date) == {analysis.data.as_of}
    assert rows["is_manual"].sum() == 1


def test_what_was_typed_survives_the_next_list_and_stays_touched(project, analysis):
    from dataclasses import replace

    project.save_plan(analysis, "list-1")
    listed = analysis.plan.table[(analysis.plan.table["arm"] == "contact").to_numpy()]
    customer = analysis.data.customer_ids[listed["customer"].iloc[0]]
    project.save_merge(returned("list-1", [(customer, "status", "in_progress"), (customer, "note", "rang")]))
    second = project.save_plan(replace(analysis, history=project.history()), "list-2")
    handed_out = project.handed_out(second).set_index("customer_id")
    assert handed_out.loc[customer, ["status", "note"]].tolist() == ["in_progress", "rang"]
    assert handed_out["status"].notna().sum() == 1
    rows = project.history().rows
    assert rows[rows["customer_id"] == customer]["note"].tolist() == ["rang", "rang"]
    third = project.save_plan(replace(analysis, history=project.history()), "list-3")
    assert project.handed_out(third).set_index("customer_id").loc[customer, "note"] == "rang"


def test_a_list_kept_by_an_early_version_has_what_its_plan_says(project, analysis):
    plan = project.save_plan(analysis, "list-1")
    with project.database.writing() as connection:
        connection.execute("DELETE FROM frame WHERE name = 'handed_out'")
    expected = handed_out_rows(analysis.plan.table, analysis.data.customer_ids, no_history())
    pd.testing.assert_frame_equal(project.handed_out(plan), expected)


def test_edits_of_customers_that_the_list_has_not_are_left_out(project, analysis):
    plan = project.save_plan(analysis, "list-1")
    project.save_merge(returned("list-1", [("nobody", "status", "done")]))
    lists = [(plan, project.load_plan(plan), project.handed_out(plan))]
    assert not action_history(lists, project.holding()).rows[TOUCHED].any()
