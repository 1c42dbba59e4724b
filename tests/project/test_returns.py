from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import CellKey, KeptReturn, ManualAction, Merge, Settlement
from retention_desk.foundation.project_results import ReturnedEdit

NINE = dt.datetime(2024, 5, 1, 9, tzinfo=dt.UTC)


def returned(list_id, who, cells, file_hash, saved_at=NINE):
    file = f"list_{who}.xlsx"
    edits = tuple(
        ReturnedEdit(
            list_id, customer, column, None, value, who, file, file_hash, saved_at, "Actions", 6,
            dt.date(2024, 4, 30),
        )
        for customer, column, value in cells
    )  # fmt: skip
    action = ManualAction(
        list_id, "900", {"note": "new", "due": dt.date(2024, 6, 1)}, who, file, file_hash, saved_at
    )
    return KeptReturn(
        list_id, file, file_hash, who, "properties", saved_at, 12, frozenset({"4", "5"}),
        frozenset({"status", "note", "+Budget"}), edits, (action,), frozenset({("6", "status"), ("1", "due")}),
    )  # fmt: skip


def merged(*files, settlements=()):
    return Merge(files, (), (), (), settlements)


@pytest.fixture
def plan(project, analysis):
    return project.save_plan(analysis, "list-1")


def test_what_is_kept_comes_back_as_it_was(project, plan):
    cells = [
        ("1", "status", "done"),
        ("2", "due", dt.date(2024, 5, 2)),
        ("3", "note", None),
        ("3", "+Budget", 2.5),
    ]
    kept = returned("list-1", "Ann", cells, "ab")
    assert project.save_merge(merged(kept)) == 1
    (read,) = project.returns(plan)
    assert read.merged_at is not None
    assert replace(read, merged_at=None).__dict__ == kept.__dict__


def test_the_same_file_twice_changes_nothing(project, plan):
    kept = returned("list-1", "Ann", [("1", "status", "done")], "ab")
    project.save_merge(merged(kept))
    first, journal = project.returns(), project.journal()
    assert project.save_merge(merged(kept)) == 0
    assert [item.__dict__ for item in project.returns()] == [item.__dict__ for item in first]
    assert project.journal() == journal
    assert [entry.what for entry in journal].count("returned") == 1


def test_conflicts_stay_until_they_are_settled(project, plan):
    files = [
        returned("list-1", who, [("1", "status", value)], who)
        for who, value in (("Ann", "done"), ("Bo", "skipped"))
    ]
    project.save_merge(merged(*files))
    (conflict,) = project.holding(plan).conflicts
    assert project.holding().edits == {}
    settled = Settlement(conflict.key, "done", conflict.values)
    project.save_merge(merged(settlements=(settled,)))
    assert project.holding(plan).edits[CellKey("list-1", "1", "status")].value == "done"
    (read,) = project.settlements()
    assert (read.who, replace(read, at=None, who="")) == (project.who, settled)


def test_a_list_that_was_not_handed_out_from_here_is_refused_wholly(project, plan):
    good, stray = (
        returned(list_id, "Ann", [("1", "status", "done")], list_id) for list_id in ("list-1", "other")
    )
    with pytest.raises(UserFacingError) as caught:
        project.save_merge(merged(good, stray))
    assert caught.value.code == "unknown_list"
    assert project.returns() == ()


def test_an_origin_of_another_hand_is_a_damage(project, plan):
    project.save_merge(merged(returned("list-1", "Ann", [], "ab")))
    with project.database.writing() as connection:
        connection.execute("UPDATE returned_file SET who_from = 'oracle'")
    with pytest.raises(UserFacingError) as caught:
        project.returns()
    assert caught.value.code == "project_damaged"


def test_a_merge_is_taken_back_as_one(project, plan):
    first = returned("list-1", "Ann", [("1", "status", "done")], "ab")
    second = returned("list-1", "Ben", [("1", "status", "skipped")], "cd")
    key = CellKey("list-1", "1", "status")
    project.save_merge(merged(first))
    earlier = Settlement(key, "to_do", ("done", "in_progress"))
    project.save_merge(merged(settlements=(earlier,)))
    merge = merged(second, settlements=(Settlement(key, "skipped", ("done", "skipped")),))
    project.save_merge(merge)
    project.take_back_merge(merge)
    assert [item.who for item in project.returns()] == ["Ann"]
    assert [item.value for item in project.settlements()] == ["to_do"]
    assert project.holding().edits[key].value == "done"
    assert [entry.what for entry in project.journal()][:2] == ["opened_again", "taken_back"]
    project.save_merge(merge)
    assert [item.who for item in project.returns()] == ["Ann", "Ben"]


def test_taking_back_what_is_not_there_changes_nothing(project, plan):
    before = project.journal()
    project.take_back_merge(merged(returned("list-1", "Ann", [("1", "status", "done")], "ab")))
    assert project.journal() == before
