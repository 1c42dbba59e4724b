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
from retention_desk.project.migrations import v0001_snapshots, v0002_plans, v0003_returned_workbooks
from retention_desk.project.returns import read_returns


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def test_no_format_is_left_out():
    assert [step.order for step in steps()] == list(range(1, newest_version() + 1))
    keys = [step.key for step in steps()]
    assert keys[:3] == ["v0001_snapshots", "v0002_plans", "v0003_returned_workbooks"]
    assert steps()[:3] == (v0001_snapshots.ENTRY, v0002_plans.ENTRY, v0003_returned_workbooks.ENTRY)


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


def test_edits_of_format_2_are_kept_as_returned_files(connection):
    bring_up_to_date(connection, 2)
    connection.execute("INSERT INTO bundle VALUES (1)")
    connection.execute(
        "INSERT INTO plan VALUES (1, 'L', '2024-05-01T08:00:00+00:00', 'me', NULL, 3, 0, 1, '')"
    )
    for customer, value in (("1", '"done"'), ("2", "null")):
        connection.execute(
            "INSERT INTO returned_edit (at, list_id, customer_id, edited_column, before, value, who, file,"
            " file_hash) VALUES ('2024-05-02T08:00:00+00:00', 'L', ?, 'status', 'null', ?, 'Ann', 'a.xlsx', 'h')",
            (customer, value),
        )
    bring_up_to_date(connection)
    (kept,) = read_returns(connection, "L")
    assert (kept.who, kept.file, kept.n_rows, kept.removed) == ("Ann", "a.xlsx", 2, frozenset())
    assert [(edit.customer_id, edit.value) for edit in kept.edits] == [("1", "done"), ("2", None)]
    assert "status" in kept.columns
