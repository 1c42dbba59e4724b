"""The Review sheet of the action workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.pipeline import write_workbook
from retention_desk.review_questions import review_month
from tests.reporting.sheet_reading import book_of
from tests.review.months import analysed, handed_out, kept_month

EN = Words("en")


@pytest.fixture(scope="module")
def months():
    then = analysed(60)
    now = replace(analysed(0), history=handed_out(then))
    return now, review_month(now, kept_month(then), [])


def test_with_a_review_there_is_a_sheet_of_it(months, tmp_path):
    now, review = months
    write_workbook(now, tmp_path / "a.xlsx", EN, review=review)
    book = book_of(tmp_path / "a.xlsx")
    said = {cell.value for row in book["Review"].iter_rows() for cell in row if cell.value is not None}
    assert "Did it work?" in said
    assert len(said) > 20
    assert "What came of the lists handed out before" in {cell.value for cell in book["About"]["B"]}


def test_without_one_there_is_none(shop):
    assert "Review" not in shop.books["en"].sheetnames
