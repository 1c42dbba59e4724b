"""Changes of a draft: worked out, named, undone and made again."""

from __future__ import annotations

from pathlib import Path

import pytest

ROWS = "".join(f"K{i % 4},0{1 + i % 9}/0{1 + i % 6}/2024,{10 + i}.5,x{i}\n" for i in range(24))


@pytest.fixture
def flow(opened, tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(f"customer id,order date,amount,extra\n{ROWS}", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    opened.imports.run = lambda: opened.run("score")
    return opened.imports


def columns(flow):
    return dict(flow.draft.mappings[0].columns)


def test_an_edit_is_named_undone_and_made_again(flow, words):
    before = columns(flow)
    assert flow.undo_name is None
    flow.set_meaning(0, "extra", "product")
    flow.run()
    assert words(flow.undo_name) == "Meaning of a column"
    flow.undo()
    flow.run()
    assert columns(flow) == before
    assert flow.draft.data is not None
    flow.redo()
    flow.run()
    assert columns(flow)["product"] == "extra"


def test_an_ambiguous_date_is_asked_answered_and_the_answer_undone(flow):
    (asked,) = flow.draft.asked
    assert asked.question.header == "order date"
    guess = asked.question.guess
    first = flow.draft.data.first_day
    flow.answer(asked, not guess)
    flow.run()
    assert flow.draft.asked[0].answer_in(flow.draft.mappings) is (not guess)
    assert not flow.draft.mappings[0].questions
    assert flow.draft.data.as_of != first
    flow.undo()
    flow.run()
    assert flow.draft.asked[0].answer_in(flow.draft.mappings) is None
    assert flow.draft.data.first_day == first


def test_meanings_change_places_and_a_setting_is_a_step(flow):
    flow.move_meaning(0, "amount", "extra")
    flow.run()
    assert columns(flow)["amount"] == "extra"
    flow.set_setting("general.active_window_days", 30)
    assert flow.draft.settings.general.active_window_days == 30
    flow.undo()
    assert flow.draft.settings.general.active_window_days == 90


def test_a_sheet_left_out_is_taken_in_again_by_its_kind(flow, opened):
    flow.set_skip(0, True)
    flow.run()
    assert flow.draft.error is not None
    flow.set_kind(0, "orders")
    opened.run("file")
    flow.run()
    assert flow.draft.error is None
    assert not flow.draft.mappings[0].skip


def test_another_kind_is_worked_out_behind_and_is_one_step_with_its_customer(flow, opened, words):
    flow.set_kind(0, "customers", customer="extra")
    assert flow.draft.mappings[0].kind == "orders"
    opened.run("file")
    assert flow.draft.mappings[0].kind == "customers"
    assert columns(flow)["customer_id"] == "extra"
    assert words(flow.undo_name) == "Kind of a sheet"
    flow.undo()
    flow.run()
    assert flow.draft.mappings[0].kind == "orders"


def test_a_change_made_while_another_kind_is_worked_out_is_kept(flow, opened):
    flow.set_kind(0, "orders")
    flow.set_meaning(0, "extra", "product")
    opened.run("file")
    opened.run("file")
    flow.run()
    assert columns(flow)["product"] == "extra"
    assert flow.draft.mappings[0].kind_confidence == 1.0


def test_the_search_for_columns_of_another_kind_can_be_stopped(flow, opened):
    before = flow.draft
    flow.set_kind(0, "customers")
    flow.runner.cancel("file")
    opened.run("file")
    assert flow.draft is before
