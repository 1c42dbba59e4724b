from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.read_export import read_export

from .conftest import ORDERS


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(UserFacingError) as error:
        call()
    assert str(error.value).startswith(f"error[{error.value.code}]: ")
    return error.value.code


REFUSALS = {"damaged", "unknown_format", "no_table", "empty_file", "too_large", "encrypted"}


def outcome(path: Path) -> int | str:
    """Return how many tables a file has, or the code it is refused with."""
    try:
        return len(read_export(path))
    except UserFacingError as error:
        return error.code


def test_a_raw_table_is_the_sheet_as_it_stands(text_file: Callable[..., Path]) -> None:
    raw = read_export(text_file("sales of may\n" + ORDERS))[0]
    assert (raw.header_row, raw.first_row, raw.encoding, raw.delimiter, raw.sheet) == (2, 1, "utf-8", ",", "")
    assert raw.headers[:2] == ("order id", "customer id")
    assert raw.cells.shape == (8, 6)
    assert raw.cells.iloc[0].astype(object).tolist()[0] == "sales of may"
    assert len(raw.body) == 6
    assert list(raw.body.columns) == list(raw.headers)
    assert len(raw.file_hash) == 64


def test_every_sheet_comes_with_its_visibility(workbook: Callable[..., Path]) -> None:
    rows = [line.split(",") for line in ORDERS.strip().splitlines()]
    raws = read_export(workbook({"A": rows, "Empty": [], "Old": rows}, hidden="Old"))
    assert [(raw.sheet, raw.hidden) for raw in raws] == [("A", False), ("Old", True)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty_file"),
        ("a.csv", b"\xef\xbb\xbf\r\n", "empty_file"),
        ("a.xlsx", b"", "empty_file"),
        ("a.csv", b"1,2\n3,4\n", "no_table"),
        ("a.csv", b"customer id,amount\n", "no_table"),
        ("a.csv", bytes(range(256)) * 40, "unknown_format"),
        ("a.xls", b"<html><table><tr><td>a</td></tr></table></html>", "no_table"),
        ("a.xlsx", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "unknown_format"),
        ("a.csv", b"%PDF-1.7\n", "unknown_format"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 100, "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert code_of(lambda: read_export(path)) == code


def test_files_that_are_not_there_or_too_large(tmp_path: Path, text_file: Callable[..., Path]) -> None:
    assert code_of(lambda: read_export(tmp_path / "none.csv")) == "not_found"
    assert code_of(lambda: read_export(tmp_path)) == "unknown_format"
    assert code_of(lambda: read_export(text_file(ORDERS), limits=ReadLimits(file_bytes=10))) == "too_large"


def test_the_content_decides_not_the_name(
    text_file: Callable[..., Path], workbook: Callable[..., Path]
) -> None:
    assert read_export(text_file(ORDERS, "named.xls"))[0].headers[0] == "order id"
    renamed = workbook({"A": [["customer id", "amount"], ["C1", 5]]}, "really.csv")
    assert read_export(renamed)[0].sheet == "A"


@pytest.mark.parametrize(
    ("name", "code"),
    [("sheetjs_Attendance.numbers", "unknown_format"), ("messytables_small.csv", "no_table"),
     ("poi_protected_passtika.xlsx", "encrypted"), ("poi_57893-many-merges.xlsx", "empty_file"), ("frictionless_without-rows.csv", "no_table"),
     ("calamine_pass_protected.xlsx", "encrypted"), ("poi_poc-shared-strings.xlsx", "damaged"), ("calamine_date.xlsb", "no_table"), ("calamine_pass_protected.ods", "encrypted")],
)  # fmt: skip
def test_public_files_that_are_refused(shared_data: Path, name: str, code: str) -> None:
    assert code_of(lambda: read_export(shared_data / "messy" / name)) == code


def test_no_public_file_crashes_the_reader(shared_data: Path) -> None:
    outcomes = [outcome(path) for path in sorted((shared_data / "messy").iterdir())]
    assert {code for code in outcomes if isinstance(code, str)} <= REFUSALS
    assert sum(n for n in outcomes if isinstance(n, int)) > 80


@given(cuts=st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), min_size=1, max_size=4))
def test_a_mutilated_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, bytes]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "mutilated"
    folder.mkdir(exist_ok=True)
    whole = folder / "whole.xlsx"
    if not whole.exists():
        import xlsxwriter

        with xlsxwriter.Workbook(whole) as book:
            sheet = book.add_worksheet()
            for i, line in enumerate(ORDERS.strip().splitlines()):
                sheet.write_row(i, 0, line.split(","))
    data = bytearray(whole.read_bytes())
    for place, change in cuts:
        start = place % len(data)
        data[start : start + len(change)] = change
    broken = folder / "broken.xlsx"
    broken.write_bytes(bytes(data))
    found = outcome(broken)
    assert found == 1 or found in REFUSALS
