"""Notes travel with the project; those written about its data before move into it and are nowhere twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.notes import load_notes, notes_path, save_notes
from tests.desktop.small_project import QUICK, write_export


@pytest.fixture
def notes(opened):
    return opened.workspace.customer_sheet.notes


def save(opened):
    opened.workspace.project.autosave.save()
    opened.settle()


def kept(opened):
    return {key: note.text for key, note in opened.workspace.project.state.project.notes().items()}


def test_notes_of_a_project_are_shown_and_written_into_it(opened, client, notes, months):
    opened.workspace.project.open(client)
    opened.settle()
    assert notes.of("00001") == "Ask for Dan"
    notes.write("00002", "VIP")
    notes.write("00001", "")
    notes.save_now()
    save(opened)
    assert kept(opened) == {"00002": "VIP"}
    assert not notes_path(months[1].imported.fingerprint).exists()


def test_a_note_half_typed_is_saved_when_the_project_is_closed(opened, client, notes):
    opened.workspace.project.open(client)
    opened.settle()
    notes.write("00002", "VIP")
    opened.workspace.project.close()
    opened.settle()
    assert notes.of("00002") == ""
    opened.workspace.project.open(client)
    opened.settle()
    assert notes.of("00002") == "VIP"


def test_a_note_half_typed_is_saved_when_the_window_closes(opened, client, notes):
    opened.workspace.project.open(client)
    opened.settle()
    notes.write("00002", "VIP")
    opened.window.close()
    opened.workspace.project.open(client)
    from retention_desk.project.open_project import open_project

    with open_project(client) as again:
        assert again.notes()["00002"].text == "VIP"


def test_notes_written_before_there_was_a_project_move_into_it(opened, notes, tmp_path):
    opened.imports.open([write_export(tmp_path / "a.csv")])
    opened.settle()
    opened.imports.accept()
    opened.settle()
    path = notes_path(opened.session.state.data.fingerprint)
    notes.write("00003", "before")
    notes.save_now()
    assert load_notes(path) == {"00003": "before"}
    opened.workspace.project.create(tmp_path / "new.rdesk", QUICK)
    opened.settle()
    assert path.exists()
    save(opened)
    assert kept(opened) == {"00003": "before"}
    assert not path.exists()
    assert notes.of("00003") == "before"


def test_what_the_project_says_of_a_customer_holds_against_an_older_note(opened, client, notes, months):
    path = notes_path(months[1].imported.fingerprint)
    save_notes(path, {"00001": "old", "00002": "more"})
    opened.workspace.project.open(client)
    opened.settle()
    save(opened)
    assert kept(opened) == {"00001": "Ask for Dan", "00002": "more"}
    assert not path.exists()


def test_a_read_only_project_takes_no_notes_along(opened, client, notes, months):
    from retention_desk.project.open_project import open_project

    path = notes_path(months[1].imported.fingerprint)
    save_notes(path, {"00002": "more"})
    with open_project(client):
        opened.workspace.project.open(client)
        opened.settle()
        assert notes.of("00002") == ""
        assert path.exists()
        opened.workspace.project.close()
        opened.settle()


def test_once_the_project_is_closed_notes_belong_to_the_data_again(opened, notes, tmp_path, client):
    opened.workspace.project.open(client)
    opened.settle()
    opened.workspace.project.close()
    opened.settle()
    opened.imports.open([write_export(tmp_path / "a.csv")])
    opened.settle()
    opened.imports.accept()
    opened.settle()
    notes.write("00004", "x")
    notes.save_now()
    assert load_notes(notes_path(opened.session.state.data.fingerprint)) == {"00004": "x"}


def test_a_damaged_file_of_notes_is_told_and_left(opened, client, notes, months):
    path = notes_path(months[1].imported.fingerprint)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{", encoding="utf-8")
    opened.workspace.project.open(client)
    opened.settle()
    assert opened.window.error_card() is not None
    assert path.read_text(encoding="utf-8") == "{"


def test_the_state_of_another_project_is_not_written_to(opened, client, notes):
    from retention_desk.desktop.project.notes import ProjectNotes

    opened.workspace.project.open(client)
    opened.settle()
    state = opened.workspace.project.state
    other = ProjectNotes(opened.workspace.project, replace(state, project=object()))
    assert other.save({}, {"00009": "x"}) is False
    assert not opened.workspace.project.autosave.unsaved
