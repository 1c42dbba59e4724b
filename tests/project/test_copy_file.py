"""Copies of a project: whole, of one instant, held by nobody."""

from __future__ import annotations

import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.project.open_project import open_project
from tests.project.same_data import assert_same_data


def test_a_copy_has_all_and_can_be_written(project, analysis, tmp_path):
    saved = project.save_snapshot(analysis)
    project.save_note("1", "a")
    project.save_copy(tmp_path / "copy.rdesk")
    with open_project(tmp_path / "copy.rdesk") as copy:
        assert copy.is_writable
        assert copy.notes() == project.notes()
        assert_same_data(copy.load_data(copy.snapshots()[0]), project.load_data(saved))
        copy.save_note("2", "b")
    assert "2" not in project.notes()
    assert project.is_writable


def test_a_reader_can_copy_what_another_process_holds(project, analysis, tmp_path):
    project.save_note("1", "a")
    with open_project(project.path) as reader:
        assert not reader.is_writable
        reader.save_copy(tmp_path / "copy.rdesk")
    with open_project(tmp_path / "copy.rdesk") as copy:
        assert copy.is_writable


def test_a_file_in_its_place_is_replaced(project, tmp_path):
    (tmp_path / "copy.rdesk").write_bytes(b"old")
    project.save_copy(tmp_path / "copy.rdesk")
    with open_project(tmp_path / "copy.rdesk") as copy:
        assert copy.about() == project.about()


def test_onto_itself_it_is_refused(project):
    with pytest.raises(UserFacingError) as caught:
        project.save_copy(project.path)
    assert caught.value.code == "copy_onto_itself"
    assert project.about().name == "Client"


def test_stopped_there_is_nothing(project, tmp_path):
    def stop(_done, _doing):
        raise Cancelled

    with pytest.raises(Cancelled):
        project.save_copy(tmp_path / "copy.rdesk", Progress(stop))
    assert not (tmp_path / "copy.rdesk").exists()
    assert list(tmp_path.glob(".copy*")) == []


def test_into_a_folder_that_is_not_there_it_is_refused(project, tmp_path):
    with pytest.raises(UserFacingError) as caught:
        project.save_copy(tmp_path / "none" / "copy.rdesk")
    assert caught.value.code == "not_writable"
