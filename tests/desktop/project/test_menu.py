"""The menu of the project and its months."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from retention_desk.desktop.project import menu as menus
from tests.desktop.factory import make_analysis
from tests.desktop.small_project import FIRST


def texts(menu):
    return [action.text() for action in menu.actions() if action.text()]


@pytest.fixture
def desk(opened, client):
    opened.workspace.project.open(client)
    opened.settle()
    return opened


def test_before_anything_is_open(opened):
    menu = menus.project_menu(opened.workspace)
    assert texts(menu) == ["New project…", "Open project…", "Open files…", "Paste a table", "Samples"]


def test_what_is_open_without_a_project_can_be_kept_in_one(opened):
    opened.session.show_analysis(make_analysis(80), "Book")
    assert texts(menus.project_menu(opened.workspace))[0] == "Keep in a project…"


def test_a_project_can_be_copied_closed_and_added_to(desk, tmp_path):
    window = desk.window
    window.preferences = window.preferences.with_recent_project(tmp_path / "A & B.rdesk")
    window.preferences = window.preferences.with_recent(tmp_path / "x.csv")
    assert texts(menus.project_menu(desk.workspace)) == [
        "New project…", "Open project…", "Save a copy as…", "Close the project", "A && B", "Import files…",
        "Paste a table", "Recent files", "Samples",
    ]  # fmt: skip


def test_months_are_listed_newest_first_and_the_one_on_show_is_ticked(desk):
    menu = QMenu(desk.window)
    menus.add_months(menu, desk.workspace)
    latest = desk.workspace.project.state.latest.day
    assert texts(menu) == [latest.isoformat(), FIRST.isoformat()]
    assert [not action.icon().isNull() for action in menu.actions()[:2]] == [True, False]
    menu.actions()[1].trigger()
    desk.settle()
    assert desk.session.analysis.data.as_of == FIRST


def test_many_months_go_into_a_menu_of_their_own(desk, monkeypatch):
    monkeypatch.setattr(menus, "MONTHS_SHOWN", 1)
    menu = QMenu(desk.window)
    menus.add_months(menu, desk.workspace)
    assert texts(menu)[1] == "Earlier months"
    assert texts(menu.actions()[1].menu()) == [FIRST.isoformat()]


def test_without_a_project_there_are_no_months(opened):
    menu = QMenu(opened.window)
    menus.add_months(menu, opened.workspace)
    assert texts(menu) == []


def test_commands_of_a_project_hold_while_one_is_open(opened, client):
    commands = {command.key: command for command in menus.project_commands(opened.workspace)}
    assert commands["project.new"].shortcut == "Ctrl+N"
    assert not commands["project.close"].enabled()
    opened.workspace.project.open(client)
    opened.settle()
    assert commands["project.close"].enabled()
    commands["project.close"].run()
    opened.settle()
    assert opened.workspace.project.state is None
