from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT
from retention_desk.importing.dialect import FirstLook, ReadOptions, Source
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.read_export import read_export
from retention_desk.importing.read_markup import (
    looks_like_html,
    looks_like_spreadsheet_xml,
    looks_like_xml,
    read_html,
    read_spreadsheet_xml,
)
from retention_desk.importing.read_sheets import sheets_of

from .test_spreadsheet_xml import BOOK

PAGE = "<html><meta charset=gbk><table><tr><th>客户编号</th><th>金额</th></tr><tr><td>007</td><td>12</td></tr></table>"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_a_page_named_xls_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(PAGE.encode(encoding))
    (raw,) = read_export(path)
    assert raw.headers == ("客户编号", "金额")
    assert raw.cells[0].tolist() == ["客户编号", "007"]


def test_an_excel_2003_xml_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "orders.xls"
    path.write_bytes(BOOK)
    (sheet,) = sheets_of(Source(path), ReadOptions(), LIMITS, SILENT)
    assert (sheet.name, sheet.hidden, sheet.first_row, sheet.first_column) == ("Orders", True, 3, 2)
    assert sheet.merged == ((0, 0, 0, 1),)
    assert sheet.cells.astype(object).iloc[1].tolist()[:2] == [7.0, "ab"]


def test_first_looks() -> None:
    assert looks_like_html(FirstLook(b"\xef\xbb\xbf  <!-- made by x -->\n<TABLE border=1>"))
    assert not looks_like_html(FirstLook(b"<5,10\n"))
    assert looks_like_spreadsheet_xml(FirstLook(BOOK[:500]))
    assert looks_like_xml(FirstLook(b"<?xml version='1.0'?><rss/>"))


def test_other_markup_is_refused_by_name(tmp_path: Path) -> None:
    for text in ("<?xml version='1.0'?><rss/>", "<html><p>Sign in</p></html>"):
        path = tmp_path / "a.csv"
        path.write_text(text)
        with pytest.raises(UserFacingError, match="ML") as error:
            read_export(path)
        assert error.value.code == "unknown_format"


def test_limits_and_damage() -> None:
    for read, data, code in (
        (read_html, PAGE.encode(), "too_large"),
        (read_spreadsheet_xml, BOOK, "too_large"),
        (read_spreadsheet_xml, BOOK[:-9], "damaged"),
    ):
        limits = ReadLimits(cells=2) if code == "too_large" else LIMITS
        with pytest.raises(UserFacingError) as error:
            read(Source(Path("a.xls"), data), ReadOptions(), limits, SILENT)
        assert error.value.code == code
