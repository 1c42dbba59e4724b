from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.project import bundles
from retention_desk.project.bundles import delete_bundle, insert_bundle, read_frames
from retention_desk.project.frames import pack_frame, unpack_frame

COMMON = np.arange(100)


def frames(number):
    first = pd.DataFrame({"same": COMMON, "own": COMMON + number})
    second = pd.DataFrame({"kind": pd.Categorical(["a", "b"][: 1 + number % 2])})
    return [pack_frame("first", first), pack_frame("second", second)]


def count(connection, table):
    return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_what_is_written_is_what_is_read(project):
    packed = frames(1)
    with project.database.writing() as connection:
        bundle = insert_bundle(connection, packed)
    with project.database.reading() as connection:
        assert list(read_frames(connection, bundle).values()) == packed
        some = read_frames(connection, bundle, lambda name: name == "first", {"own"})
    assert list(some) == ["first"]
    assert list(unpack_frame(some["first"])) == ["own"]


def test_equal_columns_are_kept_once_and_go_with_the_last(project):
    with project.database.writing() as connection:
        one, two = (insert_bundle(connection, frames(number)) for number in (1, 3))
        shared = count(connection, "blob")
        assert shared == 5  # same, own twice, codes and categories once
        delete_bundle(connection, one)
        assert count(connection, "blob") == 4
        assert read_frames(connection, two)["first"] == frames(3)[0]
        delete_bundle(connection, two)
        assert [count(connection, t) for t in ("blob", "bundle", "frame", "frame_column")] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE frame SET n_rows = -1",
        "UPDATE frame SET row_labels = 'x'",
        "UPDATE blob SET n_bytes = -5",
        "UPDATE blob SET n_bytes = 9000000000000",
        "UPDATE frame_column SET digest = x'00'",
    ],
)
def test_claims_of_another_hand_are_refused(project, statement):
    with project.database.writing() as connection:
        bundle = insert_bundle(connection, frames(1))
    project.database._connection.execute("PRAGMA foreign_keys = OFF")
    with project.database.writing() as connection:
        connection.execute(statement)
    with pytest.raises(UserFacingError) as caught, project.database.reading() as connection:
        read_frames(connection, bundle)
    assert caught.value.code == "project_damaged"


def test_tables_too_large_together_are_refused(project, monkeypatch):
    with project.database.writing() as connection:
        bundle = insert_bundle(connection, frames(1))
    monkeypatch.setattr(bundles, "MOST_BUNDLE_BYTES", 1_000)
    with pytest.raises(UserFacingError), project.database.reading() as connection:
        read_frames(connection, bundle)
