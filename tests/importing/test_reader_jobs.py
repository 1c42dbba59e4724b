import datetime as dt
import io
import zipfile
from array import array
from pathlib import Path

import pytest

from retention_desk.importing.reader_jobs import (
    JobRefused,
    decrypted,
    plain_column,
    with_calamine,
    with_xlrd,
)


def cells(column: tuple[bytes, list[object]]) -> list[object]:
    return [None if code < 0 else column[1][code] for code in array("i", column[0])]


def test_a_plain_column_keeps_types_apart() -> None:
    given = [1, 1.0, "1", "", None, True, dt.date(2024, 1, 1), "1"]
    assert cells(plain_column(given)) == [1.0, 1.0, "1", None, None, "TRUE", dt.date(2024, 1, 1), "1"]


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("readxl_deaths.xls", ("arts", 0, 0, 19, [(3, 1, 3, 4)])), ("poi_testEXCEL_3.xls", ("Sheet 1", 0, 0, 35, [])),
     ("readxl_65536-rows-xls.xls", ("Sheet1", 65_534, 0, 2, []))],
)  # fmt: skip
def test_xlrd_knows_where_the_cells_stand(shared_data: Path, name: str, sheet: tuple[object, ...]) -> None:
    read = with_xlrd((shared_data / "messy" / name).read_bytes(), 10**7)[0]
    assert (read.name, read.first_row, read.first_column, read.n_rows, read.merged) == sheet


def test_both_date_systems(shared_data: Path) -> None:
    data = (shared_data / "messy" / "sheetjs_1904.xls").read_bytes()
    for read in (with_xlrd, with_calamine):
        dates = cells(read(data, 10**6)[0].columns[1])
        assert dates[:2] == [dt.date(1904, 1, 2), dt.date(1904, 1, 12)]


def test_too_many_cells_are_refused_before_they_are_read(shared_data: Path) -> None:
    data = (shared_data / "messy" / "readxl_deaths.xls").read_bytes()
    for read in (with_xlrd, with_calamine):
        with pytest.raises(JobRefused, match="too_large"):
            read(data, 5)


def test_a_password_opens_and_a_wrong_one_does_not(shared_data: Path) -> None:
    data = (shared_data / "messy" / "poi_protected_passtika.xlsx").read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(decrypted(data, "tika")))
    with pytest.raises(JobRefused, match="wrong_password"):
        decrypted(data, "Tika")
