from __future__ import annotations

import sqlite3

import pytest

from retention_desk.project.migrate import (
    bring_up_to_date,
    format_version,
    is_our_schema,
    newest_version,
    schema_of,
    steps,
)
from retention_desk.project.migrations import v0001_snapshots, v0002_plans


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def test_no_format_is_left_out():
    assert [step.order for step in steps()] == list(range(1, newest_version() + 1))
    assert [step.key for step in steps()][:2] == ["v0001_snapshots", "v0002_plans"]
    assert steps()[:2] == (v0001_snapshots.ENTRY, v0002_plans.ENTRY)


@pytest.mark.parametrize("start", range(1, newest_version()))
def test_every_older_format_becomes_the_newest(connection, start):
    bring_up_to_date(connection, start)
    connection.execute("INSERT INTO about VALUES ('name', 'Client')")
    assert format_version(connection) == start
    assert is_our_schema(connection)
    assert bring_up_to_date(connection) == start
    assert format_version(connection) == newest_version()
    assert is_our_schema(connection)
    assert connection.execute("SELECT text FROM about").fetchall() == [("Client",)]
    assert bring_up_to_date(connection) == newest_version()


def test_a_step_that_breaks_off_leaves_the_format_as_it_was(connection):
    bring_up_to_date(connection, 1)
    before = schema_of(connection)
    connection.execute("BEGIN IMMEDIATE")
    bring_up_to_date(connection)
    connection.execute("ROLLBACK")
    assert (format_version(connection), schema_of(connection)) == (1, before)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM snapshot; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (x)",
        "DROP TABLE note",
        "ALTER TABLE note ADD COLUMN more TEXT",
    ],
)
def test_other_tables_than_ours_are_seen(connection, statement):
    bring_up_to_date(connection)
    connection.execute(statement)
    assert not is_our_schema(connection)
