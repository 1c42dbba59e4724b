"""The audit page: its findings saved as a file, or why they could not be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.exports.audit_text import audit_csv
from retention_desk.desktop.pages.audit import total_table
from retention_desk.foundation.dataset import FileTotal, SheetLayout
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis


@pytest.fixture
def page(opened):
    opened.session.show_analysis(make_analysis(30), "Book")
    return opened.window.open_page("audit")


def save_to(monkeypatch, page, opened, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page._ask_export()
    opened.run("file")


def test_findings_are_saved_as_spreadsheets_read_them(page, opened, monkeypatch, tmp_path):
    save_to(monkeypatch, page, opened, tmp_path / "audit.csv")
    raw = (tmp_path / "audit.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "so that Excel reads Chinese"
    assert raw.decode("utf-8-sig") == audit_csv(make_analysis(30), Words("en"))
    assert raw.count(b"\r\n") == 4
    assert raw.count(b"\r") == 4


def test_a_folder_that_cannot_be_written_to_is_told_on_a_card(page, opened, monkeypatch, tmp_path):
    save_to(monkeypatch, page, opened, tmp_path / "gone" / "audit.csv")
    assert opened.window.error_card() is not None
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_saved_when_the_question_is_closed(page, opened, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    monkeypatch.chdir(tmp_path)
    page._ask_export()
    assert list(tmp_path.iterdir()) == []
    assert opened.window.error_card() is None


def test_findings_are_saved_as_a_workbook(page, opened, monkeypatch, tmp_path):
    save_to(monkeypatch, page, opened, tmp_path / "audit.xlsx")
    assert (tmp_path / "audit.xlsx").read_bytes().startswith(b"PK")
    assert opened.window.error_card() is None


def test_a_finding_leads_to_its_column_its_row_and_to_the_people(page, opened, tmp_path):
    path = tmp_path / "a.csv"
    rows = "".join(f"K{i % 4},2024-01-{i + 1:02},{i}.5\n" for i in range(20))
    path.write_text(f"customer id,order date,amount\n{rows}", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    page.show_place("a.csv", "", "amount", 15)
    data = opened.window.page("data")
    assert opened.window.current_key == "data"
    assert 15 in [row.number for row in data.sheet.preview.raw_rows if row.kind == "data"]
    page.show_people()
    assert data.files.people.isChecked()


def test_a_setting_is_changed_in_the_session_and_one_that_reads_files_reads_again(page, opened, tmp_path):
    page.change_setting("orders.returns", "ignore")
    assert opened.session.settings.orders.returns == "ignore"
    path = tmp_path / "a.csv"
    rows = "".join(f"K{i % 4},0{1 + i % 9}/0{1 + i % 6}/2024,{i}.5\n" for i in range(20))
    path.write_text(f"customer id,order date,amount\n{rows}", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    opened.imports.accept()
    opened.run("forecast")
    page.change_setting("general.day_first", False)
    opened.run("file", "forecast")
    assert opened.session.settings.general.day_first is False
    assert opened.session.analysis.settings.general.day_first is False


def test_totals_of_the_file_stand_beside_our_own_sums():
    analysis = make_analysis(10)
    totals = (
        FileTotal(30, "Total", "amount", 100.0, 100.0, 12, True),
        FileTotal(44, "", "amount", 90.0, 100.0, 12, False),
    )
    source = replace(analysis.audit.sources[0], layout=SheetLayout(totals=totals))
    report = replace(analysis.audit, sources=(source,))
    _specs, columns = total_table(replace(analysis, audit=report), Words("en"))
    assert columns["row"].tolist() == [44, 30]
    assert columns["agrees"].tolist() == ["no", "yes"]
