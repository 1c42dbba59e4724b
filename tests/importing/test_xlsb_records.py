import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.safe_xml import BrokenXmlError
from retention_desk.importing.xlsb_records import xlsb_errors

RELATIONS = (
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/>'
    '<Relationship Id="rId2" Target="/xl/worksheets/sheet2.bin"/></Relationships>'
)


def record(kind: int, data: bytes) -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def text(said: str) -> bytes:
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def error(column: int, code: int, kind: int = 3) -> bytes:
    return record(kind, struct.pack("<IIB", column, 0, code))


def xlsb(*, from_1904: bool, sheets: dict[str, bytes]) -> bytes:
    workbook = record(153, struct.pack("<III", int(from_1904), 0, 0))
    for number, name in enumerate(sheets, start=1):
        workbook += record(156, struct.pack("<II", 0, number) + text(f"rId{number}") + text(name))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.bin", workbook)
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS)
        for number, data in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", data)
    return stream.getvalue()


def test_error_cells_and_the_date_system_are_found() -> None:
    first = (
        record(0, struct.pack("<I", 4)) + error(2, 0x2A) + record(7, b"\x00" * 300)
        + record(0, struct.pack("<I", 9)) + error(0, 0x07, kind=11) + error(1, 0x99)
    )  # fmt: skip
    data = xlsb(from_1904=True, sheets={"订单": first, "empty": b""})
    assert xlsb_errors(io.BytesIO(data)) == (
        {"订单": {(4, 2): "#N/A", (9, 0): "#DIV/0!", (9, 1): "#ERROR"}, "empty": {}}, True,
    )  # fmt: skip


def test_a_workbook_of_the_usual_date_system(shared_data: Path) -> None:
    errors, from_1904 = xlsb_errors(io.BytesIO((shared_data / "messy" / "calamine_date.xlsb").read_bytes()))
    assert not from_1904
    assert not any(errors.values())


@given(st.binary(max_size=300))
def test_a_damaged_sheet_is_read_to_its_end(data: bytes) -> None:
    found, _ = xlsb_errors(io.BytesIO(xlsb(from_1904=False, sheets={"a": data})))
    assert all(row >= 0 and column >= 0 for row, column in found["a"])


def test_a_workbook_without_its_parts_says_so() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises((KeyError, BrokenXmlError)):
        xlsb_errors(stream)
