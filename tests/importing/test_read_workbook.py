import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.cell_meanings import IrregularSheetError
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import LIMITS
from retention_desk.importing.read_workbook import read_zipped_workbook
from retention_desk.importing.sheet_events import read_sheet_events
from retention_desk.importing.sheet_xml import read_sheet_xml
from retention_desk.importing.xlsx_book import XlsxBook

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
    sheet = read_zipped_workbook(Source(workbook({"S": ROWS})), ReadOptions(), LIMITS, SILENT)[0]
    got = sheet.cells.astype(object)
    assert got.where(got.notna(), None).to_numpy().tolist() == [
        ["客户", "When", "Amount", "Note"],
        ["007", dt.datetime(2024, 1, 5, 9, 30), 12.5, None],
        [7.0, dt.date(2024, 1, 6), -3.0, "a\nb"],
        [None] * 4,
        ["x", "soon", "TRUE", "最后"],
    ]


def test_both_readers_agree_on_every_public_workbook(shared_data: Path) -> None:
    files = [path for path in sorted(shared_data.glob("*/*.xls[xm]")) if path.stat().st_size < 100_000]
    compared = 0
    for path in files:
        try:
            with zipfile.ZipFile(path) as archive:
                book = XlsxBook(archive)
                for sheet in book.sheets:
                    quick = read_sheet_xml(book.blocks(sheet), book.meanings)
                    careful = read_sheet_events(book.blocks(sheet), book.meanings)
                    compared += 1
                    assert quick.rows.tolist() == careful.rows.tolist(), path.name
                    assert quick.columns.tolist() == careful.columns.tolist(), path.name
                    assert quick.merged == careful.merged, path.name
                    ours = [quick.values[code] for code in quick.codes]
                    assert ours == [careful.values[code] for code in careful.codes], path.name
        except (zipfile.BadZipFile, IrregularSheetError):
            continue
    assert compared > 60


def test_cells_are_those_that_another_library_reads(shared_data: Path) -> None:
    """Calamine leaves out errors and changes line ends; all else is the same."""
    import python_calamine

    compared = 0
    for path in sorted(shared_data.glob("*/*.xls[xm]")):
        if path.stat().st_size > 100_000:
            continue
        try:
            ours = read_zipped_workbook(Source(path), ReadOptions(), LIMITS, SILENT)
            theirs = python_calamine.CalamineWorkbook.from_path(str(path))
        except (UserFacingError, python_calamine.CalamineError):
            continue
        for sheet in ours:
            other = theirs.get_sheet_by_name(sheet.name)
            rows = other.to_python(skip_empty_area=True)
            if not rows or sheet.cells.shape != (len(rows), len(rows[0])):
                continue
            compared += 1
            _assert_same(sheet.cells, rows, path.name)
            assert (sheet.first_row, sheet.first_column) == (other.start[0] + 1, other.start[1] + 1)
    assert compared > 60


def _assert_same(one: pd.DataFrame, rows: list[list[object]], name: str) -> None:
    ours = np.array(one.astype(object).map(_said))
    theirs = np.array([[_said(cell) for cell in row] for row in rows], dtype=ours.dtype)
    differ = ours != theirs
    excused = np.char.startswith(ours[differ].astype(str), "#") | np.char.isspace(ours[differ].astype(str))
    excused |= np.char.find(ours[differ].astype(str), "\r") >= 0
    assert excused.all(), (name, ours[differ][~excused][:3], theirs[differ][~excused][:3])


def _said(cell: object) -> str:
    if cell is None or (isinstance(cell, float) and np.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(float(cell)) if isinstance(cell, (int, float)) else str(cell)


def test_a_truncated_archive_is_damaged(workbook: Callable[..., Path]) -> None:
    path = workbook({"S": ROWS})
    path.write_bytes(path.read_bytes()[:-400])
    assert code_of(lambda: read_zipped_workbook(Source(path), ReadOptions(), LIMITS, SILENT)) == "damaged"


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
    sheet = read_zipped_workbook(Source(far), ReadOptions(), LIMITS, SILENT)[0]
    assert sheet.cells.shape == (1_048_576, 5)
    irregular = tmp_path / "irregular.xlsx"
    with zipfile.ZipFile(far) as old, zipfile.ZipFile(irregular, "w") as new:
        for part in old.infolist():
            new.writestr(
                part, old.read(part).replace(b"<sheetData>", b"<sheetData> \n").replace(b"<row ", b"<row  ")
            )
    again = read_zipped_workbook(Source(irregular), ReadOptions(), LIMITS, SILENT)[0]
    assert again.cells.astype(object).equals(sheet.cells.astype(object))


def test_merged_ranges_are_positions_in_the_cells(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("C4:D4", "Region")
        sheet.merge_range("C6:C9", "North")
        sheet.write_column("D6", [1, 2, 3])
    read = read_zipped_workbook(Source(path), ReadOptions(), LIMITS, SILENT)[0]
    assert (read.first_row, read.first_column, read.cells.shape) == (4, 3, (5, 2))
    assert read.merged == ((0, 0, 0, 1), (2, 0, 4, 0))


def test_a_workbook_whose_relations_are_lost_is_still_read(
    workbook: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "lost.xlsx"
    with zipfile.ZipFile(workbook({"S": ROWS})) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            new.writestr(
                part.filename.replace("/", "\\"), b"?" if part.filename == "_rels/.rels" else old.read(part)
            )
    assert read_zipped_workbook(Source(path), ReadOptions(), LIMITS, SILENT)[0].cells.shape == (5, 4)


def test_reading_stops_when_asked_to(workbook: Callable[..., Path]) -> None:
    def stop(_done: float, _doing: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_zipped_workbook(Source(workbook({"S": ROWS})), ReadOptions(), LIMITS, Progress(stop))
