"""The review workbook, and the sheet of the action workbook."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.project_results import Decision
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.reporting.target import HEADER_ROW, KEY_ROW
from retention_desk.reporting.write_review import CASE_COLUMNS, write_review
from retention_desk.review_questions import review_month
from tests.review.months import analysed, handed_out, kept_month

EN = Words("en")
DECISION = Decision(1, dt.datetime(2024, 1, 2, 9, tzinfo=dt.UTC), "Li", "check_in_call", "keep", "=it works")


@pytest.fixture(scope="module")
def review():
    then = analysed(60)
    return review_month(replace(analysed(0), history=handed_out(then)), kept_month(then), [DECISION])


@pytest.fixture(scope="module", params=LANGUAGES)
def book(review, request, tmp_path_factory):
    path = tmp_path_factory.mktemp("review") / "review.xlsx"
    write_review(analysed(0), review, path, Words(request.param))
    return openpyxl.load_workbook(path)


def values(sheet) -> list:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_sheet_is_there_and_said_in_words(book, review):
    assert len(book.sheetnames) == 7
    assert all("{" not in str(value) for sheet in book for value in values(sheet))
    lift = values(book.worksheets[3])
    assert review.lifts.whole.contact.n in lift
    assert round(review.lifts.whole.difference * 100, 9) in [
        round(v, 9) for v in lift if isinstance(v, float)
    ]


def test_the_case_sheet_has_a_row_per_leaver_and_columns_to_fill_in(book, review):
    sheet = book.worksheets[5]
    keys = [cell.value for cell in sheet[KEY_ROW + 1]]
    assert [key for key, _ in CASE_COLUMNS] == keys[-len(CASE_COLUMNS) :]
    first = HEADER_ROW + 2
    ids = [sheet.cell(first + k, 1).value for k in range(review.missed.n)]
    assert ids == review.missed.table["customer_id"].tolist()
    assert sheet.cell(first, len(keys)).value is None


def test_decisions_are_text_whatever_they_start_with(book):
    sheet = book.worksheets[6]
    cells = [sheet.cell(HEADER_ROW + 2, column) for column in range(1, 6)]
    assert cells[4].value == "=it works"
    assert cells[4].data_type == "s"
    assert cells[0].value == dt.datetime(2024, 1, 2, 9)


def test_a_review_of_nothing_is_a_workbook_all_the_same(tmp_path):
    path = tmp_path / "review.xlsx"
    now = replace(analysed(0), history=no_history())
    write_review(now, review_month(now), path, EN)
    summary = values(openpyxl.load_workbook(path)["Summary"])
    assert any("No list was handed out yet" in str(value) for value in summary)
