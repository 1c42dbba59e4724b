"""The project in the window: what is said of it, what can be done about it, and how it is left."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.project.cards import ProjectCard
from retention_desk.desktop.project.state import Unsaved
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase
from retention_desk.project.open_project import open_project
from tests.desktop.small_desk import said
from tests.desktop.small_project import write_export


@pytest.fixture
def desk(opened, client):
    opened.window.files_dropped.emit([client])
    opened.settle()
    return opened


@pytest.fixture
def answer(monkeypatch):
    """Let the file dialogs answer with a path, and note what they proposed."""
    asked = []

    def with_path(path):
        def chosen(_parent, title, start, *_more, **_options):
            asked.append((title, start))
            return (str(path) if path else "", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
        return asked

    return with_path


def card(desk):
    return desk.window.notices.findChild(ProjectCard)


def press(widget, text, qtbot):
    button = next(b for b in widget.findChildren(Button) if b.accessibleName() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def status(desk):
    return desk.window.status._state.spoken()


def test_a_dropped_project_opens_on_home_with_its_name_in_the_bar(desk, client):
    assert desk.window.current_key == "home"
    assert desk.window.top_bar.project.accessibleName().startswith("Client")
    assert desk.window.preferences.recent_projects == (str(client),)
    assert desk.window.preferences.unclosed_project == str(client)
    assert status(desk).startswith("Saved ")


def test_the_status_bar_follows_saving(desk):
    desk.workspace.project.autosave.keep(Unsaved(notes={"1": "a"}))
    assert status(desk) == "Saving"
    desk.workspace.project.autosave.save()
    desk.settle()
    assert status(desk).startswith("Saved ")


def test_a_new_project_goes_where_it_is_asked_and_gets_its_ending(opened, tmp_path, answer):
    asked = answer(tmp_path / "Fresh")
    opened.workspace.project_desk.new()
    opened.settle()
    assert asked == [("New project", "Client.rdesk")]
    assert opened.workspace.project.state.path == tmp_path / "Fresh.rdesk"
    assert opened.workspace.title == "Fresh"


def test_a_name_that_is_taken_offers_to_open_what_is_there(opened, client, answer, qtbot):
    answer(client)
    opened.workspace.project_desk.new()
    opened.settle()
    press(opened.window.error_card(), "Open it", qtbot)
    opened.settle()
    assert opened.workspace.project.state.path == client


def test_nothing_chosen_does_nothing(desk, answer):
    answer(None)
    for ask in (desk.workspace.project_desk.new, desk.workspace.project_desk.choose):
        ask()
    desk.workspace.project_desk.save_as()
    desk.settle()
    assert desk.workspace.project.state.about.name == "Client"


def test_a_project_is_chosen_in_the_folder_of_the_last_one(desk, client, answer):
    asked = answer(client)
    desk.workspace.project_desk.choose()
    assert asked == [("Open project", str(client.parent))]


def test_who_holds_the_project_is_named_with_ways_out(opened, client, answer, tmp_path, qtbot):
    holder = open_project(client)
    opened.workspace.project_desk.open(client)
    opened.settle()
    shown = card(opened)
    assert f"{holder.who} has the project open on" in said(shown)[0]
    assert [button.accessibleName() for button in shown.buttons] == [
        "Save a copy…", "Try again", "Keep reading",
    ]  # fmt: skip
    assert status(opened) == "Read only"
    answer(tmp_path / "mine.rdesk")
    press(shown, "Save a copy…", qtbot)
    opened.settle()
    assert opened.workspace.project.state.is_writable
    assert card(opened) is None
    holder.close()


def test_trying_again_once_it_is_free_makes_it_writable(opened, client, qtbot):
    holder = open_project(client)
    opened.workspace.project_desk.open(client)
    opened.settle()
    holder.close()
    press(card(opened), "Try again", qtbot)
    opened.settle()
    assert opened.workspace.project.state.is_writable


def test_kept_reading_the_card_is_gone_and_changes_are_said_not_to_be_saved(opened, client, qtbot):
    holder = open_project(client)
    opened.workspace.project_desk.open(client)
    opened.settle()
    press(card(opened), "Keep reading", qtbot)
    assert not opened.window.notices.isVisible()
    opened.session.set_value("health.bands.healthy", 55.0, "Bands")
    opened.settle()
    assert status(opened) == "Read only: changes are not saved"
    opened.window.close()
    assert not opened.window.isVisible()
    holder.close()


def test_a_disk_that_is_full_is_told_with_the_ways_out_and_the_window_stays_open(desk, qtbot):
    project = desk.workspace.project.state.project

    def full(*_given):
        raise UserFacingError("project_disk", phrase("Full."), str(project.path), phrase("Make room."))

    project.save_note = full
    desk.workspace.project.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.workspace.project.autosave.save()
    desk.settle()
    assert status(desk) == "Not saved yet"
    words = [button.accessibleName() for button in desk.window.error_card().findChildren(Button)]
    assert words == ["Try again", "Save a copy…", "Close"]
    desk.window.close()
    assert desk.window.isVisible()
    del project.save_note
    press(desk.window.error_card(), "Try again", qtbot)
    desk.settle()
    assert status(desk).startswith("Saved ")
    desk.window.close()
    assert not desk.window.isVisible()
    assert desk.window.preferences.unclosed_project == ""


def test_one_can_leave_without_saving_when_nothing_else_helps(desk, client, qtbot):
    project = desk.workspace.project.state.project

    def full(*_given):
        raise UserFacingError("project_disk", phrase("Full."), str(project.path), phrase("Make room."))

    project.save_note = full
    desk.workspace.project.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.window.close()
    press(desk.window.error_card(), "Leave without saving", qtbot)
    assert not desk.window.isVisible()


def test_a_project_taken_over_is_told_and_can_be_opened_again(desk, client, qtbot):
    other = sqlite3.connect(client)
    other.execute("UPDATE holder SET token = 'x', user = 'Anna'")
    other.commit()
    other.close()
    desk.workspace.project.beat()
    desk.settle()
    assert "Read only" in status(desk)
    words = [button.accessibleName() for button in desk.window.error_card().findChildren(Button)]
    assert words == ["Save a copy…", "Open it again", "Close"]
    press(desk.window.error_card(), "Open it again", qtbot)
    desk.settle()
    assert "Anna has the project open" in said(card(desk))[0]


def test_after_a_kill_the_project_is_there_again_and_says_what_is(opened, client, qtbot):
    opened.window.preferences = opened.window.preferences.with_recent_project(client)
    opened.window.preferences = replace(opened.window.preferences, unclosed_project=str(client))
    opened.workspace.project_desk.recover()
    opened.settle()
    text = " ".join(said(card(opened)))
    assert "ended without closing" in text
    assert "Months kept: 2. Notes: 1. Lists handed out: 1." in text
    press(card(opened), "Close", qtbot)
    assert not opened.window.notices.isVisible()


def test_a_project_that_another_window_has_is_not_opened_at_the_start(opened, client):
    holder = open_project(client)
    opened.window.preferences = replace(opened.window.preferences, unclosed_project=str(client))
    opened.workspace.project_desk.recover()
    opened.settle()
    assert opened.workspace.project.state is None
    holder.close()


def test_a_project_that_is_gone_is_not_asked_for_again(opened, tmp_path):
    gone = tmp_path / "gone.rdesk"
    kept = replace(opened.window.preferences, unclosed_project=str(gone), recent_projects=(str(gone),))
    opened.window.preferences = kept
    opened.workspace.project_desk.recover()
    opened.settle()
    assert opened.window.preferences.unclosed_project == ""
    opened.workspace.project_desk.open(gone)
    opened.settle()
    assert opened.window.preferences.recent_projects == ()


def test_a_deleted_month_comes_back_from_the_toast(desk):
    state = desk.workspace.project.state
    desk.workspace.project.delete_month(state.months[0])
    desk.settle()
    assert len(desk.workspace.project.state.months) == 1
    desk.window.status.messages.messages[0].run()
    desk.settle()
    assert len(desk.workspace.project.state.months) == 2


def test_files_of_the_project_before_are_not_offered_in_the_next(opened, client, tmp_path):
    opened.imports.open([write_export(tmp_path / "a.csv")])
    opened.settle()
    assert opened.imports.draft is not None
    opened.workspace.project_desk.open(client)
    opened.settle()
    assert opened.imports.draft is None
