"""Handing the review over: a workbook, or the report with its part, where a file is named."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.review_page.export import ReviewExport
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review


@pytest.fixture
def button(opened, qtbot, monkeypatch):
    opened.session.show_analysis(make_analysis(), "Book")
    button = ReviewExport(opened.window.page("home").desk)
    qtbot.addWidget(button)
    button.asked = []
    exports = opened.workspace.exports
    monkeypatch.setattr(exports, "review", lambda *given: button.asked.append(("review", *given)))
    monkeypatch.setattr(exports, "report", lambda *given: button.asked.append(("report", *given)))
    return button


def choose(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path) if path else "", ""))


def test_without_a_review_there_is_nothing_to_hand_over(button, words):
    button.show_review(None, words)
    assert button.isHidden()
    button.show_review(make_review(), words)
    assert not button.isHidden()
    assert [action.text() for action in button.menu().actions()] == [
        "Review workbook…", "Report with the review (PDF)…",
    ]  # fmt: skip


def test_workbook_and_report_get_the_review_shown(button, words, monkeypatch, tmp_path, opened):
    review = make_review()
    button.show_review(review, words)
    choose(monkeypatch, tmp_path / "review.xlsx")
    button.ask_workbook()
    choose(monkeypatch, tmp_path / "report.pdf")
    button.ask_report()
    assert button.asked[0] == ("review", review, tmp_path / "review.xlsx", opened.window.words)
    assert button.asked[1][0] == "report"
    assert button.asked[1][-1] is review


def test_where_no_file_is_named_nothing_is_written(button, words, monkeypatch):
    button.show_review(make_review(), words)
    choose(monkeypatch, None)
    button.ask_workbook()
    button.ask_report()
    assert button.asked == []
