from __future__ import annotations

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase
from retention_desk.project.records import read_journal, write_entry


def test_the_journal_tells_who_did_what_newest_first(project):
    project.save_settings(project.settings.with_value("capacity.contacts_per_week", "50"))
    project.save_settings(project.settings)
    entries = project.journal()
    assert [entry.what for entry in entries] == ["settings", "created"], "what changes nothing is not told"
    assert {entry.who for entry in entries} == {project.who}
    assert entries[0].at >= entries[1].at
    assert project.journal(1) == entries[:1]


def test_an_entry_that_is_no_text_is_a_damage(project):
    with project.database.writing() as connection:
        write_entry(connection, "x", "y", phrase("Project made."))
        assert len(read_journal(connection, 9)) == 2
        connection.execute("UPDATE journal SET text = '7'")
    with pytest.raises(UserFacingError) as caught:
        project.journal()
    assert caught.value.code == "project_damaged"


def test_decisions_are_kept(project):
    project.save_decision("stop", "Too dear.", "birthday_greeting")
    project.save_decision("note", "Next month we look again.")
    newest, first = project.decisions()
    assert (first.play, first.verdict, first.text) == ("birthday_greeting", "stop", "Too dear.")
    assert newest.play == ""
    with pytest.raises(ValueError, match="verdict"):
        project.save_decision("maybe", "")


def test_notes_are_kept_by_customer_and_taken_away(project):
    project.save_note("007", "Call in May; =1+1")
    project.save_note("007", "Call in June")
    project.save_note("8", "x")
    project.save_note("8", "  ")
    assert {key: note.text for key, note in project.notes().items()} == {"007": "Call in June"}
