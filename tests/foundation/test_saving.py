"""A file is there whole or not at all."""

import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.saving import saved_whole


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("old")
    with saved_whole(path) as temporary:
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [item.name for item in tmp_path.iterdir()] == ["list.csv"]


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("old")

    def export():
        with saved_whole(path) as temporary:
            temporary.write_text("half")
            raise Cancelled

    with pytest.raises(Cancelled):
        export()
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_not_there_is_an_error_with_a_way_out(tmp_path):
    with pytest.raises(UserFacingError) as caught, saved_whole(tmp_path / "no" / "list.csv"):
        pass
    assert caught.value.code == "not_writable"
