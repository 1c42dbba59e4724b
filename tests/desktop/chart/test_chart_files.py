"""Charts as files: numbers in full, the unknown empty, no formula of the user's text."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from retention_desk.desktop.chart.chart_files import data_csv, save_data, save_drawing, save_picture
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words, phrase

SPECS = [
    ColumnSpec("group", phrase("Group")),
    ColumnSpec("share", "Share", "share"),
    ColumnSpec("day", "Day", "date"),
]
VALUES = {
    "group": np.array(["=1+1", "North, east"], dtype=object),
    "share": np.array([0.123456789, np.nan]),
    "day": np.array(["2024-01-31", "NaT"], dtype="datetime64[D]"),
}


def test_numbers_are_written_in_full_and_the_unknown_stays_empty():
    lines = list(csv.reader(data_csv(SPECS, VALUES, Words("zh_CN")).splitlines()))
    assert lines[0] == [Words("zh_CN")("Group"), "Share", "Day"]
    assert lines[1] == ["'=1+1", "0.123456789", "2024-01-31"]
    assert lines[2] == ["North, east", "", ""]


def test_whole_numbers_have_no_point():
    text = data_csv([ColumnSpec("n", "n", "count")], {"n": np.array([3.0, 1e300])}, Words("en"))
    assert text.splitlines()[1:] == ["3", "1e+300"]


def test_files_are_written_whole(qapp, tmp_path):
    save_data(tmp_path / "a.csv", SPECS, VALUES, Words("en"))
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    image = QImage(4, 4, QImage.Format.Format_RGBA8888)
    image.fill(0)
    save_picture(tmp_path / "a.png", image)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    save_drawing(tmp_path / "a.svg", QByteArray(b"<svg/>"))
    assert (tmp_path / "a.svg").read_text() == "<svg/>"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserFacingError):
        save_data(tmp_path / "no" / "a.csv", SPECS, VALUES, Words("en"))
