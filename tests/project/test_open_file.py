from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.project import open_file as opening
from retention_desk.project.holder import claim, this_process
from retention_desk.project.migrate import APPLICATION_ID, bring_up_to_date, format_version, newest_version
from retention_desk.project.open_file import create_file, open_file
from retention_desk.project.stamps import utc_now


def nothing(_connection):
    return None


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "client 100%?#顾客.rdesk"
    create_file(made, nothing)
    return made


def changed(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def refusal(path, **options):
    with pytest.raises(UserFacingError) as caught:
        open_file(path, **options).close()
    return caught.value.code


def test_a_new_file_opens_for_writing_and_leaves_nothing_beside_it(path):
    database = open_file(path)
    assert database.is_writable
    database.close()
    database.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_project_that_is_there_is_not_made_again(path):
    before = path.read_bytes()
    with pytest.raises(UserFacingError) as caught:
        create_file(path, nothing)
    assert caught.value.code == "project_exists"
    assert path.read_bytes() == before


def test_making_one_that_fails_leaves_no_file(tmp_path):
    def fail(_connection):
        raise KeyError

    with pytest.raises(KeyError):
        create_file(tmp_path / "new.rdesk", fail)
    assert not list(tmp_path.iterdir())


def test_a_journal_left_by_a_project_that_is_gone_is_not_played_back(tmp_path):
    stray = tmp_path / "new.rdesk-journal"
    stray.write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\1" * 4096)
    create_file(tmp_path / "new.rdesk", nothing)
    assert not stray.exists()
    open_file(tmp_path / "new.rdesk").close()


def test_what_is_no_project_is_refused_and_left_alone(tmp_path):
    other = tmp_path / "other.rdesk"
    assert refusal(other) == "project_missing"
    assert refusal(tmp_path) == "not_a_project"
    for content in (b"", b"PK\3\4" + b"\0" * 200, b"SQLite format 3\0", b"customer,amount\n1,2\n"):
        other.write_bytes(content)
        assert refusal(other) == "not_a_project"
        assert other.read_bytes() == content
    other.unlink()
    changed(other, "CREATE TABLE orders (x)")
    assert refusal(other) == "not_a_project"


def test_a_newer_format_is_refused_and_left_alone(path):
    changed(path, f"PRAGMA user_version = {newest_version() + 1}")
    before = path.read_bytes()
    assert refusal(path) == "newer_project"
    assert refusal(path, read_only=True) == "newer_project"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON holder BEGIN DELETE FROM snapshot; END",
        "DROP TABLE note",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
    ],
)
def test_tables_that_are_not_ours_are_a_damage(path, statement):
    changed(path, statement)
    assert refusal(path) == "project_damaged"


def test_half_a_file_and_overwritten_pages_are_a_damage(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path) == "project_damaged"
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert refusal(path) == "project_damaged"


def test_an_older_format_is_brought_up_to_date(tmp_path):
    path = tmp_path / "old.rdesk"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    bring_up_to_date(connection, 1)
    connection.execute("INSERT INTO about VALUES ('name', 'Client')")
    connection.close()
    assert refusal(path, read_only=True) == "project_outdated"
    database = open_file(path)
    with database.reading() as opened:
        assert format_version(opened) == newest_version()
        assert opened.execute("SELECT text FROM about").fetchone() == ("Client",)
    database.close()


def test_held_elsewhere_it_opens_for_reading_with_the_name(path):
    now = utc_now()
    other = replace(this_process(now), host="elsewhere", user="other")
    connection = sqlite3.connect(path, isolation_level=None)
    assert claim(connection, other, now) is None
    connection.close()
    database = open_file(path)
    assert not database.is_writable
    assert database.other == other
    with pytest.raises(UserFacingError) as caught, database.writing():
        pass
    assert caught.value.code == "project_held"
    assert "other" in str(caught.value)
    assert "elsewhere" in str(caught.value)
    database.close()
    again = open_file(path)
    assert again.other == other, "reading does not take it away"
    again.close()


def test_a_disk_that_cannot_be_written_opens_for_reading(path, monkeypatch):
    monkeypatch.setattr(opening.os, "access", lambda _path, _mode: False)
    database = open_file(path)
    assert not database.is_writable
    assert database.other is None
    with pytest.raises(UserFacingError) as caught, database.writing():
        pass
    assert caught.value.code == "project_read_only"
    database.close()


def test_a_folder_that_takes_no_journal_opens_for_reading(path, monkeypatch):
    real = opening.connect

    def connect(target, mode):
        return real(target, "ro")  # as SQLite falls back to by itself

    monkeypatch.setattr(opening, "connect", connect)
    database = open_file(path)
    assert not database.is_writable
    database.close()


def test_a_holder_that_is_none_is_a_damage(path):
    changed(path, "INSERT INTO holder VALUES (1, 't', 'h', 'u', 1, 'x', 'y')")
    assert refusal(path) == "project_damaged"
