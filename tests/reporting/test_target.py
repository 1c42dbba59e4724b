"""Tables on sheets: unique titles, empty cells, machine keys."""

import io

import openpyxl
import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.target import Group, SheetColumn, Target, is_empty, plain_worksheet, write_table
from retention_desk.reporting.workbook_style import Formats
from tests.reporting.sheet_reading import columns_of


@pytest.mark.parametrize(
    ("value", "empty"), [(None, True), ("", True), (float("nan"), True), (0, False), ("0", False)]
)
def test_only_what_is_unknown_is_left_blank(value, empty):
    assert is_empty(value) is empty


def test_a_table_has_unique_titles_and_its_machine_keys(shop):
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    target = Target(book, Formats(book, "en"), shop.analysis, Words("en"), SILENT, {}, "x", "x.xlsx")
    target.add_sheet("one", phrase("Actions"))
    columns = [
        SheetColumn("a", "Value", "g", 10, "number", [1.5, float("nan")]),
        SheetColumn("b", "value", "g", 10, "text", ["=1", None]),
    ]
    write_table(target, target.sheet("one"), "things", columns, [Group("g", "Group")], 2)
    book.close()
    sheet = openpyxl.load_workbook(stream)["Actions"]
    assert columns_of(sheet) == {"a": 1, "b": 2}
    assert [cell.value for cell in sheet[5]] == ["Value", "value 2"]
    assert [cell.value for cell in sheet[6]] == [1.5, "=1"]
    assert sheet["B6"].data_type == "s"
    assert [cell.value for cell in sheet[7]] == [None, None]


def test_formulas_are_written_as_they_are():
    assert plain_worksheet()()._prepare_formula("=SUMIF(A1:A2,1)") == "SUMIF(A1:A2,1)"
