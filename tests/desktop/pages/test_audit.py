"""The audit page: its findings saved as a file, or why they could not be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.audit_text import audit_csv
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis


@pytest.fixture
def page(opened):
    opened.session.show_analysis(make_analysis(30), "Book")
    return opened.window.open_page("audit")


def save_to(monkeypatch, page, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page._ask_export()


def test_findings_are_saved_as_spreadsheets_read_them(page, monkeypatch, tmp_path):
    save_to(monkeypatch, page, tmp_path / "audit.csv")
    raw = (tmp_path / "audit.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "so that Excel reads Chinese"
    assert raw.decode("utf-8-sig") == audit_csv(make_analysis(30), Words("en"))
    assert raw.count(b"\r\n") == 4
    assert raw.count(b"\r") == 4


def test_a_folder_that_cannot_be_written_to_is_told_on_a_card(page, opened, monkeypatch, tmp_path):
    save_to(monkeypatch, page, tmp_path / "gone" / "audit.csv")
    assert opened.window.error_card() is not None
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_saved_when_the_question_is_closed(page, opened, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    monkeypatch.chdir(tmp_path)
    page._ask_export()
    assert list(tmp_path.iterdir()) == []
    assert opened.window.error_card() is None
