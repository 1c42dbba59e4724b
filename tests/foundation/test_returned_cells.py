"""The law of the merge: what holds hangs on the set of files, never on their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.merge_results import CellKey, KeptReturn, ManualAction, Settlement
from retention_desk.foundation.project_results import ReturnedEdit
from retention_desk.foundation.returned_cells import cells_that_hold, newest_first, same_cell

COLUMNS = frozenset({"status", "note", "owner"})
KEY = CellKey("L", "7", "status")


def at(hour):
    return None if hour is None else dt.datetime(2024, 5, 1, hour, tzinfo=dt.UTC)


def returned(who, hour, cells, *, removed=(), columns=COLUMNS, manual=(), file_hash=""):
    """Return a kept file: `cells` are (customer, column, value)."""
    name = file_hash or f"{who}{hour}{sorted(map(str, cells))}"
    edits = tuple(
        ReturnedEdit("L", customer, column, None, value, who, f"{who}.xlsx", name, at(hour), "Actions", row)
        for row, (customer, column, value) in enumerate(cells, start=6)
    )
    rows = tuple(
        ManualAction("L", customer, {"note": note}, who, f"{who}.xlsx", name, at(hour))
        for customer, note in manual
    )
    return KeptReturn(
        "L", f"{who}.xlsx", name, who, "properties", at(hour), 9, frozenset(removed), columns, edits, rows
    )


def value_of(*files, key=KEY, settlements=()):
    held = cells_that_hold(files, settlements).edits.get(key)
    return None if held is None else held.value


def test_one_colleague_changed_it():
    assert value_of(returned("Ann", 9, [("7", "status", "done")])) == "done"


def test_two_to_the_same_value_is_no_conflict():
    state = cells_that_hold([returned(who, 9, [("7", "status", "done")]) for who in ("Ann", "Bo")])
    assert (state.edits[KEY].value, state.conflicts, state.superseded) == ("done", (), ())


def test_two_to_different_values_is_a_conflict_with_both_sides_and_nothing_holds():
    state = cells_that_hold(
        [returned("Ann", 9, [("7", "status", "done")]), returned("Bo", 11, [("7", "status", "skipped")])]
    )
    (conflict,) = state.conflicts
    assert KEY not in state.edits
    assert [(side.who, side.value, side.file) for side in conflict.sides] == [
        ("Bo", "skipped", "Bo.xlsx"), ("Ann", "done", "Ann.xlsx"),
    ]  # fmt: skip
    assert not conflict.is_within_one_file


def test_a_newer_file_of_the_same_person_is_no_conflict_and_wins():
    old, new = returned("Ann", 9, [("7", "status", "to_do")]), returned("ann", 15, [("7", "status", "done")])
    for files in ([old, new], [new, old]):
        state = cells_that_hold(files)
        assert (state.edits[KEY].value, state.conflicts) == ("done", ())
        assert [edit.value for edit in state.superseded] == ["to_do"]


def test_a_newer_file_of_the_same_person_takes_an_edit_back():
    state = cells_that_hold(
        [returned("Ann", 9, [("7", "status", "done")]), returned("Ann", 15, [("8", "note", "x")])]
    )
    assert KEY not in state.edits
    assert [edit.value for edit in state.superseded] == ["done"]


def test_what_the_newer_file_no_longer_has_stays_as_the_older_one_says():
    old = returned("Ann", 9, [("7", "status", "done"), ("8", "note", "rang twice")])
    new = returned("Ann", 15, [], removed={"7"}, columns=frozenset({"status"}))
    state = cells_that_hold([old, new])
    assert {key.customer_id: edit.value for key, edit in state.edits.items()} == {
        "7": "done", "8": "rang twice",
    }  # fmt: skip


def test_a_cell_that_could_not_be_read_takes_nothing_back():
    old = returned("Ann", 9, [("7", "status", "done")])
    new = replace(returned("Ann", 15, []), not_read=frozenset({("7", "status")}))
    assert value_of(old, new) == "done"
    assert value_of(old, replace(new, not_read=frozenset({("7", "note")}))) is None


def test_files_of_one_person_without_a_time_contradict_each_other():
    files = [returned("Ann", None, [("7", "status", "done")]), returned("Ann", 9, [("7", "status", "to_do")])]
    assert len(cells_that_hold(files).conflicts) == 1


def test_a_file_can_contradict_itself():
    (conflict,) = cells_that_hold(
        [returned("Ann", 9, [("7", "status", "done"), ("7", "status", "skipped")])]
    ).conflicts
    assert conflict.is_within_one_file


def test_an_emptied_cell_is_an_edit():
    state = cells_that_hold(
        [returned("Ann", 9, [("7", "owner", None)]), returned("Bo", 9, [("7", "owner", "Tom")])]
    )
    assert state.conflicts[0].values in ((None, "Tom"), ("Tom", None))


def test_a_settlement_holds_until_somebody_says_something_else():
    ann, bo = returned("Ann", 9, [("7", "status", "done")]), returned("Bo", 11, [("7", "status", "skipped")])
    settled = [Settlement(KEY, "done", ("skipped", "done"), "Me")]
    state = cells_that_hold([ann, bo], settled)
    assert (state.edits[KEY].value, state.conflicts, len(state.settled)) == ("done", (), 1)
    assert [edit.who for edit in state.superseded] == ["Bo"]
    cy = returned("Cy", 12, [("7", "status", "done")])
    assert value_of(ann, bo, cy, settlements=settled) == "done"
    di = returned("Di", 12, [("7", "status", "in_progress")])
    assert len(cells_that_hold([ann, bo, di], settled).conflicts) == 1
    bo_later = returned("Bo", 14, [("7", "status", "done")])
    assert value_of(ann, bo_later, settlements=[Settlement(KEY, "skipped", ("skipped", "done"))]) == "done"


def test_a_conflict_can_be_settled_to_a_value_of_ones_own():
    files = [returned("Ann", 9, [("7", "note", "a")]), returned("Bo", 9, [("7", "note", "b")])]
    key = CellKey("L", "7", "note")
    state = cells_that_hold(files, [Settlement(key, "a; b", ("a", "b"), "Me")])
    assert (state.edits[key].value, state.edits[key].who) == ("a; b", "Me")
    assert {edit.value for edit in state.superseded} == {"a", "b"}


def test_rows_added_by_hand_are_kept_once_and_follow_their_person():
    first = returned("Ann", 9, [], manual=[("900", "new lead"), ("", "ask the shop")])
    later = returned("Ann", 15, [], manual=[("900", "met him")])
    other = returned("Bo", 9, [], manual=[("900", "met him"), ("900", "rang her")])
    notes = [action.values["note"] for action in cells_that_hold([first, later, other]).manual]
    assert sorted(notes) == ["ask the shop", "met him", "rang her"]


def test_numbers_and_truth_are_told_apart():
    assert same_cell(1, 1.0)
    assert not same_cell(True, 1)
    assert not same_cell(None, "")


def test_among_files_of_one_time_the_day_of_contact_says_which_is_newer():
    (edit,) = returned("Ann", 9, [("7", "status", "done")]).edits
    later = replace(edit, contacted_on=dt.date(2024, 4, 30), who="Bo")
    assert [one.who for one in newest_first([edit, later])] == ["Bo", "Ann"]


VALUES = st.sampled_from(["done", "skipped", "to_do", None])
CELLS = st.lists(
    st.tuples(st.sampled_from("789"), st.sampled_from(["status", "note"]), VALUES), max_size=5, unique=True
)
FILES = st.builds(
    returned,
    st.sampled_from(["Ann", "Bo", "Cy"]),
    st.sampled_from([None, 9, 10, 11]),
    CELLS,
    removed=st.sets(st.sampled_from("79"), max_size=1),
)


@given(st.lists(FILES, max_size=5), st.randoms())
def test_neither_order_nor_repeats_matter_and_nothing_typed_is_lost(files, chance):
    state = cells_that_hold(files)
    mixed = [*files, *files[:2]]
    chance.shuffle(mixed)
    again = cells_that_hold(mixed)
    assert {key: edit.value for key, edit in state.edits.items()} == {
        key: edit.value for key, edit in again.edits.items()
    }
    assert state.conflicts == again.conflicts
    assert set(state.superseded) == set(again.superseded)
    told = {(key, edit.value) for key, edit in state.edits.items()}
    told |= {(item.key, value) for item in state.conflicts for value in item.values}
    told |= {(CellKey(e.list_id, e.customer_id, e.column), e.value) for e in state.superseded}
    for file in files:
        for edit in file.edits:
            assert (CellKey(edit.list_id, edit.customer_id, edit.column), edit.value) in told
