"""The audit workbook: every row set aside is in it, with its place, and text stays text."""

import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.pipeline import analyse, import_files
from retention_desk.reporting.write_audit import write_audit
from tests.reporting.sheet_reading import HEADER_ROW, book_of, columns_of

LINES = """=Order,Customer,Date,Amount
A1,C1,2024-01-05,10.50
A2,,2024-01-06,20.00
A3,C2,2024-13-77,5.00
A4,C2,2024-02-01,7.25
A5,C3,2024-02-02,lots
A6,C1,2024-03-01,11.00
"""


def values_of(sheet, key):
    """Return the cells of a column below its header."""
    place = columns_of(sheet)[key]
    return [sheet.cell(row, place).value for row in range(HEADER_ROW + 1, sheet.max_row + 1)]


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audit")
    (folder / "orders.csv").write_text(LINES, encoding="utf-8")
    return analyse(import_files([folder / "orders.csv"])), folder


def test_every_row_set_aside_is_listed_with_its_place_in_the_file(few):
    analysis, folder = few
    write_audit(analysis, folder / "out.xlsx", Words("en"))
    book = book_of(folder / "out.xlsx")
    sheet = book["Rows set aside"]
    found = dict(zip(values_of(sheet, "row"), values_of(sheet, "code"), strict=True))
    assert found == {3: "missing_customer_id", 4: "bad_date", 6: "bad_amount"}
    sources = book["Sources"]
    [read], [used], [aside] = (values_of(sources, f"rows_{name}") for name in ("read", "used", "set_aside"))
    assert (read, used, aside) == (6, 3, 3)


def test_headers_of_the_user_are_text_and_say_what_they_were_read_as(few):
    analysis, folder = few
    write_audit(analysis, folder / "out.xlsx", Words("en"))
    sheet = book_of(folder / "out.xlsx")["Columns"]
    meant = dict(zip(values_of(sheet, "canonical"), values_of(sheet, "header"), strict=True))
    assert meant["customer_id"] == "Customer"
    assert meant["amount"] == "Amount"
    for row in sheet.iter_rows():
        assert all(cell.data_type != "f" for cell in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_have_their_rows_and_what_was_done_in_every_language(few, language):
    analysis, folder = few
    write_audit(analysis, folder / "out.xlsx", Words(language))
    sheet = book_of(folder / "out.xlsx").worksheets[1]
    assert values_of(sheet, "code") == [finding.code for finding in analysis.audit.findings]
    assert values_of(sheet, "rows") == [finding.rows for finding in analysis.audit.findings]
    texts = values_of(sheet, "text")
    assert texts == [Words(language)(finding.text) for finding in analysis.audit.findings]


def test_a_cancelled_audit_leaves_no_file(few):
    analysis, folder = few

    def stop(_share, _doing):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_audit(analysis, folder / "never.xlsx", Words("en"), Progress(stop))
    assert not (folder / "never.xlsx").exists()


def test_rows_beyond_a_sheet_are_counted_in_words(few, monkeypatch):
    analysis, folder = few
    monkeypatch.setattr("retention_desk.reporting.write_audit.ROWS_SHOWN", 2)
    write_audit(analysis, folder / "cut.xlsx", Words("en"))
    sheet = book_of(folder / "cut.xlsx")["Rows set aside"]
    assert len(values_of(sheet, "row")) == 2
    assert sheet["A2"].value == "The first 2 of 3 rows: a sheet holds no more."


def test_every_row_of_every_finding_is_listed_as_runs(few):
    analysis, folder = few
    write_audit(analysis, folder / "rows.xlsx", Words("en"))
    book = book_of(folder / "rows.xlsx")
    sheet = book["Rows of findings"]
    lines = list(
        zip(values_of(sheet, "code"), values_of(sheet, "first"), values_of(sheet, "last"), strict=True)
    )
    assert ("missing_customer_id", 3, 3) in lines
    findings = book["Findings"]
    numbers = dict(zip(values_of(findings, "code"), values_of(findings, "row_numbers"), strict=True))
    assert numbers["unreadable_rows"] == "4, 6"
