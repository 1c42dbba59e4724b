"""The review page: seven views, each with what is lacking; dropped workbooks come back to it."""

from __future__ import annotations

import pytest

from retention_desk.desktop.pages.review import VIEWS
from tests.desktop.factory import make_analysis
from tests.desktop.review_page.test_flow import filled

KEYS = [key for key, _name in VIEWS]


@pytest.fixture
def page(opened):
    opened.session.show_analysis(make_analysis(), "Book")
    return opened.window.open_page("review")


@pytest.fixture
def project_page(opened, client):
    opened.workspace.project.open(client)
    opened.settle()
    page = opened.window.open_page("review")
    opened.settle()
    return page


def test_before_anything_is_open_it_says_what_will_be_here(opened):
    page = opened.window.open_page("review")
    assert "whether the contacts worked" in page._empty.note.spoken()


def test_one_view_is_on_show_at_a_time(page, opened):
    for key in KEYS:
        opened.window.commands.run(f"review.{key}")
        assert [name for name, view in page.views.items() if view.isVisible()] == [key]


@pytest.mark.parametrize("key", [key for key in KEYS if key != "experiments"])
def test_without_a_project_each_view_offers_one(page, opened, key):
    asked = []
    opened.workspace.project_desk.new = lambda: asked.append("new")
    page.open_view(key)
    view = page.views[key]
    assert view.lack.isVisible()
    view.lack.button.click()
    assert asked == ["new"]


def test_nothing_is_wider_than_the_page(project_page, opened, qtbot):
    opened.window.resize(1366, 768)
    for language in ("en", "zh_CN"):
        opened.window.set_language(language)
        for key in KEYS:
            project_page.open_view(key)
            opened.settle()
            qtbot.wait(1)
            assert project_page._holder.minimumSizeHint().width() <= project_page.width(), (key, language)


def test_while_the_review_is_worked_out_it_says_so(opened, client):
    opened.workspace.project.open(client)
    opened.settle()
    page = opened.window.open_page("review")
    page.open_view("moves")
    assert page.waiting.isVisible()
    assert not page.views["moves"].isVisible()
    page.open_view("experiments")
    assert not page.waiting.isVisible()
    page.open_view("moves")
    opened.settle()
    assert page.views["moves"].isVisible()
    assert not page.waiting.isVisible()


def test_buttons_of_other_views_are_out_of_the_way(project_page):
    project_page.open_view("workbooks")
    assert project_page.workbooks.lack.isVisible()
    project_page.open_view("moves")
    assert not any(button.isVisible() for button in project_page.workbooks.head_buttons())


def test_dropped_workbooks_come_back(project_page, opened, tmp_path):
    file = tmp_path / "no workbook.xlsx"
    file.write_text("nothing")
    opened.workspace.open_dropped([file])
    opened.settle()
    assert project_page.tabs.key() == "workbooks"
    assert [item.file for item in project_page.review.flow.brought.refused] == ["no workbook.xlsx"]
    assert opened.workspace.imports.draft is None


def test_without_a_project_dropped_files_are_imported(page, opened, tmp_path):
    assert not page.take_files([tmp_path / "orders.csv"])


def test_the_wishes_lead_on(project_page, opened, monkeypatch):
    asked = []
    workspace = opened.workspace
    monkeypatch.setattr(workspace, "ask_workbook", lambda: asked.append("export"))
    monkeypatch.setattr(workspace, "choose_files", lambda: asked.append("data"))
    monkeypatch.setattr(project_page.workbooks, "choose", lambda: asked.append("bring"))
    for wish in ("export", "data", "bring"):
        project_page._follow(wish)
    assert asked == ["export", "data", "bring"]
    project_page._follow("holdout")
    assert opened.window.current_key == "actions"


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_a_list_goes_out_comes_back_and_is_settled(project_page, opened, tmp_path):
    workspace, page = opened.workspace, project_page
    handed_out = tmp_path / "actions.xlsx"
    workspace.exports.workbook(handed_out, opened.window.words)
    opened.settle()
    workspace.project.autosave.save()
    opened.settle()
    copies = [
        filled(handed_out, tmp_path, "Anna", "Stays"),
        filled(handed_out, tmp_path, "Ben", "Leaves", rows=(1, 2)),
    ]
    opened.window.open_page("review")
    opened.window.files_dropped.emit(copies)
    opened.settle()
    assert page.workbooks.keep.text() == "Take in 2 cells"
    panel = page.workbooks.conflicts.panel
    panel._sides[0][0].click()
    panel.keep.click()
    assert page.workbooks.keep.text() == "Take in 3 cells"
    page.workbooks.keep.click()
    opened.settle()
    assert page.workbooks.kept.isVisible()
    assert page.sentence.spoken().startswith("2 workbooks from 2 people came back with 3 cells")
    outcomes = opened.session.analysis.history.rows["outcome"]
    assert sorted(outcomes[outcomes != ""]) in (["leaves", "leaves", "stays"], ["leaves", "stays", "stays"])
