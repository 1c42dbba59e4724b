"""The Review sheet of the action workbook."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.sheets.review_sheet import write_review_sheet
from retention_desk.reporting.write_workbook import open_target
from retention_desk.review_questions import review_month
from tests.review.months import analysed, handed_out, kept_month

EN = Words("en")


@pytest.fixture(scope="module")
def review():
    then = analysed(60)
    return review_month(replace(analysed(0), history=handed_out(then)), kept_month(then))


def values(sheet) -> list:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_sheet_of_the_action_workbook_tells_the_same(review, tmp_path):
    path = tmp_path / "list.xlsx"
    with open_target(analysed(0), path, EN, SILENT) as target:
        target.add_sheet("review", phrase("Review"))
        write_review_sheet(target, review)
    found = values(openpyxl.load_workbook(path)["Review"])
    assert "Did it work?" in found
    assert "Who did what" in found
    assert any(str(value).startswith("Value tier: then, by row") for value in found)
