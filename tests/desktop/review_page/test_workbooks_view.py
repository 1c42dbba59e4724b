"""The table of workbooks: told before anything is kept, settled, taken in; what came back before below it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.review_page.flow import Brought, KeptSoFar, ReturnFlow
from retention_desk.desktop.review_page.state import ReviewState
from retention_desk.desktop.review_page.workbooks_view import (
    WorkbooksView,
    customer_names,
    sentence,
    take_words,
)
from tests.desktop.factory import make_analysis
from tests.desktop.review_page.test_files_card import PROTECTED
from tests.desktop.review_parts import holding, kept_return, make_review, merge, state


@pytest.fixture
def flow(opened):
    return ReturnFlow(opened.window.runner, lambda: None)


@pytest.fixture
def view(opened, qtbot, flow):
    opened.session.show_analysis(make_analysis(), "Book")
    view = WorkbooksView(opened.window.page("home").desk, flow)
    qtbot.addWidget(view)
    view.show()
    view.show_state(state())
    return view


def lay_on_the_table(flow, **changes):
    flow.brought = Brought(read=(object(),), refused=(PROTECTED,), merge=merge(**changes))
    flow.changed.emit()


def test_nothing_back_offers_to_bring_workbooks(view, qtbot):
    assert view.lack.isVisible()
    with qtbot.waitSignal(view.wished) as wished:
        view.lack.button.click()
    assert wished.args == ["bring"]
    view.show_state(state(review=make_review(lists=0)))
    assert "handed out" in view.lack.title.spoken()
    view.show_state(ReviewState())
    assert "project" in view.lack.title.spoken()


def test_what_is_on_the_table_is_told_before_it_is_kept(view, flow, words):
    lay_on_the_table(flow)
    assert not view.lack.isVisible()
    assert view.files.isVisible()
    assert view.conflicts.isVisible()
    assert view.cells.shown().key == "taken"
    assert view.keep.text() == "Take in 3 cells"
    assert words(sentence(flow)).replace("**", "").startswith("3 cells would be taken in, 3 in conflict")


def test_settled_conflicts_count_as_cells_to_take_in(view, flow, words):
    lay_on_the_table(flow)
    view.conflicts.newest.click()
    assert view.keep.text() == "Take in 6 cells"
    assert flow.n_open == 0


def test_nothing_new_cannot_be_taken_in(view, flow, words):
    none = dict.fromkeys(("returns", "taken", "conflicts", "removed", "manual", "not_merged"), ())
    lay_on_the_table(flow, **none)
    assert not view.keep.isEnabled()
    flow.brought = Brought(read=(object(),), merge=merge(**none))
    assert "nothing new" in words(sentence(flow))


def test_what_came_back_before_is_there_without_files_on_the_table(view, flow, words):
    flow.so_far = KeptSoFar((kept_return("Anna"),), (), holding())
    flow.changed.emit()
    assert view.kept.isVisible()
    assert view.cells.shown().key == "holds"
    assert view.conflicts.isVisible()
    assert not view.files.isVisible()
    said = words(sentence(flow)).replace("**", "")
    assert said == "1 workbooks from 1 people came back with 2 cells filled in; conflicts open: 1."


def test_a_read_only_project_takes_nothing_in(view, flow):
    view.show_state(state(can_write=False))
    lay_on_the_table(flow)
    assert not view.keep.isEnabled()
    assert not view.bring.isEnabled()


def test_the_password_of_a_protected_file_is_asked_above_the_page(view, flow, opened, tmp_path):
    lay_on_the_table(flow)
    flow.brought = Brought({"secret.xlsx": tmp_path / "secret.xlsx"}, (object(),), (PROTECTED,), merge())
    view.files.password_wanted.emit("secret.xlsx")
    assert opened.window.notices.isVisible()


def test_a_row_opens_its_customer_where_there_is_one(view, flow, opened):
    lay_on_the_table(flow)
    view.cells.customer_asked.emit("no such")
    assert not opened.workspace.customer_sheet.is_open
    view.cells.customer_asked.emit("12001")
    assert opened.workspace.customer_sheet.is_open


def test_words_of_the_button(words):
    assert words(take_words(None, 0)) == "Take in"
    assert words(take_words(None, 1)) == "Take in 1 cell"


def test_names_are_those_of_the_data():
    analysis = make_analysis(6)
    assert customer_names(None) == customer_names(analysis) == {}
    analysis.data.customers["name"] = ["Ada", None, "Bo", None, None, None]
    assert customer_names(analysis) == {"12000": "Ada", "12002": "Bo"}


def test_the_key_file_chosen_opens_what_is_anonymised(view, flow, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(flow, "open_anonymised", opened.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: ("", ""))
    view.files.key_wanted.emit()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(tmp_path / "a.key"), ""))
    view.files.key_wanted.emit()
    assert opened == [tmp_path / "a.key"]
