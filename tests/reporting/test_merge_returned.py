"""Returned workbooks merged into the list that was handed out."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retention_desk.foundation.merge_results import FILL_IN, CellKey, HandedOutList
from retention_desk.foundation.returned_cells import cells_that_hold
from retention_desk.reporting.merge_returned import merge_returned
from tests.reporting.returned_books import NINE, Returned

ACTIONS, RD, LISTS = "Actions", "_rd", "Lists"
LATER = NINE + dt.timedelta(hours=3)


@pytest.fixture
def copies(books_as_read):
    """As many copies as colleagues, without the sheets that nobody fills in."""
    book = books_as_read["en"]
    lists = tuple(s for s in book.sheets if s.name in {ACTIONS, "High value", RD, LISTS})
    return lambda: Returned(replace(book, sheets=lists))


def held(merge_):
    return {(edit.customer_id, edit.column): edit.value for edit in merge_.taken}


def test_an_untouched_copy_changes_nothing_but_is_known(merge, returned):
    result = merge(returned.read())
    assert (result.taken, result.conflicts, result.removed, result.manual) == ((), (), (), ())
    assert result.returns[0].n_rows == len(returned.rows(ACTIONS))
    assert merge(returned.read(), known=result.returns).changes_nothing


def test_three_colleagues_come_together_and_conflicts_show_both_sides(merge, copies):
    a, b, c = copies().customers(ACTIONS)[:3]
    ann = copies().put(ACTIONS, a, status="Done", note="rang").put(ACTIONS, b, outcome="Stays")
    bo = (
        copies()
        .put(ACTIONS, a, status="Skipped")
        .put(ACTIONS, b, outcome="Stays")
        .put(ACTIONS, c, owner=None)
    )
    cy = copies().put(ACTIONS, c, due=dt.datetime(2025, 3, 1))
    result = merge(
        ann.read(who="Ann", file="a.xlsx"),
        bo.read(who="Bo", file="b.xlsx", saved_at=LATER),
        cy.read(who="Cy"),
    )
    taken = held(result)
    assert taken[a, "note"] == "rang"
    assert taken[b, "outcome"] == "stays"
    assert taken[c, "due"] == dt.date(2025, 3, 1)
    (conflict,) = result.conflicts
    assert (conflict.key.customer_id, conflict.key.column, conflict.before) == (a, "status", None)
    assert [(s.who, s.value, s.file, s.saved_at) for s in conflict.sides] == [
        ("Bo", "skipped", "b.xlsx", LATER), ("Ann", "done", "a.xlsx", NINE),
    ]  # fmt: skip
    assert (a, "status") not in taken
    assert result.agreed == 1


def test_the_order_and_the_number_of_merges_do_not_matter(merge, copies):
    a, b = copies().customers(ACTIONS)[:2]
    workbooks = [
        copies().put(ACTIONS, a, status="Done").read(who="Ann"),
        copies().put(ACTIONS, a, status="Skipped").put(ACTIONS, b, note="x").read(who="Bo"),
        copies().put(ACTIONS, a, status="To do").read(who="Ann", saved_at=LATER),
    ]
    outcomes = set()
    for order in itertools.permutations(workbooks):
        known = ()
        for workbook in order:
            known = (*known, *merge(workbook, known=known).returns)
        state = cells_that_hold(known)
        at_once = merge(*order)
        assert state.conflicts == at_once.conflicts
        assert {(k.customer_id, k.column): e.value for k, e in state.edits.items()} == held(at_once)
        outcomes.add(repr((sorted(held(at_once).items()), at_once.conflicts)))
    assert len(outcomes) == 1


def test_the_same_file_twice_changes_nothing(merge, returned):
    a = returned.customers(ACTIONS)[0]
    workbook = returned.put(ACTIONS, a, status="Done").read()
    first = merge(workbook, workbook)
    assert (len(first.returns), first.known) == (1, (workbook.file,))
    again = merge(workbook, known=first.returns)
    assert again.changes_nothing
    assert (again.taken, again.known) == ((), (workbook.file,))


def test_a_newer_file_of_the_same_person_wins_and_tells_what_it_replaced(merge, copies):
    a, b = copies().customers(ACTIONS)[:2]
    old = copies().put(ACTIONS, a, status="In progress").put(ACTIONS, b, note="first").read(who="Ann")
    new = copies().put(ACTIONS, a, status="Done").read(who="Ann", saved_at=LATER, file="list (1).xlsx")
    result = merge(new, old)
    assert (held(result), result.conflicts) == ({(a, "status"): "done"}, ())
    assert {(e.customer_id, e.value) for e in result.superseded} == {(a, "in_progress"), (b, "first")}
    one_by_one = merge(new, known=merge(old).returns)
    assert held(one_by_one) == {(a, "status"): "done"}
    assert [(e.customer_id, e.column, e.value) for e in one_by_one.undone] == [(b, "note", "first")]


def test_an_emptied_cell_is_an_edit(merge, returned, shop):
    table = shop.analysis.plan.table
    with_day = table[(table["arm"] != "holdout").to_numpy()]
    a = shop.analysis.data.customer_ids[with_day["customer"].iloc[0]]
    result = merge(returned.put(ACTIONS, a, due=None).read())
    assert held(result) == {(a, "due"): None}
    assert result.taken[0].before is not None


def test_a_tier_sheet_may_be_filled_in_instead_and_contradict_the_list(merge, returned):
    high = "High value"
    a, b, c = returned.customers(high)[:3]
    returned.put(high, a, status="Done").put(high, b, status="Done").put(ACTIONS, b, status="Skipped")
    returned.put(high, c, note="same").put(ACTIONS, c, note="same")
    result = merge(returned.read())
    assert held(result) == {(a, "status"): "done", (c, "note"): "same"}
    (conflict,) = result.conflicts
    assert conflict.is_within_one_file
    assert {side.sheet for side in conflict.sides} == {ACTIONS, high}


def test_a_row_that_stands_there_twice_is_a_conflict_only_where_it_differs(merge, returned):
    a = returned.customers(ACTIONS)[0]
    returned.put(ACTIONS, a, status="Done", note="rang")
    row, last = returned.row_of(ACTIONS, a), returned.rows(ACTIONS)[-1]
    for (r, column), value in list(returned.grids[ACTIONS].items()):
        if r == row:
            returned.set(ACTIONS, last + 1, column, value)
    returned.set(ACTIONS, last + 1, returned.places(ACTIONS)["note"], "rang again")
    result = merge(returned.read())
    assert held(result) == {(a, "status"): "done"}
    assert [conflict.key.column for conflict in result.conflicts] == ["note"]
    assert {f.code for f in result.findings} == {"returned_rows_twice"}


def test_a_row_typed_anew_for_a_customer_of_the_list_counts_where_it_says_something(merge, returned):
    a = returned.customers(ACTIONS)[0]
    place, last = returned.places(ACTIONS), returned.rows(ACTIONS)[-1]
    returned.set(ACTIONS, last + 1, place["customer"], a).set(ACTIONS, last + 1, place["note"], "rang again")
    assert held(merge(returned.read())) == {(a, "note"): "rang again"}


def test_removed_rows_are_shown_and_stay(merge, copies):
    gone, edited = copies().customers(ACTIONS)[:2]
    mine = copies()
    for sheet in (ACTIONS, "High value"):
        if gone in mine.customers(sheet):
            row = mine.row_of(sheet, gone)
            mine.move_rows(sheet, lambda r, row=row: None if r == row else r)
    result = merge(mine.read(who="Ann"), copies().put(ACTIONS, gone, note="still here").read(who="Bo"))
    assert [(row.customer_id, row.who) for row in result.removed] == [(gone, "Ann")]
    assert held(result) == {(gone, "note"): "still here"}
    only_there = copies()
    row = only_there.row_of(ACTIONS, edited)
    only_there.move_rows(ACTIONS, lambda r: None if r == row else r)
    assert [row.customer_id for row in merge(only_there.read()).removed] == [edited]


def test_rows_added_by_hand_are_kept_once(merge, copies):
    def with_row(note):
        mine = copies()
        last, place = mine.rows(ACTIONS)[-1], mine.places(ACTIONS)
        return mine.set(ACTIONS, last + 1, place["customer"], "NEW").set(
            ACTIONS, last + 1, place["note"], note
        )

    first = merge(with_row("met him").read(who="Ann"))
    assert [(row.customer_id, row.values["note"]) for row in first.manual] == [("NEW", "met him")]
    again = merge(with_row("met him").read(who="Bo"), known=first.returns)
    assert again.manual == ()
    later = merge(with_row("rang him").read(who="Ann", saved_at=LATER), known=first.returns)
    assert [row.values["note"] for row in later.manual] == ["rang him"]


def test_a_cell_that_is_no_choice_is_not_taken_and_takes_nothing_back(merge, copies):
    a = copies().customers(ACTIONS)[0]
    first = merge(copies().put(ACTIONS, a, status="Done").read(who="Ann"))
    second = merge(copies().put(ACTIONS, a, status="hm").read(who="Ann", saved_at=LATER), known=first.returns)
    assert (second.taken, second.undone, second.conflicts) == ((), (), ())
    assert [cell.text for cell in second.not_read["list.xlsx"]] == ["hm"]


def test_conflicts_are_settled_by_the_newest_by_name_or_one_by_one(merge, copies):
    a, b = copies().customers(ACTIONS)[:2]
    ann = copies().put(ACTIONS, a, status="Done").put(ACTIONS, b, note="a").read(who="Ann")
    bo = copies().put(ACTIONS, a, status="Skipped").put(ACTIONS, b, note="b").read(who="Bo", saved_at=LATER)
    newest = merge(ann, bo, prefer="newest")
    assert (held(newest), newest.conflicts) == ({(a, "status"): "skipped", (b, "note"): "b"}, ())
    assert {edit.who for edit in newest.superseded} == {"Ann"}
    assert held(merge(ann, bo, prefer="ann")) == {(a, "status"): "done", (b, "note"): "a"}
    assert len(merge(ann, bo, prefer="Nobody").conflicts) == 2
    key = CellKey(ann.list_id, b, "note")
    chosen = merge(ann, bo, settled={key: "a and b"})
    assert held(chosen) == {(b, "note"): "a and b"}
    assert [conflict.key.column for conflict in chosen.conflicts] == ["status"]
    later = merge(known=chosen.returns, settlements=chosen.settlements, prefer="Bo")
    assert held(later) == {(a, "status"): "skipped"}


def test_of_files_saved_at_one_time_none_is_the_newest_but_a_later_contact_decides(merge, copies):
    a, b = copies().customers(ACTIONS)[:2]
    day = dt.datetime(2025, 2, 1)
    ann = copies().put(ACTIONS, a, status="Done").put(ACTIONS, b, status="Done", contacted_on=day)
    bo = copies().put(ACTIONS, a, status="Skipped").put(ACTIONS, b, status="Skipped", contacted_on=day)
    bo.put(ACTIONS, b, contacted_on=day + dt.timedelta(1))
    result = merge(ann.read(who="Ann"), bo.read(who="Bo"), prefer="newest")
    assert [conflict.key.customer_id for conflict in result.conflicts] == [a]
    assert held(result)[b, "status"] == "skipped"
    unknown = merge(ann.read(who="Ann", saved_at=None), bo.read(who="Bo"), prefer="newest")
    assert unknown.settlements == ()


def test_other_projects_older_lists_and_lists_without_a_mark_are_told_apart(merge, copies, handed_out):
    a = copies().customers(ACTIONS)[0]
    mine = copies().put(ACTIONS, a, note="x").read()
    newer = replace(handed_out, list_id="other", as_of=dt.date(2025, 6, 1), rows=handed_out.rows.iloc[:5])
    lists = {handed_out.list_id: handed_out, "other": newer}
    older = merge_returned(lists, (), (), (mine,))
    assert [finding.code for finding in older.findings] == ["returned_older_list"]
    assert older.taken[0].list_id == handed_out.list_id
    stray = merge_returned({"other": newer}, (), (), (mine,))
    assert [item.error.code for item in stray.not_merged] == ["unknown_list"]
    assert stray.changes_nothing
    assert merge_returned({}, (), (), (mine,)).not_merged[0].error.code == "no_list_handed_out"
    unmarked = replace(copies().put(ACTIONS, a, note="x").drop(RD, LISTS).read(), list_id="")
    found = merge(unmarked)
    assert held(found) == {(a, "note"): "x"}
    assert "returned_list_by_customers" in {finding.code for finding in found.findings}
    few = HandedOutList("few", None, handed_out.rows.iloc[:3])
    assert merge_returned({"few": few}, (), (), (unmarked,)).not_merged[0].error.code == "unknown_list"


def test_without_its_hidden_sheet_a_workbook_is_compared_with_the_projects_copy(merge, copies, handed_out):
    a = copies().customers(ACTIONS)[0]
    mine = copies().put(ACTIONS, a, note="x").drop(RD, LISTS)
    last, place = mine.rows(ACTIONS)[-1], mine.places(ACTIONS)
    mine.set(ACTIONS, last + 1, place["customer"], "NEW").set(ACTIONS, last + 1, place["note"], "by hand")
    result = merge(mine.read())
    assert held(result) == {(a, "note"): "x"}
    assert [(row.customer_id, row.values["note"]) for row in result.manual] == [("NEW", "by hand")]
    assert result.returns[0].n_rows == len(handed_out.rows)


CELL = st.tuples(
    st.integers(0, 5),
    st.sampled_from(["status", "note", "owner", "+Budget"]),
    st.sampled_from(["Done", "Skipped", "hm", None]),
    st.sampled_from([0, 1]),
)
FILE = st.tuples(
    st.sampled_from(["Ann", "Bo", "Cy"]),
    st.sampled_from([None, NINE, LATER]),
    st.lists(CELL, max_size=6),
    st.sets(st.integers(0, 5), max_size=2),
)


@settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(FILE, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_nothing_typed_is_lost_and_every_row_is_accounted_for(merge, copies, files, chance):
    workbooks = []
    for place, (who, saved_at, cells, removed) in enumerate(files):
        mine = copies().drop("High value")
        own = max(mine.places(ACTIONS).values()) + 2
        customers = mine.customers(ACTIONS)[:6]
        for at, column, value, _ in cells:
            number = mine.places(ACTIONS).get(column, own)
            mine.set(ACTIONS, 5, number, "Budget") if number == own else None
            mine.set(ACTIONS, mine.row_of(ACTIONS, customers[at]), number, value)
        gone = {mine.row_of(ACTIONS, customers[at]) for at in removed}
        mine.move_rows(ACTIONS, lambda row, gone=gone: None if row in gone else row)
        workbooks.append(mine.read(who=who, saved_at=saved_at, file=f"{place}.xlsx"))
    result = merge(*workbooks)
    mixed = [*workbooks, *workbooks[:1]]
    chance.shuffle(mixed)
    again = merge(*mixed)
    assert held(result) == held(again)
    assert result.conflicts == again.conflicts
    assert merge(*mixed, known=result.returns).changes_nothing
    told = {(e.customer_id, e.column, e.value) for e in (*result.taken, *result.superseded)}
    told |= {(c.key.customer_id, c.key.column, value) for c in result.conflicts for value in c.values}
    told |= {(c.customer_id, c.column, None) for cells in result.not_read.values() for c in cells}
    for kept in result.returns:
        assert {(e.customer_id, e.column, e.value) for e in kept.edits} <= told
        assert kept.n_rows + len(kept.removed) == len(copies().rows(ACTIONS))
        assert kept.columns <= {*FILL_IN, "+Budget"}
