import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing import read_workbook
from retention_desk.importing.dialect import TextOptions
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.read_workbook import check_archive, read_binary_workbook, read_zipped_workbook

ROWS = [
    ["客户", "When", "Amount", "Note"],
    ["007", dt.datetime(2024, 1, 5, 9, 30), 12.5, None],
    [7, dt.datetime(2024, 1, 6), -3, "a\nb"],
    [None, None, None, None],
    ["x", "soon", True, "最后"],
]


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(UserFacingError) as error:
        call()
    return error.value.code


def test_cells_are_those_that_were_written(workbook: Callable[..., Path]) -> None:
    sheet = read_zipped_workbook(workbook({"S": ROWS}), TextOptions(), LIMITS, SILENT)[0]
    got = sheet.cells.astype(object)
    assert got.where(got.notna(), None).to_numpy().tolist() == [
        ["客户", "When", "Amount", "Note"],
        ["007", dt.datetime(2024, 1, 5, 9, 30), 12.5, None],
        [7.0, dt.date(2024, 1, 6), -3.0, "a\nb"],
        [None] * 4,
        ["x", "soon", "TRUE", "最后"],
    ]


def test_both_readers_agree_on_every_public_workbook(shared_data: Path) -> None:
    files = [path for path in sorted(shared_data.glob("*/*.xls[xm]")) if path.stat().st_size < 1_500_000]
    compared = 0
    for path in files:
        try:
            ours = read_workbook._read_columns(path, LIMITS, SILENT)
            theirs = read_workbook._read_with_calamine(path, LIMITS, SILENT)
        except (UserFacingError, zipfile.BadZipFile, read_workbook.IrregularSheetError):
            continue
        for one, other in zip(ours, theirs, strict=True):
            compared += 1
            if one.cells.shape == other.cells.shape:
                _assert_same(one.cells, other.cells, path.name)
    assert compared > 60


def _assert_same(one: pd.DataFrame, other: pd.DataFrame, name: str) -> None:
    """Calamine leaves out errors and changes line ends; all else is the same."""
    ours = np.array(one.astype(object).map(str))
    theirs = np.array(other.astype(object).map(str))
    differ = ours != theirs
    excused = np.char.startswith(ours[differ].astype(str), "#") | np.char.isspace(ours[differ].astype(str))
    excused |= np.char.find(ours[differ].astype(str), "\r") >= 0
    assert excused.all(), (name, ours[differ][~excused][:3], theirs[differ][~excused][:3])


def test_a_truncated_archive_is_damaged(workbook: Callable[..., Path]) -> None:
    path = workbook({"S": ROWS})
    path.write_bytes(path.read_bytes()[:-400])
    assert code_of(lambda: read_zipped_workbook(path, TextOptions(), LIMITS, SILENT)) == "damaged"


def test_an_archive_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert code_of(lambda: check_archive(path, LIMITS)) == "unknown_format"


def test_a_part_that_grows_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    assert code_of(lambda: check_archive(path, LIMITS)) == "too_large"
    assert code_of(lambda: check_archive(path, ReadLimits(unpacked_bytes=1000))) == "too_large"


def test_a_far_cell_takes_no_memory(workbook: Callable[..., Path], tmp_path: Path) -> None:
    path = workbook({"S": ROWS})
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(far, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            new.writestr(part, data)
    sheet = read_zipped_workbook(far, TextOptions(), LIMITS, SILENT)[0]
    assert sheet.cells.shape == (1_048_576, 5)
    irregular = tmp_path / "irregular.xlsx"
    with zipfile.ZipFile(far) as old, zipfile.ZipFile(irregular, "w") as new:
        for part in old.infolist():
            new.writestr(
                part, old.read(part).replace(b"<sheetData>", b"<sheetData> \n").replace(b"<row ", b"<row  ")
            )
    assert code_of(lambda: read_zipped_workbook(irregular, TextOptions(), LIMITS, SILENT)) == "too_large"


def test_reading_stops_when_asked_to(workbook: Callable[..., Path]) -> None:
    def stop(_done: float, _doing: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_zipped_workbook(workbook({"S": ROWS}), TextOptions(), LIMITS, Progress(stop))


@pytest.mark.parametrize(
    ("name", "code"), [("poi_password.xls", "encrypted"), ("poi_protected_passtika.xlsx", "encrypted")]
)
def test_a_password_is_asked_for(shared_data: Path, name: str, code: str) -> None:
    assert (
        code_of(lambda: read_binary_workbook(shared_data / "messy" / name, TextOptions(), LIMITS, SILENT))
        == code
    )
