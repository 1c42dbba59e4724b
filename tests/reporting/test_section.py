"""Small tables on one sheet."""

from __future__ import annotations

import openpyxl
import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.section import Section, set_columns, write_section
from retention_desk.reporting.write_workbook import open_target
from tests.review.months import analysed


@pytest.fixture
def sheet(tmp_path):
    def written(*sections):
        path = tmp_path / "book.xlsx"
        with open_target(analysed(0), path, Words("en"), SILENT) as target:
            target.add_sheet("one", phrase("One"))
            set_columns(target.sheet("one"), 6)
            row = 0
            for section in sections:
                row = write_section(target, "one", row, section, 6).last + 2
        return openpyxl.load_workbook(path)["One"]

    return written


def test_sections_stand_below_each_other_with_their_formats(sheet):
    found = sheet(
        Section("First", ("Name", "n"), [("a", 1), ("b", None)], ("", "0.0")),
        Section("Second", (), [("Key", "a long text " * 30)], ("", "")),
    )
    assert [found.cell(row, 1).value for row in (1, 2, 3, 4, 6, 7)] == [
        "First",
        "Name",
        "a",
        "b",
        "Second",
        "Key",
    ]
    assert found.cell(3, 2).value == 1
    assert found.cell(3, 2).number_format == "0.0"
    assert found.cell(4, 2).value is None
    assert "B7:F7" in {str(merged) for merged in found.merged_cells.ranges}
    assert found.row_dimensions[7].height > 40


def test_numbers_may_differ_in_format_by_line_and_text_is_never_a_formula(sheet):
    found = sheet(
        Section("T", ("Name", "n"), [("=1+1", 0.5), ("b", 2)], ("", "0"), row_formats=("0%", "0.00"))
    )
    assert [found.cell(row, 2).number_format for row in (3, 4)] == ["0%", "0.00"]
    assert found.cell(3, 1).data_type == "s"


def test_the_last_column_of_a_full_sheet_needs_no_merging(sheet):
    found = sheet(Section("T", tuple("abcdef"), [(1, 2, 3, 4, 5, "text")], ("0", "0", "0", "0", "0", "")))
    assert not found.merged_cells.ranges
    assert found.cell(3, 6).value == "text"
