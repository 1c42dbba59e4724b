"""Notes about customers: saved by themselves, found again with the same data, never lost in silence."""

from __future__ import annotations

import pytest

from retention_desk.desktop.notes import CustomerNotes, load_notes, notes_path, save_notes
from retention_desk.foundation.errors import UserFacingError


@pytest.fixture
def notes(qtbot, tmp_path):
    notes = CustomerNotes(folder=tmp_path)
    notes.errors = []
    notes.failed.connect(notes.errors.append)
    notes.belong_to("print one")
    yield notes
    notes.deleteLater()


def test_a_note_is_saved_by_itself_and_there_again_with_the_same_data(notes, qtbot, tmp_path):
    with qtbot.waitSignal(notes.saved, timeout=5000):
        notes.write("004417", "Moved workshop in July.\n请找 Dan")
    again = CustomerNotes(folder=tmp_path)
    again.belong_to("print one")
    assert again.of("004417") == "Moved workshop in July.\n请找 Dan"
    again.belong_to("print two")
    assert again.of("004417") == ""


def test_other_data_save_what_was_typed_before(notes, tmp_path):
    notes.write("a", "text")
    notes.belong_to("print two")
    assert load_notes(notes_path("print one", tmp_path)) == {"a": "text"}


def test_an_emptied_note_is_gone(notes, tmp_path):
    notes.write("a", "text")
    notes.write("b", "more")
    notes.write("a", "  ")
    notes.save_now()
    assert load_notes(notes_path("print one", tmp_path)) == {"b": "more"}


def test_nothing_is_written_where_nothing_changed(notes, tmp_path):
    notes.save_now()
    assert not notes_path("print one", tmp_path).exists()


def test_a_damaged_file_is_told_and_never_written_over(notes, tmp_path):
    path = notes_path("print two", tmp_path)
    path.parent.mkdir(exist_ok=True)
    path.write_text("{", encoding="utf-8")
    notes.belong_to("print two")
    assert [error.code for error in notes.errors] == ["notes_damaged"]
    notes.write("a", "typed in spite of it")
    notes.save_now()
    assert notes.of("a") == "typed in spite of it"
    assert path.read_text(encoding="utf-8") == "{"


def test_a_folder_that_cannot_be_written_is_told_and_the_note_stays(notes, tmp_path):
    (tmp_path / "notes").write_text("a file", encoding="utf-8")
    notes.write("a", "kept")
    notes.save_now()
    assert [error.code for error in notes.errors] == ["not_writable"]
    assert notes.of("a") == "kept"


def test_a_file_of_another_shape_is_damaged(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(UserFacingError):
        load_notes(path)
    save_notes(path, {"a": "b"})
    assert load_notes(path) == {"a": "b"}
