"""The open project: opened, left, copied and closed in one lane; what cannot be saved is not left behind."""

from __future__ import annotations

import sqlite3

import pytest

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.project.file import ProjectFile
from retention_desk.desktop.project.state import Unsaved
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase
from retention_desk.project.holder import BEAT_SECONDS
from retention_desk.project.open_project import open_project
from tests.desktop.small_project import QUICK


class Desk:
    def __init__(self, executors, qapp):
        self._lane, self._qapp = executors["project"], qapp
        self.file = ProjectFile(Runner(lambda lane: executors[lane]))
        self.told = []
        for name in ("opened", "changed", "leaving"):
            getattr(self.file, name).connect(lambda name=name: self.told.append(name))
        for name in ("failed", "lost"):
            getattr(self.file, name).connect(lambda error, name=name: self.told.append((name, error.code)))
        self.anyway = None
        self.file.not_saved.connect(self._not_saved)
        self.back = None
        self.file.taken_out.connect(lambda _month, back: setattr(self, "back", back))

    def _not_saved(self, error, anyway):
        self.told.append(("not_saved", error.code))
        self.anyway = anyway

    def run(self):
        while self._lane.waiting:
            self._lane.run_next()
            self._qapp.processEvents()
        told, self.told = self.told, []
        return told

    def open(self, path):
        self.file.open(path)
        return self.run()


@pytest.fixture
def desk(manual_executors, qapp):
    desk = Desk(manual_executors, qapp)
    yield desk
    desk.file.autosave.drop()
    desk.file.finish()


def refuse(project, code="project_disk"):
    def fail(*_given):
        raise UserFacingError(code, phrase("No."), "", phrase("Wait."))

    project.save_note = fail


def test_nothing_is_open_at_first_and_a_project_opens_off_the_windows_thread(desk, client):
    assert desk.file.state is None
    desk.file.open(client)
    assert desk.file.state is None
    assert desk.run() == ["leaving", "opened"]
    assert desk.file.state.path == client
    assert desk.file.state.is_writable


def test_a_project_that_cannot_be_opened_leaves_the_one_that_is(desk, client, tmp_path):
    desk.open(client)
    (tmp_path / "no.rdesk").write_bytes(b"nothing")
    assert desk.open(tmp_path / "no.rdesk") == ["leaving", ("failed", "not_a_project")]
    assert desk.file.state.path == client
    assert desk.open(tmp_path / "gone.rdesk")[-1] == ("failed", "project_missing")


def test_opening_another_closes_the_one_before(desk, client, tmp_path):
    desk.open(client)
    desk.file.create(tmp_path / "other.rdesk", QUICK)
    assert "opened" in desk.run()
    assert desk.file.state.about.name == "other"
    with open_project(client) as again:
        assert again.is_writable


def test_opening_what_is_open_shows_it_again(desk, client):
    desk.open(client)
    project = desk.file.state.project
    assert desk.open(client) == ["opened"]
    assert desk.file.state.project is project


def test_closing_saves_what_is_not_saved(desk, client):
    desk.open(client)
    desk.file.autosave.keep(Unsaved(notes={"00002": "new"}))
    desk.file.close()
    assert "opened" in desk.run()
    assert desk.file.state is None
    with open_project(client) as again:
        assert again.is_writable
        assert again.notes()["00002"].text == "new"


def test_a_project_that_cannot_be_saved_is_not_left_unless_one_says_so(desk, client, tmp_path):
    desk.open(client)
    refuse(desk.file.state.project)
    desk.file.autosave.keep(Unsaved(notes={"00002": "new"}))
    desk.file.close()
    assert desk.run() == ["leaving", ("not_saved", "project_disk")]
    assert desk.file.state is not None
    assert desk.file.autosave.unsaved.notes == {"00002": "new"}
    desk.anyway()
    desk.run()
    assert desk.file.state is None


def test_saving_as_another_file_goes_on_there_with_what_was_not_saved(desk, client, tmp_path):
    holder = open_project(client)
    desk.open(client)
    assert not desk.file.state.is_writable
    desk.file.autosave.keep(Unsaved(notes={"00002": "mine"}))
    desk.file.save_as(tmp_path / "mine.rdesk")
    assert "opened" in desk.run()
    state = desk.file.state
    assert (state.path, state.is_writable) == (tmp_path / "mine.rdesk", True)
    assert state.project.notes()["00002"].text == "mine"
    assert len(state.months) == 2
    assert "00002" not in holder.notes()
    holder.close()


def test_at_the_end_all_is_saved_and_given_back(desk, client):
    desk.open(client)
    desk.file.autosave.keep(Unsaved(notes={"00002": "new"}))
    desk.file.finish()
    assert desk.file.state is None
    with open_project(client) as again:
        assert again.is_writable
        assert "00002" in again.notes()


def test_at_the_end_a_project_that_cannot_be_saved_stays_open(desk, client):
    desk.open(client)
    refuse(desk.file.state.project)
    desk.file.autosave.keep(Unsaved(notes={"00002": "new"}))
    with pytest.raises(UserFacingError):
        desk.file.finish()
    assert desk.file.state is not None


def test_a_deleted_month_comes_back_as_it_was(desk, client):
    desk.open(client)
    before = desk.file.state.months
    desk.file.delete_month(before[0])
    assert "changed" in desk.run()
    assert desk.file.state.months == before[1:]
    desk.back()
    desk.run()
    first = desk.file.state.months[0]
    assert (first.day, first.saved_at, first.fingerprint) == (
        before[0].day, before[0].saved_at, before[0].fingerprint,
    )  # fmt: skip
    assert desk.file.state.project.load_data(first).n_customers == before[0].n_customers


def test_signs_of_life_are_given_each_minute_and_a_project_taken_over_is_told(desk, client):
    desk.open(client)
    assert desk.file._beats.interval() == BEAT_SECONDS * 1000
    assert desk.file._beats.isActive()
    desk.file.beat()
    assert desk.run() == []
    other = sqlite3.connect(client)
    other.execute("UPDATE holder SET token = 'somebody else', user = 'Anna'")
    other.commit()
    other.close()
    desk.file.beat()
    assert desk.run() == ["changed", ("lost", "project_taken_over")]
    assert not desk.file._beats.isActive()
    assert not desk.file.state.is_writable
    assert desk.file.state.holder.user == "Anna"


def test_what_is_saved_of_months_and_lists_is_read_again(desk, client, months):
    desk.open(client)
    desk.file.autosave.keep(Unsaved(lists=(months[1],)))
    desk.file.autosave.save()
    desk.run()
    assert len(desk.file.state.plans) == 2


def test_a_read_only_project_has_no_signs_of_life_and_is_left_without_saving(desk, client):
    holder = open_project(client)
    desk.open(client)
    assert not desk.file._beats.isActive()
    desk.file.autosave.keep(Unsaved(notes={"00002": "mine"}))
    desk.file.close()
    desk.run()
    assert desk.file.state is None
    holder.close()
