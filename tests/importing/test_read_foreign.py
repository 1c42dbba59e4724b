from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT
from retention_desk.importing import read_foreign
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.read_foreign import read_binary_workbook, read_with_calamine
from retention_desk.importing.reader_messages import PlainColumn, PlainSheet

from .xls_files import FormulaError, xls


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(UserFacingError) as error:
        call()
    return error.value.code


def test_rows_columns_and_merged_ranges_are_those_of_the_file(shared_data: Path) -> None:
    source = Source(shared_data / "messy" / "readxl_deaths.xls")
    sheet = read_binary_workbook(source, ReadOptions(), LIMITS, SILENT)[1]
    assert (sheet.name, sheet.cells.shape, sheet.first_row) == ("other", (19, 6), 1)
    assert sheet.merged == ((3, 1, 3, 4), (18, 4, 18, 5))
    ods = Source(shared_data / "messy" / "calamine_number_rows_repeated.ods")
    assert [s.first_row for s in read_with_calamine(ods, ReadOptions(), LIMITS, SILENT)] == [1, 2, 3]


def test_what_one_reader_refuses_the_other_may_read(shared_data: Path) -> None:
    source = Source(shared_data / "messy" / "sheetjs_phpexcel_bad_cfb_dir.xls")
    assert read_binary_workbook(source, ReadOptions(), LIMITS, SILENT)[0].cells.shape == (3, 30)


@pytest.mark.parametrize(
    ("name", "password"),
    [("poi_password.xls", "password"), ("poi_protected_passtika.xlsx", "tika"), ("calamine_pass_protected.ods", "1234")],
)  # fmt: skip
def test_an_encrypted_workbook_opens_with_its_password_alone(
    shared_data: Path, name: str, password: str
) -> None:
    source = Source(shared_data / "messy" / name)
    read = read_with_calamine if name.endswith("ods") else read_binary_workbook
    assert read(source, ReadOptions(password=password), LIMITS, SILENT)
    assert code_of(lambda: read(source, ReadOptions(), LIMITS, SILENT)) == "encrypted"
    assert code_of(lambda: read(source, ReadOptions(password="x"), LIMITS, SILENT)) == "wrong_password"


def test_a_large_workbook_keeps_its_errors_and_its_date_system(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xls(
        {"Orders": [["id", "amount"], ["C1", FormulaError("#N/A")], ["C2", "#DIV/0!"]]}, from_1904=True
    )
    small = read_binary_workbook(Source(Path("a.xls"), data), ReadOptions(), LIMITS, SILENT)[0]
    monkeypatch.setattr(read_foreign, "_SLOW_READER_UP_TO_BYTES", 0)
    large = read_binary_workbook(Source(Path("a.xls"), data), ReadOptions(), LIMITS, SILENT)[0]
    for sheet in (small, large):
        assert sheet.from_1904
        assert sheet.cells[1].tolist() == ["amount", "#N/A", "#DIV/0!"]


def test_other_documents_are_named(tmp_path: Path) -> None:
    letter = Source(
        Path("letter.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 60
    )
    assert code_of(lambda: read_binary_workbook(letter, ReadOptions(), LIMITS, SILENT)) == "unknown_format"


def test_limits_hold_for_what_comes_back(shared_data: Path) -> None:
    source = Source(shared_data / "messy" / "readxl_deaths.xls")
    few = ReadLimits(cells=20)
    assert code_of(lambda: read_binary_workbook(source, ReadOptions(), few, SILENT)) == "too_large"
    assert code_of(lambda: read_foreign._sheet(source.path, _wide(), ReadLimits(columns=1))) == "too_large"


def _wide() -> PlainSheet:
    column = PlainColumn(bytes(4), ["x"])
    return PlainSheet("S", False, 0, 0, 1, [column, column], [])
