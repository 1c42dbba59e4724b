"""Saving by itself: soon, off the window's thread, kept until it worked."""

from __future__ import annotations

import pytest

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.project.autosave import Autosave
from retention_desk.desktop.project.state import Unsaved
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase
from retention_desk.project.open_project import create_project
from tests.desktop.small_project import QUICK


class Desk:
    def __init__(self, project, executors, qapp):
        self.project, self._lane, self._qapp = project, executors["project"], qapp
        self.autosave = Autosave(Runner(lambda lane: executors[lane]))
        self.autosave.take(project)
        self.errors, self.written = [], []
        self.autosave.failed.connect(self.errors.append)
        self.autosave.written.connect(self.written.append)

    def run(self):
        while self._lane.waiting:
            self._lane.run_next()
            self._qapp.processEvents()


@pytest.fixture
def desk(tmp_path, manual_executors, qapp):
    with create_project(tmp_path / "client.rdesk", settings=QUICK) as project:
        yield Desk(project, manual_executors, qapp)


def failing(project, code):
    def fail(*_given):
        raise UserFacingError(code, phrase("No."), "", phrase("Wait."))

    project.save_note = fail
    project.save_settings = fail


def test_what_is_kept_is_written_a_moment_later(desk, qtbot):
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.autosave.keep(Unsaved(notes={"2": "b"}))
    assert desk.autosave.unsaved.notes == {"1": "a", "2": "b"}
    qtbot.waitUntil(lambda: bool(desk._lane.waiting), timeout=5000)
    assert desk.autosave.is_writing
    desk.run()
    assert {key: note.text for key, note in desk.project.notes().items()} == {"1": "a", "2": "b"}
    assert not desk.autosave.unsaved
    assert desk.autosave.saved_at is not None


def test_what_comes_while_it_writes_is_written_after(desk):
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.autosave.save()
    desk.autosave.keep(Unsaved(notes={"1": "later"}))
    desk.autosave.save()
    assert desk.autosave.unsaved.notes == {"1": "later"}
    desk.run()
    assert desk.project.notes()["1"].text == "later"
    assert len(desk.written) == 2


def test_what_could_not_be_written_is_kept_told_once_and_written_with_what_follows(desk, monkeypatch):
    failing(desk.project, "project_disk")
    for text in ("a", "b"):
        desk.autosave.keep(Unsaved(notes={text: text}))
        desk.autosave.save()
        desk.run()
    assert [error.code for error in desk.errors] == ["project_disk"]
    assert desk.autosave.unsaved.notes == {"a": "a", "b": "b"}
    del desk.project.save_note
    asked = []
    desk.autosave.save(lambda: asked.append("done"))
    desk.run()
    assert asked == ["done"]
    assert sorted(desk.project.notes()) == ["a", "b"]
    assert desk.autosave.problem is None


def test_who_asked_for_saving_is_told_that_it_did_not_work(desk):
    failing(desk.project, "project_disk")
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    told = []
    desk.autosave.save(lambda: told.append("done"), lambda error: told.append(error.code))
    desk.run()
    assert told == ["project_disk"]
    assert desk.errors == []


def test_a_file_that_is_busy_is_tried_again(desk, monkeypatch, qtbot):
    monkeypatch.setattr("retention_desk.desktop.project.autosave.TRY_AGAIN_MS", 1)
    failing(desk.project, "project_busy")
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.autosave.save()
    desk.run()
    del desk.project.save_note
    qtbot.waitUntil(lambda: bool(desk._lane.waiting), timeout=5000)
    desk.run()
    assert desk.project.notes()["1"].text == "a"


def test_at_the_end_all_is_written_at_once_even_what_is_on_its_way(desk):
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.autosave.save()
    desk.autosave.keep(Unsaved(notes={"2": "b"}))
    desk.autosave.save_here()
    assert sorted(desk.project.notes()) == ["1", "2"]
    assert not desk.autosave.unsaved


def test_at_the_end_a_disk_that_is_full_is_told_and_nothing_forgotten(desk):
    failing(desk.project, "project_disk")
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    with pytest.raises(UserFacingError):
        desk.autosave.save_here()
    assert desk.autosave.unsaved.notes == {"1": "a"}


def test_read_only_it_waits_without_writing(desk, tmp_path):
    from retention_desk.project.open_project import open_project

    with open_project(desk.project.path, read_only=True) as reader:
        desk.autosave.take(reader)
        desk.autosave.keep(Unsaved(notes={"1": "a"}))
        assert desk.autosave.unsaved.notes == {"1": "a"}
        desk.autosave.save_here()
        desk.autosave.drop()
    assert not desk.autosave.unsaved


def test_another_project_gets_nothing_of_the_one_before(desk, tmp_path):
    desk.autosave.keep(Unsaved(notes={"1": "a"}))
    desk.autosave.save()
    with create_project(tmp_path / "other.rdesk") as other:
        desk.autosave.take(other)
        desk.run()
        assert other.notes() == {}
        assert desk.written == []
    assert "1" in desk.project.notes()


def test_without_anything_to_save_done_is_said_at_once(desk):
    told = []
    desk.autosave.save(lambda: told.append("done"))
    assert told == ["done"]
