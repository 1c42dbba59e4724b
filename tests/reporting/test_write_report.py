"""The report of a small shop: complete, the same in every run, in three languages; hostile and poor data."""

from __future__ import annotations

import pandas as pd
import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.pipeline import analyse, import_files, report_basis, report_sheets, write_report
from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH, TextMark
from retention_desk.reporting.write_report import report_parts, report_title
from tests.reporting.paper.pdf_reading import ReadPdf
from tests.reporting.report_making import part_text

HOSTILE = (
    "x" * 400, "שלום עולם", "مرحبا بالعالم", "😀 emoji 🧨", "tab\there", "\u202ereversed", "=1+1", "客户" * 60,
)  # fmt: skip


@pytest.fixture(scope="module")
def reports(shop):
    files = {}
    for language in LANGUAGES:
        path = shop.folder / f"{language}.pdf"
        write_report(shop.analysis, path, Words(language))
        files[language] = path.read_bytes()
    return files


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_there_as_text(reports, language):
    words, pdf = Words(language), ReadPdf(reports[language])
    text = pdf.text.replace(" ", "").replace("\u00a0", "")
    assert words("Customer retention report").replace(" ", "") in text
    for part in report_parts().values():
        if part.wanted is None and part.key != "summary":
            assert words(part.name).replace(" ", "") in text, part.key
    assert words("page {page} of {pages}", page=1, pages=len(pdf.pages)).replace(" ", "") in text


def test_the_same_analysis_gives_the_same_bytes(shop, reports, tmp_path):
    write_report(shop.analysis, tmp_path / "again.pdf", Words("en"))
    assert (tmp_path / "again.pdf").read_bytes() == reports["en"]


def test_no_mark_leaves_the_sheet_or_its_margins(shop):
    for page in report_sheets(shop.analysis, Words("zh_TW")):
        for mark in page.marks:
            if isinstance(mark, TextMark):
                assert mark.x >= 60, mark.line.text
                assert mark.right <= PAGE_WIDTH - 60, mark.line.text
                assert mark.y <= PAGE_HEIGHT - 30


def test_the_figures_are_those_of_the_analysis(shop, reports):
    text = ReadPdf(reports["en"]).text
    metric = shop.analysis.metrics.values["retention_rate"]
    assert f"{metric.numerator:,.0f} ÷ {metric.denominator:,.0f}" in text
    assert Words("en").share(metric.value) in text
    listed = shop.analysis.plan.table
    first = shop.analysis.data.customer_ids[int(listed[listed["arm"] != "holdout"]["customer"].iloc[0])]
    assert first[:8] in text


def test_a_cancelled_report_leaves_no_file(shop, tmp_path):
    seen = []

    def stop(done, _doing):
        seen.append(done)
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report(shop.analysis, tmp_path / "no.pdf", Words("en"), Progress(stop))
    assert list(tmp_path.iterdir()) == []
    assert seen == sorted(seen)


def test_a_folder_that_is_not_there_is_told(shop, tmp_path):
    with pytest.raises(UserFacingError, match="not_writable"):
        write_report(shop.analysis, tmp_path / "absent" / "no.pdf", Words("en"))


def test_parts_can_be_left_out_and_the_title_be_one_s_own(shop):
    choice = ReportChoice(frozenset({"trace", "definitions"}), "Northwind, autumn")
    pages = report_sheets(shop.analysis, Words("en"), choice=choice)
    text = "\n".join(page.text for page in pages)
    assert "Northwind, autumn" in text
    assert "What every figure means" not in text
    assert len(pages) < len(report_sheets(shop.analysis, Words("en")))
    assert report_title(Words("en"), choice) == "Northwind, autumn"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Names of all kinds, as customers and as file and columns."""
    folder = tmp_path_factory.mktemp("hostile")
    day = pd.Timestamp("2024-01-01")
    lines = [
        {
            "Customer ID": name,
            "Order date": (day + pd.Timedelta(days=11 * k + 3 * place)).date(),
            "Amount": 20 + k,
        }
        for place, name in enumerate(HOSTILE)
        for k in range(9)
    ]
    path = folder / ("orders " + "very long name " * 8 + ".csv")
    pd.DataFrame(lines).to_csv(path, index=False)
    return analyse(import_files([path]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_neither_break_the_report_nor_leave_their_place(hostile, language, tmp_path):
    write_report(hostile, tmp_path / "report.pdf", Words(language))
    pages = report_sheets(hostile, Words(language))
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, TextMark):
                assert mark.right <= PAGE_WIDTH - 60
                assert not any(ord(character) < 32 or character == "\u202e" for character in mark.line.text)
    assert len(ReadPdf((tmp_path / "report.pdf").read_bytes()).pages) == len(pages)


@pytest.fixture(scope="module")
def poor(tmp_path_factory):
    """One table of three customers, nothing dated."""
    path = tmp_path_factory.mktemp("poor") / "customers.csv"
    pd.DataFrame({"customer_id": ["a", "b", "c"], "age": [30, 40, 50]}).to_csv(path, index=False)
    return analyse(import_files([path]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_in_words(poor, language, tmp_path):
    write_report(poor, tmp_path / "report.pdf", Words(language))
    assert len(ReadPdf((tmp_path / "report.pdf").read_bytes()).pages) >= 3


@pytest.mark.parametrize(
    "key",
    ["summary", "data", "retention", "health", "segments", "value", "forecast", "actions", "definitions"],
)
def test_no_part_is_empty_without_data(poor, key):
    assert len(part_text(key, poor).split("\n")) > 4


def test_without_dates_retention_says_so(poor):
    assert "cannot be told without dates" in part_text("retention", poor)
    assert "3 customers" in part_text("summary", poor)


def test_the_basis_has_benchmark_charts_and_sources(shop):
    basis = report_basis(shop.analysis, Words("en"))
    assert basis.benchmark.benchmark.retention_share > 0
    assert {figure.text.key for figure in basis.sources} >= {"retention_rate", "revenue_net"}
    assert basis.draw("cohort_grid", 600, 200).figure is not None
