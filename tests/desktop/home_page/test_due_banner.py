"""What is due in the project: one line, the button that gets there, Done."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.home_page.due_banner import DueBanner
from retention_desk.desktop.page import Desk
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said


@pytest.fixture
def banner(opened, client, qtbot):
    old = sqlite3.connect(client)
    for table in ("snapshot", "plan"):
        old.execute(f"UPDATE {table} SET saved_at = '2024-01-31T12:00:00+00:00'")
    old.commit()
    old.close()
    opened.workspace.project.open(client)
    opened.settle()
    banner = DueBanner(Desk(opened.window, opened.workspace))
    qtbot.addWidget(banner)
    return banner


def test_what_is_due_longest_is_said_with_what_else_is(banner):
    assert banner.task.key == "list"
    assert said(banner)[:2] == [
        "The action list is due since 7 February 2024", "Last on 31 January 2024. Also due: 3.",
    ]  # fmt: skip


def test_its_button_gets_there(banner, opened, qtbot):
    qtbot.mouseClick(banner.go, Qt.MouseButton.LeftButton)
    assert opened.window.current_key == "actions"


def test_done_shows_what_is_due_next(banner, opened, qtbot):
    qtbot.mouseClick(banner.done, Qt.MouseButton.LeftButton)
    opened.settle()
    assert banner.task.key == "month"
    assert banner.done.isHidden()
    assert opened.workspace.project.state.journal[0].what == "done_list"


def test_a_rarer_cadence_makes_nothing_due(banner, opened):
    settings = opened.session.settings
    for key, value in (("list_every_days", 366), ("review_every_months", 24), ("tiers_every_months", 24)):
        settings = settings.with_value(f"review.{key}", value)
    opened.session.edit(settings, "Cadence")
    assert banner.task is None or banner.task.since.year > 2024


def test_without_a_project_there_is_none(banner, opened):
    opened.workspace.project.close()
    opened.settle()
    assert banner.task is None
    assert banner.isHidden()


def test_what_is_not_in_a_project_can_be_kept_in_one_or_not_now(opened, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(opened.workspace.project_desk, "new", lambda: asked.append("new"))
    banner = DueBanner(Desk(opened.window, opened.workspace))
    banner.setParent(opened.window)
    assert banner.isHidden()
    opened.session.show_analysis(make_analysis(80), "Book")
    assert not banner.isHidden()
    assert said(banner)[0] == "This is not kept in a project yet"
    qtbot.mouseClick(banner.go, Qt.MouseButton.LeftButton)
    assert asked == ["new"]
    qtbot.mouseClick(banner.done, Qt.MouseButton.LeftButton)
    assert banner.isHidden()
