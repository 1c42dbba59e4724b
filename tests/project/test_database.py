from __future__ import annotations

import threading

import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.project.holder import claim, this_process
from retention_desk.project.open_file import create_file, open_file
from retention_desk.project.packing import NotPackedError
from retention_desk.project.records import read_text, write_text
from retention_desk.project.stamps import utc_now


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "client.rdesk"
    create_file(path, lambda connection: write_text(connection, "name", "before"))
    opened = open_file(path)
    yield opened
    opened.close()


def name(database):
    with database.reading() as connection:
        return read_text(connection, "name")


@pytest.mark.parametrize("error", [Cancelled, KeyError, KeyboardInterrupt])
def test_a_block_that_fails_changes_nothing(database, error):
    def write_half():
        with database.writing() as connection:
            write_text(connection, "name", "half")
            raise error

    with pytest.raises(error):
        write_half()
    assert name(database) == "before"
    with database.writing() as connection:
        write_text(connection, "name", "after")
    assert name(database) == "after"


def test_taken_over_meanwhile_nothing_is_written(database):
    own = database.own
    other = this_process(utc_now())
    with database.writing() as connection:
        connection.execute("DELETE FROM holder")
        assert claim(connection, other, utc_now()) is None
    with pytest.raises(UserFacingError) as caught, database.writing() as connection:
        write_text(connection, "name", "lost")
    assert caught.value.code == "project_taken_over"
    assert name(database) == "before"
    assert not database.is_writable
    assert database.other is not None
    assert database.other.token == other.token != own.token
    with pytest.raises(UserFacingError) as caught, database.writing():
        pass
    assert caught.value.code == "project_held"


def test_what_is_not_as_written_is_a_damage(database):
    with pytest.raises(UserFacingError) as caught, database.reading():
        raise NotPackedError("flipped")
    assert caught.value.code == "project_damaged"


def test_threads_take_turns(database):
    def write(number):
        for _ in range(5):
            with database.writing() as connection:
                write_text(connection, "name", f"{number}")
                write_text(connection, "twin", f"{number}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert read_text(connection, "name") == read_text(connection, "twin")


def test_a_reader_beside_the_writer_sees_the_last_whole_state(database):
    reader = open_file(database.path)
    assert not reader.is_writable
    with database.writing() as connection:
        write_text(connection, "name", "after")
        assert name(reader) == "before"
    assert name(reader) == "after"
    reader.close()


def test_what_is_asked_of_a_file_that_was_closed_meanwhile_is_dropped(project):
    project.close()
    with pytest.raises(Cancelled):
        project.notes()
    with pytest.raises(UserFacingError):
        project.save_note("1", "a")
